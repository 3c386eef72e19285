/* search_listings.c - listings that match, the best first, a page at a time, and how many there are
 *
 * Reads:   market.v1.SearchListings
 * Answers: market.v1.SearchListingsReply
 * Refuses: FIELD_TOO_LONG, FILTER_INVALID, UNIT_UNKNOWN, CURSOR_INVALID
 *
 * What is found, counted and shown is in memory (search/); while that is behind the store, as it is
 * for some milliseconds after a change, what is shown is read from there. The cursor is the step of
 * the plan and the rank of the last listing shown: what comes or goes between two pages moves
 * nothing else.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/listing_content.h"
#include "market/queries.h"
#include "market/records.h"
#include "market/rules.h"
#include "market/search/facets.h"
#include "market/search/filters.h"
#include "market/search/finder.h"
#include "market/search/repair.h"
#include "market/state.h"
#include "ocop/market/v1/queries.pb-c.h"

/* What is asked, and what has been found. */
struct search {
	const Ocop__Market__V1__SearchListings *query;
	const char *unit; /* token; "" for any */
	struct filters filters;
	struct word words[QUERY_WORDS_MAX];
	size_t word_count;
	bool repaired;
	struct found behind; /* where the cursor stands */
	bool goes_on;        /* there is a cursor */
	struct found *found;
	size_t count, limit;
	const Ocop__Market__V1__Listing *best; /* of a repaired search; NULL: nothing was found */
	Ocop__Market__V1__SearchListingsReply *page;
};

static void read_cursor(const char *cursor, struct search *search, struct reply *reply)
{
	int end = 0;

	search->goes_on = *cursor != '\0';
	if (!search->goes_on)
		return;
	if (!isdigit((unsigned char)*cursor) ||
	    sscanf(cursor, "%2" SCNu32 ".%10" SCNu32 "%n", &search->behind.step,
		   &search->behind.rank, &end) != 2 ||
	    cursor[end] != '\0' || search->behind.step >= STEPS ||
	    rank_class(search->behind.rank) >= BADGE_CLASSES)
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
}

static void read_query(struct transaction *tx, const Ocop__Market__V1__SearchListings *query,
		       struct search *search, struct reply *reply)
{
	if (strlen(query->q) > QUERY_LIMIT_BYTES)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "q", "at most %d bytes",
			     QUERY_LIMIT_BYTES);
	filters_read(query, reply, &search->filters);
	search->unit = filters_unit_token(tx, query->unit, reply);
	read_cursor(query->cursor, search, reply);
	search->word_count =
		words_split(transaction_arena(tx), query->q, QUERY_WORDS_MAX, search->words);
}

/* A query of no letters finds nothing; an empty one everything. */
static bool asks_for_nothing(const struct search *search)
{
	return search->word_count == 0 && *search->query->q != '\0';
}

static void plan_search(struct arena *arena, const struct search_index *index,
			struct search *search, struct plan *ret_plan)
{
	const struct vocabulary *vocabulary = search_index_vocabulary(index);

	search->filters.in_unit = *search->unit != '\0';
	if (search->filters.in_unit)
		search->filters.unit = vocabulary_find(vocabulary, search->unit);
	plan_make(arena, vocabulary, search->words, search->word_count, ret_plan);
	if (search->word_count > 0 && !finds_any(arena, index, ret_plan))
		search->repaired =
			repair_words(arena, index, search->words, &search->word_count, ret_plan);
	if (asks_for_nothing(search))
		*ret_plan = (struct plan){.steps = {{.asked = false}}};
}

/* The store may be ahead of what was found: what is shown is what holds. */
static void show(struct search *search, Ocop__Market__V1__Listing *listing)
{
	Ocop__Market__V1__SearchListingsReply *page = search->page;

	if (search->filters.potential_only && !listing->potential)
		return;
	if (search->filters.valid_only && listing->badge != BADGE(VALID))
		return;
	if (search->filters.stars != 0 && listing->stars != search->filters.stars)
		return;
	if (page->n_listings == 0)
		search->best = listing;
	page->listings[page->n_listings++] = listing;
}

/* Cards are in the index as they go out: only the best is read here, where its spelling is asked
 * for. */
static void show_kept(struct arena *arena, const struct search_index *index, struct search *search)
{
	size_t count = search->count < search->limit ? search->count : search->limit;
	uint32_t *numbers = arena_alloc(arena, count * sizeof *numbers);
	ProtobufCBinaryData *cards = arena_alloc(arena, count * sizeof *cards);
	ProtobufCMessage *page = &search->page->base;
	uint32_t field =
		protobuf_c_message_descriptor_get_field_by_name(page->descriptor, "listings")->id;

	for (size_t i = 0; i < count; i++)
		numbers[i] = rank_listing(search->found[i].rank);
	search_index_cards(index, numbers, count, cards);
	page->unknown_fields = arena_alloc(arena, count * sizeof *page->unknown_fields);
	for (size_t i = 0; i < count; i++)
		page->unknown_fields[page->n_unknown_fields++] =
			message_element(field, &cards[i], arena);
	if (count > 0 && search->repaired)
		search->best = ocop__market__v1__listing__unpack(arena_allocator(arena),
								 cards[0].len, cards[0].data);
}

static void show_stored(struct transaction *tx, struct search *search, int32_t today)
{
	for (size_t i = 0; i < search->count && i < search->limit; i++) {
		struct listing listing;

		listing_load_by_number(tx, rank_listing(search->found[i].rank), &listing);
		if (listing.exists && !*listing.merged_into)
			show(search, listing_message_card(tx, &listing, today));
	}
}

/* Others wait for the index meanwhile. */
static void find(struct transaction *tx, struct search_index *index, struct search *search)
{
	struct arena *arena = transaction_arena(tx);
	int32_t today = date_of_us(transaction_now_us(tx));
	int64_t change_number = listings_last_change(tx);
	int64_t story_change_number = stories_last_change(tx);
	struct plan *plan = arena_alloc(arena, sizeof *plan);
	struct counts counts;
	bool is_kept;

	search_index_lock(index);
	plan_search(arena, index, search, plan);
	/* One more than is shown tells that there is a next page. */
	search->count = find_page(arena, index, plan, &search->filters,
				  search->goes_on ? &search->behind : NULL, search->limit + 1,
				  search->found);
	if (search->query->facets) {
		counts_make(arena, index, plan, &search->filters, &counts);
		facets_answer(arena, index, &search->filters, &counts, search->page);
	}
	is_kept = search_index_has_reached(index, change_number, story_change_number, today);
	if (is_kept)
		show_kept(arena, index, search);
	search_index_unlock(index);
	if (!is_kept)
		show_stored(tx, search, today);
}

/* In the spelling of the best that was found. */
static char *searched_instead(struct transaction *tx, const struct search *search)
{
	const Ocop__Market__V1__Listing *best = search->best;
	const char *texts[7] = {NULL};

	if (best) {
		texts[0] = best->product_name;
		texts[1] = best->producer_name;
		texts[2] = best->former_place;
		texts[3] = best->commune_name;
		texts[4] = best->province_name;
	}
	return message_text(
		repair_spelled(transaction_arena(tx), search->words, search->word_count, texts));
}

static void answer(struct transaction *tx, const struct search *search, struct reply *reply)
{
	Ocop__Market__V1__SearchListingsReply *page = search->page;
	int64_t followed_us = followed_until_us(tx);
	Google__Protobuf__Timestamp as_of = message_time(followed_us);

	if (search->repaired)
		page->searched_instead = searched_instead(tx, search);
	if (search->count > search->limit) {
		const struct found *last = &search->found[search->limit - 1];

		page->next = arena_printf(transaction_arena(tx), "%" PRIu32 ".%" PRIu32, last->step,
					  last->rank);
	}
	page->as_of = followed_us ? &as_of : NULL;
	page->silent_since = badges_as_of(tx);
	reply_set(reply, &page->base);
}

enum decision search_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	Ocop__Market__V1__SearchListingsReply page = OCOP__MARKET__V1__SEARCH_LISTINGS_REPLY__INIT;
	struct search search = {.query = (const Ocop__Market__V1__SearchListings *)message,
				.page = &page};
	struct search_index *index = market_index(tx);

	search.limit = (size_t)page_limit(search.query->limit);
	read_query(tx, search.query, &search, reply);
	if (reply_refused(reply))
		return REFUSED;

	search.found =
		arena_alloc(transaction_arena(tx), (search.limit + 1) * sizeof *search.found);
	page.listings = arena_alloc(transaction_arena(tx), search.limit * sizeof(*page.listings));
	find(tx, index, &search);
	if (!transaction_failed(tx))
		answer(tx, &search, reply);
	return transaction_failed(tx) ? FAILED : ACCEPTED;
}
