/* analysis.c - how far producer, team and council are apart over a dossier */
#include "scoring/rules/analysis.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"

/* Points by part of a sheet that may be missing or incomplete. */
static bool parts_of(const struct sheet *sheet, const struct filled_sheet *filled,
		     struct arena *arena, uint32_t *parts)
{
	struct score_result result;

	if (!filled || !score_sheet(sheet, filled, arena, &result))
		return false;
	memcpy(parts, result.score.parts, sizeof(result.score.parts));
	return true;
}

/* The members' totals, in the arena, and the sums of the parts; NULL when one does not fit. */
static const uint32_t *council_add(const struct analysis_facts *facts, struct arena *arena,
				   struct dossier_analysis *analysis)
{
	uint32_t *totals = arena_alloc(arena, (facts->filled_count + 1) * sizeof(*totals));

	for (size_t i = 0; i < facts->filled_count; i++) {
		struct score_result result;

		if (!score_sheet(facts->sheet, &facts->filled[i], arena, &result))
			return NULL;
		totals[i] = result.score.total;
		for (size_t part = 0; part < facts->sheet->book->part_count; part++)
			analysis->council_sums[part] += result.score.parts[part];
	}
	analysis->sheets = facts->filled_count;
	return totals;
}

/* With n totals and their sum, one is |total - (sum - total) / (n - 1)| from the mean of the
 * others, which is |n total - sum| / (n - 1): the numerators alone are compared. */
static void outlier_find(const uint32_t *totals, size_t count, struct dossier_analysis *analysis)
{
	int64_t sum = 0;
	int64_t farthest = 0;

	for (size_t i = 0; i < count; i++)
		sum += totals[i];
	for (size_t i = 0; i < count; i++) {
		int64_t distance = llabs((int64_t)count * totals[i] - sum);

		if (distance == farthest)
			analysis->has_outlier = false; /* not he alone */
		if (distance <= farthest)
			continue;
		farthest = distance;
		analysis->has_outlier = true;
		analysis->outlier = i;
	}
	if (!analysis->has_outlier)
		return;
	analysis->outlier_total = totals[analysis->outlier];
	analysis->others_sum = (uint32_t)sum - analysis->outlier_total;
	analysis->others_count = (uint32_t)count - 1;
}

/* How far apart the members are at one criterion. */
struct dispute {
	uint64_t count, sum, square_sum;
	uint32_t lowest, highest;
};

static struct dispute dispute_at(const struct analysis_facts *facts, const struct sheet_node *node)
{
	struct dispute dispute = {.lowest = UINT32_MAX};

	for (size_t i = 0; i < facts->filled_count; i++) {
		if (!score_counts(facts->sheet, node, &facts->filled[i]))
			continue;
		uint32_t points = score_points(node, &facts->filled[i]);

		dispute.count++;
		dispute.sum += points;
		dispute.square_sum += (uint64_t)points * points;
		dispute.lowest = points < dispute.lowest ? points : dispute.lowest;
		dispute.highest = points > dispute.highest ? points : dispute.highest;
	}
	return dispute;
}

/* Positive when one is the graver: by the spread, then by the variance, which is
 * (count * square_sum - sum^2) / count^2; points under 100 and counts under 1000 stay far below 64
 * bits when multiplied crosswise. */
static int disputes_compare(const struct dispute *one, const struct dispute *other)
{
	uint32_t spread = one->highest - one->lowest;
	uint32_t other_spread = other->highest - other->lowest;
	uint64_t variance = one->count * one->square_sum - one->sum * one->sum;
	uint64_t other_variance = other->count * other->square_sum - other->sum * other->sum;

	if (spread != other_spread)
		return spread > other_spread ? 1 : -1;
	variance *= other->count * other->count;
	other_variance *= one->count * one->count;
	return (variance > other_variance) - (variance < other_variance);
}

/* A criterion that few scored, a case most did not take, is not disputed by five. */
static void disputed_find(const struct analysis_facts *facts, struct dossier_analysis *analysis)
{
	struct dispute gravest = {.count = 1};

	for (size_t i = 0; i < facts->sheet->node_count; i++) {
		const struct sheet_node *node = &facts->sheet->nodes[i];
		struct dispute dispute = dispute_at(facts, node);

		if (dispute.count < ANALYSIS_SHEETS_MIN)
			continue;
		int graver = disputes_compare(&dispute, &gravest);
		if (graver == 0)
			analysis->disputed_code = NULL; /* not this one alone */
		if (graver <= 0)
			continue;
		gravest = dispute;
		analysis->disputed_code = node->code;
	}
	if (!analysis->disputed_code)
		return;
	analysis->disputed_lowest = gravest.lowest;
	analysis->disputed_highest = gravest.highest;
}

bool dossier_analyse(const struct analysis_facts *facts, struct arena *arena,
		     struct dossier_analysis *ret_analysis)
{
	struct dossier_analysis analysis = {0};
	const uint32_t *totals = council_add(facts, arena, &analysis);

	if (!totals)
		return false;
	analysis.has_self = parts_of(facts->sheet, facts->self, arena, analysis.self_parts);
	analysis.has_team = parts_of(facts->sheet, facts->team, arena, analysis.team_parts);
	if (facts->filled_count >= ANALYSIS_SHEETS_MIN) {
		outlier_find(totals, facts->filled_count, &analysis);
		disputed_find(facts, &analysis);
	}
	*ret_analysis = analysis;
	return true;
}
