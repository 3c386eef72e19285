/* shelf.h - listings in the order in which they are shown, and their full-text index
 *
 * A listing's rank is its place on the shelf: its badge's class in the high bits, what came into
 * the class last before what came earlier below. Reading in rank order is reading the best first,
 * so a search stops as soon as its page is full and nothing is ever sorted. The index (SQLite's
 * FTS5) holds ranks and finished tokens only (words.h); its DDL and its few statements stand in
 * shelf.c, because they are what another driver would write differently.
 *
 * The shelf is made from listings by the command ShelveListings: written in bulk it costs a
 * fraction of what it would inside each event's savepoint, which makes FTS5 write to disk. What a
 * listing shows never waits for it: badge and texts come from the listing itself.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/records.h"

struct query_words;
struct transaction;

/* shelf, its index, its vocabulary, and how far it has followed the listings. */
extern const char shelf_migration_sql[];

/* The change number of listings up to which everything stands on the shelf. */
int64_t shelf_progress(struct transaction *tx);
void shelf_set_progress(struct transaction *tx, int64_t change_number);

/* Puts a listing in its class with these words, or moves it there. */
void shelf_put(struct transaction *tx, const struct listing *listing, int badge_class,
	       const char *words);

/* Takes a listing off, if it is there. */
void shelf_remove(struct transaction *tx, const struct listing *listing);

/* Ranks of the classes from..to: over *ret_after, under *ret_before. */
void shelf_range(int from_class, int to_class, int64_t *ret_after, int64_t *ret_before);

/* Splits a query and asks the vocabulary: which words are in names, which are places, what the
 * last one may become. */
void shelf_query_words(struct transaction *tx, const char *text, struct query_words *ret_query);

/* A place on the shelf. */
struct shelved {
	int64_t rank;
	const char *words;
};

/* Begins to read ranks over `after` and under `before`: those that answer the expression
 * (plan.h), or all where it is "". shelf_next gives the next, false at the end; who stops before
 * it calls statement_end. */
void shelf_read(struct transaction *tx, const char *expression, int64_t after, int64_t before);
bool shelf_next(struct transaction *tx, struct shelved *ret_shelved);

/* The listing that stands there. */
void shelf_listing(struct transaction *tx, int64_t rank, struct listing *ret_listing);
