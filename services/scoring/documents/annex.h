/* annex.h - the annex of results of a round, as it goes with the council's report and the
 * authority's decision */
#pragma once

#include <stddef.h>

#include "scoring/records.h"

struct pdf;
struct transaction;

/* Draws it: the best first. */
void annex_draw(struct pdf *pdf, struct transaction *tx, const struct round *round,
		Ocop__Scoring__V1__Result *const *results, size_t count);
