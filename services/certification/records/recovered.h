/* recovered.h - leaves that a restored store had forgotten, and what became of them
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/rules.h"

struct certificate;
struct transaction;

/* recovered_leaves. */
struct recovered_leaf {
	uint64_t leaf_index;
	const char *type; /* of the event, in full */
	const char *thing_id;
	int64_t told_at_us;
	int64_t recovered_at_us; /* the same for all that one start took back */
	Ocop__Certification__V1__RecoveredOutcome outcome; /* UNSPECIFIED: to be gone through */
	const char *paper_number, *reason, *settled_by;    /* "" until then */
	int64_t settled_at_us;
};

void recovered_leaf_insert(struct transaction *tx, const struct recovered_leaf *leaf);

/* Writes outcome, paper, reason, by whom and when. */
void recovered_leaf_settle(struct transaction *tx, const struct recovered_leaf *leaf);

bool recovered_leaf_load(struct transaction *tx, uint64_t leaf_index, struct recovered_leaf *ret);

/* From an index on, only those to be gone through or all. Begins a statement; call
 * recovered_leaf_next until it returns false. */
void recovered_leaves_list(struct transaction *tx, uint64_t from, bool open_only, int64_t limit);
bool recovered_leaf_next(struct transaction *tx, struct recovered_leaf *ret);

/* Settles what an earlier restore left open up to a leaf: the log tells that it was gone through.
 */
void recovered_leaves_settle_until(struct transaction *tx, uint64_t last_leaf,
				   int64_t settled_at_us);

/* How many are to be gone through. */
uint32_t recovered_leaves_open(struct transaction *tx);

/* What became of the leaves that were taken back last. */
struct recovered_count {
	uint64_t first_leaf, last_leaf;
	uint32_t complete, reentered, burnt;
};
void recovered_leaves_count(struct transaction *tx, struct recovered_count *ret_count);

/* Writes what the log does not tell of a certificate: names, place, points in words, source, the
 * claim it comes from. */
void certificate_complete(struct transaction *tx, const struct certificate *certificate);

/* The claim that a recognition comes from, of those nobody has judged: by product, star and
 * decision. False when there is none. */
bool claim_find_forgotten(struct transaction *tx, const struct certificate *certificate,
			  const char **ret_claim_id);
