/* analysis.h - how far producer, team and council are apart over a dossier: facts in, numbers out
 *
 * Exact: sums and counts, never a float. What rests on few sheets is not claimed: who stands apart,
 * and where the members disagree most, are named from five sheets up.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/score.h"

struct arena;

/* Under this many sheets nobody is outlying and nothing is disputed. */
enum { ANALYSIS_SHEETS_MIN = 5 };

/* Complete sheets of a pass, and what producer and team gave themselves. */
struct analysis_facts {
	const struct sheet *sheet;
	const struct filled_sheet *filled; /* one a member */
	size_t filled_count;
	const struct filled_sheet *self, *team; /* NULL: none */
};

/* Points by part in the order of the rule book. */
struct dossier_analysis {
	bool has_self, has_team; /* false too where the sheet is not complete */
	uint32_t self_parts[RULEBOOK_PARTS_MAX], team_parts[RULEBOOK_PARTS_MAX];
	uint32_t council_sums[RULEBOOK_PARTS_MAX];
	size_t sheets;

	/* Whose total is farthest from the mean of the others (others_sum / others_count), when one
	 * alone is. */
	bool has_outlier;
	size_t outlier; /* index in filled */
	uint32_t outlier_total, others_sum, others_count;

	/* The criterion whose points lie farthest apart; of several the one with the greater
	 * variance, and NULL when those are equal too, or all agree. */
	const char *disputed_code;
	uint32_t disputed_lowest, disputed_highest;
};

/* Computes it; false when a member's sheet does not fit the scoring sheet. */
bool dossier_analyse(const struct analysis_facts *facts, struct arena *arena,
		     struct dossier_analysis *ret_analysis);
