/* results.c - what a council finds, and what its sheets and findings give
 *
 * The same facts give the same result, always: a result is recomputed years later, byte for byte.
 */
#include "scoring/rules.h"

#include <string.h>

#include "common/base/arena.h"

/* How a finding ends the scoring; the graver stands first. */
static const struct {
	Ocop__Scoring__V1__FindingKind kind;
	Ocop__Scoring__V1__ResultOutcome outcome;
	enum raised_kind raised;
} endings[] = {
	{FINDING_KIND(DOSSIER), RESULT_OUTCOME(DISQUALIFIED), RAISED_DOSSIER},
	{FINDING_KIND(DISQUALIFY), RESULT_OUTCOME(DISQUALIFIED), RAISED_DISQUALIFY},
	{FINDING_KIND(NOT_ELIGIBLE), RESULT_OUTCOME(NOT_ELIGIBLE), RAISED_NOT_ELIGIBLE},
	{FINDING_KIND(REQUIREMENT), RESULT_OUTCOME(NOT_ELIGIBLE), RAISED_REQUIREMENT},
	{FINDING_KIND(STOP), RESULT_OUTCOME(STOPPED), RAISED_STOP},
};

enum { ENDINGS = sizeof(endings) / sizeof(endings[0]) };

bool raised_kind_of(Ocop__Scoring__V1__FindingKind kind, enum raised_kind *ret_kind)
{
	for (size_t i = 0; i < ENDINGS; i++) {
		if (endings[i].kind == kind) {
			*ret_kind = endings[i].raised;
			return true;
		}
	}
	return false;
}

static bool finding_is_carried(const struct finding *finding)
{
	return finding->votes_for > finding->votes_against;
}

static bool finding_is_known(const struct sheet *sheet, const struct finding *finding)
{
	struct raised raised = {.code = finding->code};

	return raised_kind_of(finding->kind, &raised.kind) && raised_is_known(sheet, &raised);
}

Ocop__Common__V1__RefusalCode may_record_finding(const struct sheet *sheet,
						 const struct finding *finding,
						 const struct voting_facts *facts)
{
	size_t votes = (size_t)finding->votes_for + finding->votes_against;

	if (!finding_is_known(sheet, finding))
		return REFUSAL(FINDING_UNKNOWN);
	if (votes > facts->members)
		return REFUSAL(FIELD_INVALID);
	return is_quorum(votes, facts->eligible, facts->quorum_percent) ? REFUSAL(UNSPECIFIED)
									: REFUSAL(QUORUM_MISSED);
}

bool findings_end(const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (finding_is_carried(&findings[i]))
			return true;
	return false;
}

static bool is_voted_on(const struct finding *raised, const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (findings[i].kind == raised->kind && strcmp(findings[i].code, raised->code) == 0)
			return true;
	return false;
}

const struct finding *finding_undecided(const struct pass_raised *raised,
					const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < raised->count; i++)
		if (!is_voted_on(&raised->items[i], findings, count))
			return &raised->items[i];
	return NULL;
}

Ocop__Common__V1__RefusalCode may_agree_on_option(const struct sheet *sheet,
						  const struct choice *choice)
{
	const struct sheet_node *node = sheet_find(sheet, choice->criterion_code);

	if (!node || !node_is_criterion(node))
		return REFUSAL(CRITERION_UNKNOWN);
	if (!node_option(node, choice->option_no))
		return REFUSAL(OPTION_UNKNOWN);
	for (size_t i = 0; i < node->option_count; i++)
		if (node->options[i].min_star)
			return REFUSAL(UNSPECIFIED);
	return REFUSAL(AGREED_OPTION_INVALID);
}

/* The graver finding ends it; false when there is none. */
static bool ending_find(const struct result_facts *facts,
			Ocop__Scoring__V1__ResultOutcome *ret_outcome)
{
	for (size_t i = 0; i < ENDINGS; i++)
		for (size_t k = 0; k < facts->finding_count; k++)
			if (facts->findings[k].kind == endings[i].kind &&
			    finding_is_carried(&facts->findings[k])) {
				*ret_outcome = endings[i].outcome;
				return true;
			}
	return false;
}

/* What the minimums of one criterion are tested on. */
struct criterion_points {
	struct mean mean;
	uint32_t lowest;
	bool has_agreed;
	uint32_t agreed;
};

/* False when the criterion counts on no sheet: a case nobody took. */
static bool criterion_gather(const struct result_facts *facts, const struct sheet_node *node,
			     struct criterion_points *ret_points)
{
	struct criterion_points points = {.lowest = UINT32_MAX};

	for (size_t i = 0; i < facts->filled_count; i++) {
		if (!score_counts(facts->sheet, node, &facts->filled[i]))
			continue;
		uint32_t got = score_points(node, &facts->filled[i]);

		points.mean.sum += got;
		points.mean.count++;
		points.lowest = got < points.lowest ? got : points.lowest;
	}
	for (size_t i = 0; i < facts->agreed_count; i++)
		if (strcmp(facts->agreed[i].criterion_code, node->code) == 0) {
			points.has_agreed = true;
			points.agreed = node_option(node, facts->agreed[i].option_no)->points;
		}
	*ret_points = points;
	return points.mean.count > 0;
}

static bool minimum_is_met(const struct result_facts *facts, const struct criterion_points *points,
			   uint32_t minimum)
{
	switch (facts->gate_level) {
	case GATE_LEVEL(SHEET):
		return points->lowest >= minimum;
	case GATE_LEVEL(MEAN):
		return mean_reaches(points->mean, minimum);
	case GATE_LEVEL(UNSPECIFIED):
	case GATE_LEVEL(AGREED_OPTION):
	case _OCOP__SCORING__V1__GATE_LEVEL_IS_INT_SIZE:
		break;
	}
	return (points->has_agreed ? points->agreed : points->lowest) >= minimum;
}

static void minimums_test(const struct result_facts *facts, struct arena *arena,
			  struct dossier_result *result)
{
	const struct sheet *sheet = facts->sheet;
	struct failed_gate *missed =
		arena_alloc(arena, (sheet->node_count * RULEBOOK_STARS_MAX + 1) * sizeof(*missed));

	for (uint32_t star = sheet->book->certifiable_from_star; star <= RULEBOOK_STARS_MAX; star++)
		for (size_t i = 0; i < sheet->node_count; i++) {
			const struct sheet_node *node = &sheet->nodes[i];
			uint32_t minimum = node_minimum(node, star);
			struct criterion_points points;

			if (minimum > 0 && criterion_gather(facts, node, &points) &&
			    !minimum_is_met(facts, &points, minimum))
				missed[result->missed_count++] =
					(struct failed_gate){star, node->code};
		}
	result->missed = missed;
}

/* The star after the minimums: lowered, or none at all. */
static uint32_t star_after_minimums(const struct result_facts *facts,
				    const struct dossier_result *result)
{
	uint32_t capped = score_cap(facts->sheet->book, result->band_star, result->missed,
				    result->missed_count);

	if (capped == result->band_star || facts->gate_effect != GATE_EFFECT(FAIL))
		return capped;
	return 0;
}

static void total_add(struct dossier_result *result, uint32_t total)
{
	struct dispersion *totals = &result->totals;

	if (result->mean.count == 0 || total < totals->lowest)
		totals->lowest = total;
	if (total > totals->highest)
		totals->highest = total;
	totals->square_sum += total * total;
	result->mean.sum += total;
	result->mean.count++;
}

/* Adds the points of every sheet; false when one does not fit the scoring sheet. */
static bool sheets_add(const struct result_facts *facts, struct arena *arena,
		       struct dossier_result *result)
{
	for (size_t i = 0; i < facts->filled_count; i++) {
		struct score_result scored;

		if (!score_sheet(facts->sheet, &facts->filled[i], arena, &scored))
			return false;
		for (size_t part = 0; part < facts->sheet->book->part_count; part++) {
			uint32_t points = scored.score.parts[part];

			result->part_sums[part] += points;
			result->part_square_sums[part] += points * points;
		}
		total_add(result, scored.score.total);
	}
	return result->mean.count > 0;
}

static bool agreed_fit(const struct result_facts *facts)
{
	for (size_t i = 0; i < facts->agreed_count; i++)
		if (may_agree_on_option(facts->sheet, &facts->agreed[i]))
			return false;
	return true;
}

bool result_compute(const struct result_facts *facts, struct arena *arena,
		    struct dossier_result *ret_result)
{
	struct dossier_result result = {.outcome = RESULT_OUTCOME(SCORED)};

	if (ending_find(facts, &result.outcome)) {
		*ret_result = result;
		return true;
	}
	if (!agreed_fit(facts) || !sheets_add(facts, arena, &result))
		return false;
	result.band_star = mean_band_star(facts->sheet->book, result.mean);
	minimums_test(facts, arena, &result);
	result.star = star_after_minimums(facts, &result);
	*ret_result = result;
	return true;
}

/* True when all that is missed is what five stars need and four do not. */
static bool misses_five_stars_alone(const struct dossier_result *result)
{
	for (size_t i = 0; i < result->missed_count; i++)
		if (result->missed[i].star < RULEBOOK_STARS_MAX)
			return false;
	return result->missed_count > 0;
}

Ocop__Scoring__V1__DecisionOutcome decide_on_result(const struct decision_facts *facts)
{
	const struct rulebook *book = facts->book;
	const struct dossier_result *result = facts->result;
	enum rulebook_level own = level_in_rulebook(facts->level);
	int32_t forward = rulebook_forward_points(book, facts->day, own);

	if (result->outcome != RESULT_OUTCOME(SCORED))
		return DECISION_OUTCOME(NOT_RECOGNISED);
	bool reaches = forward != RULEBOOK_UNKNOWN && mean_reaches(result->mean, (uint32_t)forward);
	if (facts->propose_despite_minimums && reaches && misses_five_stars_alone(result))
		return DECISION_OUTCOME(PROPOSED_TO_CENTRE);
	if (result->star < book->certifiable_from_star)
		return DECISION_OUTCOME(NOT_RECOGNISED);
	enum rulebook_level recogniser = rulebook_recogniser(book, facts->day, result->star);
	if (recogniser == own)
		return DECISION_OUTCOME(RECOGNISED);
	return recogniser == RULEBOOK_LEVEL_CENTRE && reaches ? DECISION_OUTCOME(PROPOSED_TO_CENTRE)
							      : DECISION_OUTCOME(NOT_RECOGNISED);
}
