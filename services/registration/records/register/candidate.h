/* candidate.h - pairs that may be one, and the keys by which they are found
 *
 * As records.h says of all records.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* Adds a key of a producer; twice is once. */
void producer_key_insert(struct transaction *tx, const char *key, const char *province_code,
			 const char *producer_id);

/* Forgets all keys of a producer. */
void producer_keys_delete(struct transaction *tx, const char *producer_id);

/* Producers with this key, in a province or, with "", in any; at most `limit`. Ids come in the
 * arena; returns how many. */
size_t producer_key_owners(struct transaction *tx, const char *key, const char *province_code,
			   int64_t limit, const char ***ret_producer_ids);

/* merge_candidates: two that look alike, the lesser id first. Owns nothing. */
struct candidate {
	const char *first_id;
	const char *second_id;
	bool products;
	const char *province_code;       /* of the first */
	const char *other_province_code; /* of the second, where it differs */
	uint32_t score;                  /* 0 to 100 */
	uint32_t reasons;                /* enum likeness_reason */
};

/* Adds one, unless the two were dismissed. */
void candidate_insert(struct transaction *tx, const struct candidate *candidate);

/* Forgets all pairs a thing is in. */
void candidates_delete(struct transaction *tx, const char *thing_id);

/* True while the two are a pair; in either order. */
bool candidate_exists(struct transaction *tx, const char *first_id, const char *second_id);

/* The others of the pairs a thing is in, with the pair's score; returns how many. */
struct lookalike {
	const char *id;
	uint32_t score;
};
size_t lookalikes_load(struct transaction *tx, const char *thing_id,
		       struct lookalike **ret_lookalikes);

/* What a list of pairs asks for: those behind one, the likeliest first. */
struct candidate_search {
	bool products;
	const char *province_code; /* "" for all */
	int64_t after_distance;    /* 100 less the score of the last row; -1 for the first page */
	const char *after_first;
	const char *after_second;
	int64_t limit;
};

/* A page; returns how many. */
size_t candidates_search(struct transaction *tx, const struct candidate_search *search,
			 struct candidate **ret_candidates);

/* Says for ever that the two are two, and forgets the pair. */
void candidate_dismiss(struct transaction *tx, const char *first_id, const char *second_id,
		       const char *reason);
