/* search_listings.c - listings that match, the best first, a page at a time
 *
 * Reads:   market.v1.SearchListings
 * Answers: market.v1.SearchListingsReply
 * Refuses: FIELD_TOO_LONG, FILTER_INVALID, UNIT_UNKNOWN, CURSOR_INVALID
 *
 * The steps of the plan are read one after the other until the page is full. The cursor is the
 * step and the rank of the last listing shown, so no page costs more than the first. Steps that
 * few listings answer are read together, by their rarest words, and told apart here.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/answers.h"
#include "market/queries.h"
#include "market/records.h"
#include "market/rules.h"
#include "market/search/plan.h"
#include "market/search/shelf.h"
#include "ocop/market/v1/queries.pb-c.h"

enum {
	FILTERS_MAX = 2,
	WIDE_MAX = 128,      /* listings that are told apart here at most */
	WIDE_READ_MAX = 512, /* and looked at for it: about two milliseconds */
};

/* What is asked, and what has been found. */
struct search {
	struct plan plan;
	struct token_group filters[FILTERS_MAX];
	size_t filter_count;
	bool valid_only;
	uint32_t star;
	int32_t today;
	int64_t after, before; /* ranks of the classes asked for */

	size_t step; /* where the cursor stands */
	int64_t rank;
	Ocop__Market__V1__Listing **found;
	size_t count;
	size_t limit;
	bool more;
};

static void add_filter(struct search *search, const char *token)
{
	search->filters[search->filter_count++] =
		(struct token_group){.tokens = {token}, .count = 1};
}

static bool is_unit_code(const char *unit)
{
	size_t length = strlen(unit);

	return (length == 2 || length == 5) && strspn(unit, "0123456789") == length;
}

static void read_unit(struct transaction *tx, const char *text, struct search *search,
		      struct reply *reply)
{
	struct arena *arena = transaction_arena(tx);
	struct unit unit;

	if (!is_unit_code(text)) {
		add_filter(search, word_place(arena, unit_key(arena, text)));
		return;
	}
	unit_load(tx, text, &unit);
	if (unit.exists)
		add_filter(search, word_of_unit(arena, text));
	else
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit", NULL);
}

/* Ranks of the classes asked for. */
static void read_badge(const Ocop__Market__V1__SearchListings *query, struct search *search,
		       struct reply *reply)
{
	int from_class = 0;
	int to_class = (query->valid_only ? BADGE_CLASSES_VALID : BADGE_CLASSES) - 1;

	if (query->star > STARS_MAX) {
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "star", "1 to %d", STARS_MAX);
		return;
	}
	if (query->star > 0)
		from_class = to_class = STARS_MAX - (int)query->star;
	search->star = query->star;
	search->valid_only = query->valid_only || query->star > 0;
	shelf_range(from_class, to_class, &search->after, &search->before);
}

static void read_filters(struct transaction *tx, const Ocop__Market__V1__SearchListings *query,
			 struct search *search, struct reply *reply)
{
	if (strlen(query->q) > QUERY_LIMIT_BYTES)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "q", "at most %d bytes",
			     QUERY_LIMIT_BYTES);
	if (*query->sector && !is_sector(query->sector))
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "sector", "I to VI");
	else if (*query->sector)
		add_filter(search, word_of_sector(transaction_arena(tx), query->sector));
	if (*query->unit)
		read_unit(tx, query->unit, search, reply);
	read_badge(query, search, reply);
}

/* Without words there is one step, whatever filters there are. */
static void read_words(struct transaction *tx, const char *text, struct search *search)
{
	struct arena *arena = transaction_arena(tx);
	struct query_words words;

	shelf_query_words(tx, text, &words);
	plan_make(arena, &words, &search->plan);
	if (*text != '\0')
		return;
	search->plan.steps[search->plan.count++] = arena_alloc(arena, sizeof(struct step));
	search->plan.wide_from = search->plan.count;
}

static void read_cursor(const char *cursor, struct search *search, struct reply *reply)
{
	int end = 0;

	search->rank = search->after;
	if (*cursor == '\0')
		return;
	if (!isdigit((unsigned char)*cursor) ||
	    sscanf(cursor, "%2zu.%15" SCNd64 "%n", &search->step, &search->rank, &end) != 2 ||
	    cursor[end] != '\0' || search->step >= search->plan.count ||
	    search->rank <= search->after || search->rank >= search->before)
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
}

/* The shelf may be a moment behind the clock and the certificates: what is shown is what holds. */
static bool holds(const struct search *search, const Ocop__Market__V1__Listing *listing)
{
	if (search->valid_only && listing->badge != BADGE(VALID))
		return false;
	return search->star == 0 || listing->stars == search->star;
}

/* Shows a listing; false when the page is full: then there is a next one, from the last shown. */
static bool show(struct transaction *tx, struct search *search, size_t step, int64_t rank)
{
	struct arena *arena = transaction_arena(tx);
	struct listing listing;
	Ocop__Market__V1__Listing *message;

	shelf_listing(tx, rank, &listing);
	if (!listing.exists || *listing.merged_into)
		return true; /* after a failure, which ends the query; or merged a moment ago */
	message = listing_message(arena, &listing, search->today);
	if (!holds(search, message))
		return true;
	if (search->count == search->limit) {
		search->more = true;
		return false;
	}
	search->found[search->count++] = message;
	search->step = step;
	search->rank = rank;
	return true;
}

static void ask(struct transaction *tx, const struct search *search, const struct step *step,
		int64_t after)
{
	shelf_read(
		tx,
		step_expression(transaction_arena(tx), step, search->filters, search->filter_count),
		after, search->before);
}

/* What an earlier step has shown is left out. */
static void read_step(struct transaction *tx, struct search *search, size_t step, int64_t after)
{
	struct shelved shelved;

	ask(tx, search, search->plan.steps[step], after);
	while (shelf_next(tx, &shelved)) {
		if (step > 0 && plan_step_of(&search->plan, shelved.words) < step)
			continue;
		if (!show(tx, search, step, shelved.rank)) {
			statement_end(tx);
			return;
		}
	}
}

/* What any of the steps that are read together finds, by step. */
struct wide {
	int64_t ranks[WIDE_MAX];
	size_t steps[WIDE_MAX];
	size_t count;
};

/* False when that is too much. */
static bool read_wide(struct transaction *tx, const struct search *search, struct wide *ret_wide)
{
	struct shelved shelved;
	size_t looked_at = 0;

	ret_wide->count = 0;
	ask(tx, search, search->plan.widest, search->after);
	while (shelf_next(tx, &shelved)) {
		size_t step = plan_step_of(&search->plan, shelved.words);

		if (ret_wide->count == WIDE_MAX || looked_at++ == WIDE_READ_MAX) {
			statement_end(tx);
			return false;
		}
		if (step == search->plan.count)
			continue;
		ret_wide->ranks[ret_wide->count] = shelved.rank;
		ret_wide->steps[ret_wide->count++] = step;
	}
	return true;
}

static void show_wide(struct transaction *tx, struct search *search, const struct wide *wide,
		      size_t step, int64_t after)
{
	for (size_t i = 0; i < wide->count && !search->more; i++) {
		if (wide->steps[i] == step && wide->ranks[i] > after)
			(void)show(tx, search, step, wide->ranks[i]); /* more says the same */
	}
}

/* Reads on until one more than the page holds is seen. */
static void read_page(struct transaction *tx, struct search *search)
{
	struct wide *wide = NULL;
	bool narrow = false;
	size_t first = search->step;
	int64_t after = search->rank;

	for (size_t step = first; step < search->plan.count && !search->more; step++) {
		if (step >= search->plan.wide_from && search->plan.widest && !wide) {
			wide = arena_alloc(transaction_arena(tx), sizeof *wide);
			narrow = read_wide(tx, search, wide);
		}
		if (step > first)
			after = search->after;
		if (narrow)
			show_wide(tx, search, wide, step, after);
		else
			read_step(tx, search, step, after);
	}
}

static void answer(struct transaction *tx, const struct search *search, struct reply *reply)
{
	Ocop__Market__V1__SearchListingsReply page = OCOP__MARKET__V1__SEARCH_LISTINGS_REPLY__INIT;
	int64_t followed_us = followed_until_us(tx);
	Google__Protobuf__Timestamp as_of = message_time(followed_us);

	page.listings = search->found;
	page.n_listings = search->count;
	page.next = search->more ? arena_printf(transaction_arena(tx), "%zu.%" PRId64, search->step,
						search->rank)
				 : page.next;
	page.as_of = followed_us ? &as_of : NULL;
	reply_set(reply, &page.base);
}

enum decision search_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__SearchListings *query =
		(const Ocop__Market__V1__SearchListings *)message;
	struct search search = {
		.today = date_of_us(transaction_now_us(tx)),
		.limit = (size_t)page_limit(query->limit),
	};

	read_filters(tx, query, &search, reply);
	if (reply_refused(reply))
		return REFUSED;
	read_words(tx, query->q, &search);
	read_cursor(query->cursor, &search, reply);
	if (reply_refused(reply))
		return REFUSED;

	search.found = arena_alloc(transaction_arena(tx), search.limit * sizeof *search.found);
	read_page(tx, &search);
	if (!transaction_failed(tx))
		answer(tx, &search, reply);
	return transaction_failed(tx) ? FAILED : ACCEPTED;
}
