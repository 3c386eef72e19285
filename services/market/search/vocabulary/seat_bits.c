/* seat_bits.c - who of all that sit has a word: a bit for each seat, where there are any */
#include "market/search/vocabulary/seat_bits.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/memory.h"

/* 64 seats, and where their word is or would be. */
struct place {
	uint32_t at;
	uint64_t bit; /* of `some` */
	size_t word;
	bool is_there;
};

static struct place find(const struct seat_bits *bits, uint32_t seat)
{
	uint32_t number = seat / 64;
	struct place place = {.at = number / 64, .bit = UINT64_C(1) << number % 64};

	if (place.at >= bits->reach)
		return place;
	const struct seat_some *some = &bits->some[place.at];

	place.is_there = some->bits & place.bit;
	place.word = some->before + bits_count(some->bits & (place.bit - 1));
	return place;
}

static void reach(struct seat_bits *bits, uint32_t at)
{
	uint32_t more = at + 1 + at / 8;

	if (at < bits->reach)
		return;
	bits->some = memory_realloc(bits->some, more * sizeof *bits->some);
	for (uint32_t i = bits->reach; i < more; i++)
		bits->some[i] = (struct seat_some){.before = bits->word_count};
	bits->reach = more;
}

/* The word of these seats is put in, or taken out. */
static void turn(struct seat_bits *bits, const struct place *place)
{
	bits->some[place->at].bits ^= place->bit;
	for (uint32_t i = place->at + 1; i < bits->reach; i++)
		bits->some[i].before += place->is_there ? SIZE_MAX : 1;
}

static void word_open(struct seat_bits *bits, const struct place *place)
{
	bits->words = memory_grow(bits->words, bits->word_count, &bits->word_capacity,
				  sizeof *bits->words);
	memmove(bits->words + place->word + 1, bits->words + place->word,
		(bits->word_count - place->word) * sizeof *bits->words);
	bits->words[place->word] = 0;
	bits->word_count++;
	turn(bits, place);
}

static void word_close(struct seat_bits *bits, const struct place *place)
{
	bits->word_count--;
	memmove(bits->words + place->word, bits->words + place->word + 1,
		(bits->word_count - place->word) * sizeof *bits->words);
	turn(bits, place);
}

void seat_bits_set(struct seat_bits *bits, uint32_t seat)
{
	struct place place;

	reach(bits, seat / 64 / 64);
	place = find(bits, seat);
	if (!place.is_there)
		word_open(bits, &place);
	bits->words[place.word] |= UINT64_C(1) << seat % 64;
}

void seat_bits_clear(struct seat_bits *bits, uint32_t seat)
{
	struct place place = find(bits, seat);

	if (!place.is_there)
		return;
	bits->words[place.word] &= ~(UINT64_C(1) << seat % 64);
	if (bits->words[place.word] == 0)
		word_close(bits, &place);
}

void seat_bits_deinit(struct seat_bits *bits)
{
	memory_free(bits->some);
	memory_free(bits->words);
	*bits = (struct seat_bits){.reach = 0};
}

size_t seat_bits_bytes(const struct seat_bits *bits)
{
	return bits->reach * sizeof *bits->some + bits->word_capacity * sizeof *bits->words;
}
