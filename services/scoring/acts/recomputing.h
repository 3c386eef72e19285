/* recomputing.h - a stored result beside what follows from its sheets and its rule book
 *
 * What is stored may have been changed behind the daemon: it is compared and told, never trusted.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/scoring/v1/queries.pb-c.h"
#include "scoring/records.h"

struct arena;
struct rulebook;
struct transaction;

/* Most differences that are told of a round. */
enum { DIFFERENCES_MAX = 200 };

/* What differs, as it is told. Lives in its arena. */
struct differences {
	struct arena *arena;
	Ocop__Scoring__V1__ResultDifference *list[DIFFERENCES_MAX];
	size_t count;
	size_t found; /* those that are not told any more included */
};

/* Recomputes the result of one pass, byte for byte, and adds what of it, of the sheets and
 * opinions that counted in it and of the decision on it is not as it is stored; a result that is
 * missing is stored without bytes. Rows and what is unpacked live in the scratch arena, which is
 * the transaction's for that time: with notes, the sheets of a round are longer than memory. True
 * when nothing differs. */
bool result_is_recomputed(struct transaction *tx, const struct round *round,
			  const struct rulebook *book, const struct stored_result *stored,
			  struct arena *scratch, struct differences *differences);
