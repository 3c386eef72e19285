/* follow.c - the search follows the store */
#include "market/search/follow.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/bus/envelope.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/answers/listing_content.h"
#include "market/records.h"
#include "market/records/content.h"
#include "market/rules.h"
#include "market/search/search_index.h"
#include "market/search/words.h"

enum {
	LISTINGS_A_READ = 64,
	LISTINGS_A_CALL = 4096, /* more than a frame of events changes; some 200 ms */
};

/* One run of the follower. */
struct follower_run {
	struct transaction *tx;
	struct search_index *index;
	struct follow_progress *progress;
	int32_t day;
};

static void add(struct tokens *names, const char *token, const char *written)
{
	tokens_add(names, arena_printf(names->arena, "%s %s", token, written));
}

static void add_name(struct tokens *names, const char *key, const char *written)
{
	if (*key)
		add(names, word_place(names->arena, key), written);
}

/* Units in force. */
static void add_units(struct transaction *tx, const struct listing *listing, struct tokens *names)
{
	statement(tx, "SELECT code, name_vi, name_key FROM units WHERE code IN ($1, $2)");
	bind_text(tx, listing->commune_code);
	bind_text(tx, listing->province_code);
	while (statement_step(tx)) {
		const char *written = column_text(tx, "name_vi");

		add(names, word_of_unit(names->arena, column_text(tx, "code")), written);
		add_name(names, column_text(tx, "name_key"), written);
	}
}

/* Names of before. A commune of today may have been parts of several districts: whose old district
 * is written was in that one, and its name is among the written ones. */
static void add_former_names(struct transaction *tx, const struct listing *listing,
			     struct tokens *names)
{
	statement(tx, "SELECT commune_key AS key, commune_name AS name FROM former_units"
		      " WHERE successor_commune_code = $1"
		      " UNION SELECT district_key, district_name FROM former_units"
		      " WHERE successor_commune_code = $1"
		      " UNION SELECT province_key, province_name FROM former_units"
		      " WHERE successor_commune_code = $1");
	bind_text(tx, listing->commune_code);
	while (statement_step(tx))
		add_name(names, column_text(tx, "key"), column_text(tx, "name"));
}

/* The district that is written, or each that the commune of today has taken parts of. */
static void add_districts(struct transaction *tx, const struct listing *listing,
			  struct tokens *names)
{
	struct arena *arena = names->arena;

	if (*listing->district_text) {
		statement(tx, "SELECT DISTINCT district_code, district_name FROM former_units"
			      " WHERE district_key = $1"
			      " AND (province_key = $2 OR successor_province_code = $3)");
		bind_text(tx, unit_key(arena, listing->district_text));
		bind_text(tx, unit_province_key(arena, listing->province_text));
		bind_text(tx, listing->province_code);
	} else {
		statement(tx, "SELECT DISTINCT district_code, district_name FROM former_units"
			      " WHERE successor_commune_code = $1");
		bind_text(tx, listing->commune_code);
	}
	while (statement_step(tx))
		add(names, word_of_district(arena, column_text(tx, "district_code")),
		    column_text(tx, "district_name"));
}

static void add_written(struct tokens *names, const char *text)
{
	add_name(names, unit_key(names->arena, text), text);
}

static uint32_t place_of(const struct follower_run *run, const struct listing *listing)
{
	struct arena *arena = transaction_arena(run->tx);
	const char *key = arena_printf(arena, "%s\n%s\n%s\n%s\n%s", listing->commune_code,
				       listing->province_code, listing->commune_text,
				       listing->district_text, listing->province_text);
	struct tokens names = {.arena = arena};
	int64_t known_at;
	uint32_t place = search_index_place(run->index, key, &known_at);

	if (known_at == run->progress->run)
		return place;
	add_units(run->tx, listing, &names);
	if (*listing->commune_code && !*listing->district_text)
		add_former_names(run->tx, listing, &names);
	add_districts(run->tx, listing, &names);
	add_written(&names, listing->commune_text);
	add_written(&names, listing->district_text);
	add_written(&names, listing->province_text);
	if (!transaction_failed(run->tx))
		search_index_name_place(run->index, place, run->progress->run, names.items,
					names.count);
	return place;
}

static void put(const struct follower_run *run, const struct listing *listing)
{
	struct price *prices = NULL;
	size_t price_count =
		listing->may_have_prices ? prices_load(run->tx, listing->listing_id, &prices) : 0;
	int32_t prices_turn = prices_turn_on(prices, price_count, run->day);
	const struct certificate *speaks =
		*listing->certificate.code ? &listing->certificate : NULL;
	struct tokens tokens = {.arena = transaction_arena(run->tx)};
	struct indexed_listing indexed = {
		.listing_number = listing->listing_number,
		.badge_class = badge_class(badge_on(speaks, run->day)),
		.turns_on = badge_turns_on(speaks, run->day),
		.facts = {.place = place_of(run, listing),
			  .months = (uint16_t)listing->season_months,
			  .sector = (uint8_t)sector_number(listing->sector_code),
			  .set_no = (uint8_t)(listing->set_no < SETS ? listing->set_no : 0),
			  .price_band =
				  (uint8_t)price_band(price_lowest(prices, price_count, run->day)),
			  .potential = listing->potential && !speaks},
	};

	if (prices_turn < indexed.turns_on)
		indexed.turns_on = prices_turn;
	indexed.card = message_pack(&listing_message_card(run->tx, listing, run->day)->base,
				    transaction_arena(run->tx));
	words_of_listing(&tokens, listing);
	indexed.tokens = tokens.items;
	indexed.token_count = tokens.count;
	if (transaction_failed(run->tx))
		return;
	if (*listing->merged_into)
		search_index_remove(run->index, listing->listing_number);
	else
		search_index_put(run->index, &indexed);
}

typedef size_t read_fn(struct transaction *tx, int64_t after, size_t limit,
		       struct listing *ret_listings);
typedef int64_t place_fn(const struct listing *listing);

/* Reads what changed after *after, each few with memory of their own; returns how many. */
static size_t follow(const struct follower_run *run, read_fn *read, place_fn *place, int64_t *after,
		     size_t most)
{
	struct listing listings[LISTINGS_A_READ];
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(run->tx, arena);
	size_t total = 0;
	size_t count;

	do {
		count = read(run->tx, *after, LISTINGS_A_READ, listings);
		for (size_t i = 0; i < count && !transaction_failed(run->tx); i++) {
			put(run, &listings[i]);
			/* What could not be read is not in: it comes again. */
			if (!transaction_failed(run->tx))
				*after = place(&listings[i]);
		}
		total += count;
		arena_reset(arena);
	} while (count == LISTINGS_A_READ && total < most && !transaction_failed(run->tx));
	(void)transaction_use_arena(run->tx, before); /* ours, which ends here */
	arena_destroy(arena);
	return total;
}

static int64_t change_number(const struct listing *listing)
{
	return listing->change_number;
}

static int64_t story_change_number(const struct listing *listing)
{
	return listing->story_change_number;
}

static int64_t listing_number(const struct listing *listing)
{
	return listing->listing_number;
}

/* A day has come: who is valid from it, or no longer, is put in another class. */
static void turn(const struct follower_run *run)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(run->tx, arena);
	int64_t number = 0;
	struct listing listing;

	while ((number = search_index_turned(run->index, number, run->day)) != 0 &&
	       !transaction_failed(run->tx)) {
		listing_load_by_number(run->tx, number, &listing);
		if (listing.exists)
			put(run, &listing);
		arena_reset(arena);
	}
	if (!transaction_failed(run->tx))
		run->progress->day = run->day;
	(void)transaction_use_arena(run->tx, before); /* ours, which ends here */
	arena_destroy(arena);
}

static struct follower_run begin(struct transaction *tx, struct search_index *index)
{
	struct follower_run run = {.tx = tx,
				   .index = index,
				   .progress = search_index_progress(index),
				   .day = date_of_us(transaction_now_us(tx))};

	run.progress->run++;
	return run;
}

void search_follow(struct transaction *tx, struct search_index *index)
{
	struct follower_run run = begin(tx, index);
	struct follow_progress *progress = run.progress;

	if (listings_last_change(tx) > progress->change_number)
		(void)follow(&run, listings_changed_after, change_number, &progress->change_number,
			     LISTINGS_A_CALL);
	if (stories_last_change(tx) > progress->story_change_number)
		(void)follow(&run, listings_told_after, story_change_number,
			     &progress->story_change_number, LISTINGS_A_CALL);
	if (run.day > progress->day)
		turn(&run);
	search_index_reach(index);
}

/* Who comes later, or is no longer merged away, sits behind them until the next start. */
static void seat_by_name(const struct follower_run *run)
{
	statement(
		run->tx,
		"SELECT listing_number FROM listings WHERE merged_into = '' ORDER BY product_name");
	while (statement_step(run->tx))
		search_index_seat(run->index, column_i64(run->tx, "listing_number"));
}

/* In the order of their numbers, the newest first, so that the ranks of most words grow at their
 * ends. */
void search_load(struct transaction *tx, struct search_index *index)
{
	struct follower_run run = begin(tx, index);
	int64_t below = INT64_MAX;

	run.progress->change_number = listings_last_change(tx);
	run.progress->story_change_number = stories_last_change(tx);
	run.progress->day = run.day;
	seat_by_name(&run);
	(void)follow(&run, listings_numbered_below, listing_number, &below, SIZE_MAX);
	search_index_reach(index);
}
