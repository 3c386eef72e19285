/* comparison.h - what differs between two scoring sheets, criterion by criterion
 *
 * Of the same kind of product under two decisions, or of two kinds under one. Pure; what is made
 * lives in the arena and borrows from the sheets.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/scoring/v1/queries.pb-c.h"

struct arena;
struct sheet;
struct sheet_node;

#define CRITERION_CHANGE(name)                                                                     \
	OCOP__SCORING__V1__CRITERION_CHANGE_KIND__CRITERION_CHANGE_KIND_##name

/* One difference of one criterion. */
struct criterion_change {
	Ocop__Scoring__V1__CriterionChangeKind kind;
	const struct sheet_node *before; /* NULL: added */
	const struct sheet_node *after;  /* NULL: removed */
	const char *before_text, *after_text;
};

/* All of them: in the order of the second sheet, then what was removed in the order of the first.
 * `unchanged` counts criteria without any. */
struct comparison {
	const struct criterion_change *changes;
	size_t count;
	uint32_t unchanged;
};

/* Compares two sheets. A criterion is the same one by its key and the key of its group, or by its
 * key alone where each sheet has it once. Evidence is compared only where both books name kinds of
 * evidence at all: what no source gives is no difference. */
void sheets_compare(const struct sheet *before, const struct sheet *after, struct arena *arena,
		    struct comparison *ret_comparison);
