/* batch.h - what market stores of batches: only commands write it, and nothing is changed but that
 * a batch is closed
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

/* A batch without what was recorded of it. */
struct batch {
	const char *batch_id;
	const char *product_id;
	const char *code;
	const char *closed_on; /* "" while it is open */
	const char *closing_reason;
	int64_t version;
};

/* False when there is none. */
bool batch_load(struct transaction *tx, const char *batch_id, struct batch *ret_batch);

/* Of a product, or of what was merged into it, by what its packs say; false when there is none. Two
 * may bear one code since a merge: the first recorded is given. */
bool batch_load_by_code(struct transaction *tx, const char *product_id, const char *code,
			struct batch *ret_batch);

/* Adds it, open, as version 1. */
void batch_insert(struct transaction *tx, const struct batch *batch);

/* Counts the version up. */
void batch_touch(struct transaction *tx, const char *batch_id);

/* Closed on this day (YYYY-MM-DD) for this reason, as a new version. */
void batch_close(struct transaction *tx, const char *batch_id, const char *day, const char *reason);

/* Begins the batches of a product, and of what was merged into it, older than the cursor (a
 * batch_id,
 * "" for the newest), then gives one after the other. */
void batches_list(struct transaction *tx, const char *product_id, const char *cursor,
		  int64_t limit);
bool batch_next(struct transaction *tx, struct batch *ret_batch);

/* Adds what was recorded, with its origins. */
void batch_entry_insert(struct transaction *tx, const char *batch_id,
			const Ocop__Market__V1__BatchEntry *entry);

/* All entries with their origins, the first first. */
void batch_entries(struct transaction *tx, const char *batch_id,
		   Ocop__Market__V1__BatchEntry ***ret_entries, size_t *ret_count);

/* How many entries it has: the next is numbered one more. */
int64_t batch_entry_count(struct transaction *tx, const char *batch_id);

/* Adds a test. Its number and day are the message's. */
void batch_test_insert(struct transaction *tx, const char *batch_id,
		       const Ocop__Market__V1__BatchTest *test);

/* All tests, with the hashes of their papers. */
void batch_tests(struct transaction *tx, const char *batch_id,
		 Ocop__Market__V1__BatchTest ***ret_tests, size_t *ret_count);

/* How many tests it has, corrections too. */
int64_t batch_test_count(struct transaction *tx, const char *batch_id);
