/* search_index.c - all listings as the search knows them: in memory, changed in place */
#include "market/search/search_index.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/bus/envelope.h"

enum {
	WORDS_MAX = 4096, /* of a listing: a description has 8,000 bytes */
	PACKED_BYTES = 5, /* most that one number takes */
	LISTINGS_FIRST = 1024,
	CACHE_LINE_BYTES = 64
};

/* What of a listing is shown, and what only a change needs. */
struct kept_listing {
	uint8_t *packed; /* numbers of its words, each the difference to the one before; NULL: the
			    listing is not there */
	uint8_t *card;
	uint32_t card_size_bytes;
	uint32_t rank;
	int32_t turns_on;
};

struct search_index {
	pthread_rwlock_t lock;
	struct seats seats;
	struct vocabulary *vocabulary;
	struct places places;
	struct listing_facts *facts;                         /* by listing number */
	struct kept_listing *kept;                           /* by listing number */
	size_t numbers, capacity;                            /* of both */
	struct follow_progress progress;                     /* the writer's */
	struct follow_progress reached;                      /* what readers know of it */
	uint32_t old_words[WORDS_MAX], new_words[WORDS_MAX]; /* the writer's */
};

static void kept_listing_deinit(struct kept_listing *kept)
{
	memory_free(kept->packed);
	memory_free(kept->card);
	*kept = (struct kept_listing){.packed = NULL};
}

struct search_index *search_index_create(void)
{
	struct search_index *index = memory_alloc(sizeof *index);
	pthread_rwlockattr_t attributes;

	/* Readers come and go all the time: without this a change would wait for ever. */
	pthread_rwlockattr_init(&attributes);
	pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&index->lock, &attributes);
	pthread_rwlockattr_destroy(&attributes);
	index->vocabulary = vocabulary_create(&index->seats);
	return index;
}

void search_index_destroy(struct search_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->numbers; i++)
		kept_listing_deinit(&index->kept[i]);
	memory_free(index->facts);
	memory_free(index->kept);
	places_deinit(&index->places);
	vocabulary_destroy(index->vocabulary);
	seats_deinit(&index->seats);
	pthread_rwlock_destroy(&index->lock);
	memory_free(index);
}

/* Seven bits a byte, the high bit set where more follow. */
static size_t pack(const uint32_t *words, size_t count, uint8_t *ret_packed)
{
	size_t size = 0;
	uint32_t before = 0;

	for (size_t i = 0; i < count; i++) {
		size += varint_write(ret_packed + size, words[i] - before);
		before = words[i];
	}
	return size;
}

/* Words and their packed form stand together: the number of words, then they. */
static size_t unpack(const uint8_t *packed, uint32_t *ret_words)
{
	uint16_t count;
	uint32_t word = 0;

	memcpy(&count, packed, sizeof count);
	packed += sizeof count;
	for (size_t i = 0; i < count; i++) {
		uint32_t difference = 0;
		unsigned shift = 0;

		for (; *packed & 128; shift += 7)
			difference |= (*packed++ & 127u) << shift;
		difference |= (uint32_t)*packed++ << shift;
		word += difference;
		ret_words[i] = word;
	}
	return count;
}

static void keep_words(struct kept_listing *kept, const uint32_t *words, size_t count)
{
	uint8_t packed[sizeof(uint16_t) + WORDS_MAX * PACKED_BYTES];
	uint16_t short_count = (uint16_t)count;
	size_t size = sizeof short_count;

	memcpy(packed, &short_count, sizeof short_count);
	size += pack(words, count, packed + size);
	memory_free(kept->packed);
	kept->packed = memory_copy(packed, size);
}

static void keep_card(struct kept_listing *kept, const ProtobufCBinaryData *card)
{
	memory_free(kept->card);
	kept->card = memory_copy(card->data, card->len);
	kept->card_size_bytes = (uint32_t)card->len;
}

static int by_number(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one;
	uint32_t b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* In order, each once; returns how many. */
static size_t sort_words(uint32_t *words, size_t count)
{
	size_t kept = 0;

	qsort(words, count, sizeof *words, by_number);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || words[kept - 1] != words[i])
			words[kept++] = words[i];
	}
	return kept;
}

/* Numbers of all words of a listing, those of its place among them. */
static size_t number_words(struct search_index *index, const struct indexed_listing *listing,
			   uint32_t *ret_words)
{
	const struct place_entry *place = &index->places.entries[listing->facts.place];
	size_t count = 0;

	for (size_t i = 0; i < place->word_count && count < WORDS_MAX; i++)
		ret_words[count++] = place->words[i];
	for (size_t i = 0; i < listing->token_count && count < WORDS_MAX; i++)
		ret_words[count++] = vocabulary_put(index->vocabulary, listing->tokens[i]);
	return sort_words(ret_words, count);
}

static void assert_number(int64_t listing_number)
{
	assert(listing_number > 0 && listing_number <= LISTING_NUMBER_MAX && "a number of ours");
	(void)listing_number;
}

static void grow(struct search_index *index, int64_t listing_number)
{
	size_t capacity = index->capacity ? index->capacity : LISTINGS_FIRST;

	if ((size_t)listing_number < index->numbers)
		return;
	index->numbers = (size_t)listing_number + 1;
	if (index->numbers <= index->capacity)
		return;
	while (capacity < index->numbers)
		capacity *= 2;
	index->facts = memory_realloc(index->facts, capacity * sizeof *index->facts);
	index->kept = memory_realloc(index->kept, capacity * sizeof *index->kept);
	memset(index->facts + index->capacity, 0,
	       (capacity - index->capacity) * sizeof *index->facts);
	memset(index->kept + index->capacity, 0,
	       (capacity - index->capacity) * sizeof *index->kept);
	index->capacity = capacity;
}

/* Takes out what is not among the new words and puts in what was not among the old ones: both are
 * in order. With another rank all of it changes. */
static void replace(struct search_index *index, uint32_t old_rank, size_t old_count, uint32_t rank,
		    size_t new_count)
{
	size_t old = 0;
	size_t new = 0;

	while (old < old_count || new < new_count) {
		uint32_t old_word = old < old_count ? index->old_words[old] : NUMBER_NONE;
		uint32_t new_word = new < new_count ? index->new_words[new] : NUMBER_NONE;
		bool stays = old_word == new_word && old_rank == rank;

		if (old_word <= new_word && !stays)
			vocabulary_remove_rank(index->vocabulary, old_word, old_rank);
		if (new_word <= old_word && !stays)
			vocabulary_add_rank(index->vocabulary, new_word, rank);
		old += old_word <= new_word;
		new += new_word <= old_word;
	}
}

void search_index_seat(struct search_index *index, int64_t listing_number)
{
	assert_number(listing_number);
	pthread_rwlock_wrlock(&index->lock);
	seats_hold(&index->seats, (uint32_t)listing_number);
	pthread_rwlock_unlock(&index->lock);
}

void search_index_put(struct search_index *index, const struct indexed_listing *listing)
{
	uint32_t rank = rank_of(listing->badge_class, listing->listing_number);
	struct kept_listing *kept;
	size_t old_count;
	size_t new_count;

	assert_number(listing->listing_number);
	pthread_rwlock_wrlock(&index->lock);
	grow(index, listing->listing_number);
	seats_take(&index->seats, rank);
	kept = &index->kept[listing->listing_number];
	old_count = kept->packed ? unpack(kept->packed, index->old_words) : 0;
	new_count = number_words(index, listing, index->new_words);
	replace(index, kept->rank, old_count, rank, new_count);
	keep_words(kept, index->new_words, new_count);
	keep_card(kept, &listing->card);
	kept->rank = rank;
	kept->turns_on = listing->turns_on;
	index->facts[listing->listing_number] = listing->facts;
	pthread_rwlock_unlock(&index->lock);
}

void search_index_remove(struct search_index *index, int64_t listing_number)
{
	struct kept_listing *kept;

	if ((size_t)listing_number >= index->numbers || !index->kept[listing_number].packed)
		return;
	pthread_rwlock_wrlock(&index->lock);
	kept = &index->kept[listing_number];
	replace(index, kept->rank, unpack(kept->packed, index->old_words), 0, 0);
	kept_listing_deinit(kept);
	pthread_rwlock_unlock(&index->lock);
}

uint32_t search_index_place(struct search_index *index, const char *key, int64_t *ret_known_at)
{
	uint32_t place;

	pthread_rwlock_wrlock(&index->lock);
	place = places_put(&index->places, key);
	pthread_rwlock_unlock(&index->lock);
	*ret_known_at = index->places.entries[place].known_at;
	return place;
}

/* The word of a name; of a unit also its number. */
static uint32_t put_name(struct search_index *index, const char *name, uint32_t *units,
			 size_t *unit_count)
{
	const char *blank = strchr(name, ' ');
	char *token = memory_strdup(name);
	uint32_t word;

	assert(blank && "a token and how it is written");
	token[blank - name] = '\0';
	if (*token == '#')
		units[(*unit_count)++] = places_put_unit(&index->places, token, blank + 1);
	else
		places_put_name(&index->places, token, blank + 1);
	word = vocabulary_put(index->vocabulary, token);
	memory_free(token);
	return word;
}

void search_index_name_place(struct search_index *index, uint32_t place, int64_t known_at,
			     const char *const *names, size_t count)
{
	uint32_t *words = index->new_words;
	uint32_t *units = index->old_words;
	size_t unit_count = 0;
	size_t most = count < WORDS_MAX ? count : WORDS_MAX;

	pthread_rwlock_wrlock(&index->lock);
	for (size_t i = 0; i < most; i++)
		words[i] = put_name(index, names[i], units, &unit_count);
	place_set(&index->places.entries[place], units, sort_words(units, unit_count), words,
		  sort_words(words, most));
	index->places.entries[place].known_at = known_at;
	pthread_rwlock_unlock(&index->lock);
}

int64_t search_index_turned(const struct search_index *index, int64_t after, int32_t day)
{
	for (size_t i = (size_t)after + 1; i < index->numbers; i++) {
		if (index->kept[i].packed && index->kept[i].turns_on <= day)
			return (int64_t)i;
	}
	return 0;
}

struct follow_progress *search_index_progress(struct search_index *index)
{
	return &index->progress;
}

void search_index_reach(struct search_index *index)
{
	pthread_rwlock_wrlock(&index->lock);
	index->reached = index->progress;
	pthread_rwlock_unlock(&index->lock);
}

void search_index_lock(struct search_index *index)
{
	pthread_rwlock_rdlock(&index->lock);
}

void search_index_unlock(struct search_index *index)
{
	pthread_rwlock_unlock(&index->lock);
}

const struct vocabulary *search_index_vocabulary(const struct search_index *index)
{
	return index->vocabulary;
}

const struct seats *search_index_seats(const struct search_index *index)
{
	return &index->seats;
}

const struct places *search_index_places(const struct search_index *index)
{
	return &index->places;
}

const struct listing_facts *search_index_facts(const struct search_index *index)
{
	return index->facts;
}

size_t search_index_numbers(const struct search_index *index)
{
	return index->numbers;
}

bool search_index_has_reached(const struct search_index *index, int64_t change_number,
			      int64_t story_change_number, int32_t day)
{
	return index->reached.change_number == change_number &&
	       index->reached.story_change_number == story_change_number &&
	       index->reached.day == day;
}

/* They are far from each other, so memory is asked for all of them before it is waited for. */
void search_index_cards(const struct search_index *index, const uint32_t *listing_numbers,
			size_t count, ProtobufCBinaryData *ret_cards)
{
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&index->kept[listing_numbers[i]]);
	for (size_t i = 0; i < count; i++) {
		const struct kept_listing *kept = &index->kept[listing_numbers[i]];

		ret_cards[i].len = kept->card_size_bytes;
		ret_cards[i].data = kept->card;
		for (size_t at = 0; at < kept->card_size_bytes; at += CACHE_LINE_BYTES)
			__builtin_prefetch(kept->card + at);
	}
}

size_t search_index_count(const struct search_index *index)
{
	uint32_t every = vocabulary_find(index->vocabulary, "*");

	return vocabulary_postings(index->vocabulary, every)->count;
}

/* Every byte without the high bit ends a number. */
static size_t packed_bytes(const uint8_t *packed)
{
	uint16_t count;
	size_t size = sizeof count;

	memcpy(&count, packed, sizeof count);
	for (; count > 0; size++)
		count = (uint16_t)(count - !(packed[size] & 128));
	return size;
}

size_t search_index_bytes(const struct search_index *index)
{
	size_t packed = 0;

	for (size_t i = 0; i < index->numbers; i++) {
		packed += index->kept[i].packed ? packed_bytes(index->kept[i].packed) : 0;
		packed += index->kept[i].card_size_bytes;
	}
	return sizeof *index + index->capacity * (sizeof *index->facts + sizeof *index->kept) +
	       packed + places_bytes(&index->places) + seats_bytes(&index->seats) +
	       vocabulary_bytes(index->vocabulary);
}
