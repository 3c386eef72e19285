/* rules.c - what scoring decides: facts in, decision out */
#include "scoring/rules.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/unit/calendar.h"

enum {
	IN_PLANNED = 1 << 1,
	IN_OPEN = 1 << 2,
	IN_SCORING = 1 << 3,
	IN_CLOSED = 1 << 4,
	IN_REPORTED = 1 << 5,
	IN_DECIDED = 1 << 6
};

/* States in which an act is allowed, and the one that follows (UNSPECIFIED: the same). */
static const struct {
	unsigned int in;
	Ocop__Scoring__V1__RoundState to;
} acts[] = {
	[ACT_TAKE_DOSSIER] = {IN_PLANNED, ROUND_STATE(UNSPECIFIED)},
	[ACT_APPOINT_COUNCIL] = {IN_PLANNED, ROUND_STATE(UNSPECIFIED)},
	[ACT_DECLARE_CONFLICT] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_OPEN] = {IN_PLANNED, ROUND_STATE(OPEN)},
	[ACT_START_SCORING] = {IN_OPEN, ROUND_STATE(SCORING)},
	[ACT_FILL_SHEET] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_RECORD_FINDING] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_RECORD_AGREED_OPTIONS] = {IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_CLOSE_DOSSIER] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	/* A correction found after the last dossier was closed takes the round back. */
	[ACT_RESCORE] = {IN_SCORING | IN_CLOSED, ROUND_STATE(SCORING)},
	[ACT_WITHDRAW] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_CLOSE] = {IN_SCORING, ROUND_STATE(CLOSED)},
	[ACT_REPORT] = {IN_CLOSED, ROUND_STATE(REPORTED)},
	[ACT_APPROVE] = {IN_REPORTED, ROUND_STATE(DECIDED)},
	[ACT_PUBLISH] = {IN_DECIDED, ROUND_STATE(PUBLISHED)},
};

static const enum rulebook_level rulebook_levels[] = {
	[LEVEL(UNSPECIFIED)] = RULEBOOK_LEVEL_NONE,
	[LEVEL(DISTRICT)] = RULEBOOK_LEVEL_DISTRICT,
	[LEVEL(PROVINCE)] = RULEBOOK_LEVEL_PROVINCE,
	[LEVEL(CENTRE)] = RULEBOOK_LEVEL_CENTRE,
};

/* How a finding ends the scoring; the graver stands first. */
static const struct {
	Ocop__Scoring__V1__FindingKind kind;
	Ocop__Scoring__V1__ResultOutcome outcome;
	enum raised_kind raised;
} endings[] = {
	{FINDING_KIND(DOSSIER), RESULT_OUTCOME(DISQUALIFIED), RAISED_DOSSIER},
	{FINDING_KIND(DISQUALIFY), RESULT_OUTCOME(DISQUALIFIED), RAISED_DISQUALIFY},
	{FINDING_KIND(NOT_ELIGIBLE), RESULT_OUTCOME(NOT_ELIGIBLE), RAISED_NOT_ELIGIBLE},
	{FINDING_KIND(STOP), RESULT_OUTCOME(STOPPED), RAISED_STOP},
};

enum { ENDINGS = sizeof(endings) / sizeof(endings[0]) };

Ocop__Common__V1__RefusalCode may_act_in_round(Ocop__Scoring__V1__RoundState state,
					       enum round_act act,
					       Ocop__Scoring__V1__RoundState *ret_state)
{
	if (!(acts[act].in & 1u << state))
		return REFUSAL(ROUND_STATE);
	*ret_state = acts[act].to ? acts[act].to : state;
	return REFUSAL(UNSPECIFIED);
}

enum rulebook_level level_in_rulebook(Ocop__Scoring__V1__Level level)
{
	assert((size_t)level < sizeof(rulebook_levels) / sizeof(rulebook_levels[0]) &&
	       "stored levels are known ones");
	return rulebook_levels[level];
}

Ocop__Common__V1__RefusalCode may_plan_round(const struct plan_facts *facts)
{
	if (!facts->book)
		return REFUSAL(RULEBOOK_UNKNOWN);
	if (!rulebook_in_force(facts->book, facts->held_on))
		return REFUSAL(RULEBOOK_NOT_IN_FORCE);
	for (uint32_t star = facts->book->certifiable_from_star; star <= RULEBOOK_STARS_MAX; star++)
		if (rulebook_recogniser(facts->book, facts->held_on, star) ==
		    level_in_rulebook(facts->level))
			return REFUSAL(UNSPECIFIED);
	return REFUSAL(LEVEL_NOT_COMPETENT);
}

Ocop__Common__V1__RefusalCode may_take_dossier(const struct taking_facts *facts)
{
	Ocop__Scoring__V1__RoundState state;

	if (!facts->round_exists)
		return REFUSAL(ROUND_UNKNOWN);
	if (facts->withdrawn)
		return REFUSAL(DOSSIER_STATE);
	if (may_act_in_round(facts->state, ACT_TAKE_DOSSIER, &state))
		return REFUSAL(ROUND_STATE);
	if (strcmp(facts->round_rulebook_code, facts->dossier_rulebook_code) != 0)
		return REFUSAL(RULEBOOK_NOT_IN_FORCE);
	if (facts->round_unit_code[0] &&
	    strcmp(facts->round_unit_code, facts->dossier_province_code) != 0)
		return REFUSAL(SCOPE_MISSING);
	if (!facts->set)
		return REFUSAL(SET_UNKNOWN);
	return facts->set->sheet ? REFUSAL(UNSPECIFIED) : REFUSAL(SHEET_UNAVAILABLE);
}

Ocop__Common__V1__RefusalCode may_start_scoring(const struct calendar *calendar, int32_t opened_on,
						int32_t today, uint32_t documents_ahead_days)
{
	int32_t earliest = calendar_add_working_days(calendar, opened_on, documents_ahead_days);

	return today < earliest ? REFUSAL(DOCUMENTS_NOT_AHEAD) : REFUSAL(UNSPECIFIED);
}

static Ocop__Common__V1__RefusalCode member_check(const struct council *council, size_t index)
{
	const struct council_member *member = &council->members[index];

	if (!member->member_id[0] || member->office < OFFICE(CHAIR) ||
	    member->office > OFFICE(MEMBER))
		return REFUSAL(FIELD_INVALID);
	for (size_t i = 0; i < index; i++)
		if (strcmp(council->members[i].member_id, member->member_id) == 0)
			return REFUSAL(COUNCIL_MEMBER_DOUBLED);
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_appoint_council(const struct council *council)
{
	size_t chairs = 0;

	if (council->count == 0)
		return REFUSAL(COUNCIL_MISSING);
	for (size_t i = 0; i < council->count; i++) {
		Ocop__Common__V1__RefusalCode why = member_check(council, i);

		if (why)
			return why;
		chairs += council->members[i].office == OFFICE(CHAIR);
	}
	return chairs == 1 ? REFUSAL(UNSPECIFIED) : REFUSAL(COUNCIL_CHAIR_MISSING);
}

const struct council_member *council_find(const struct council *council, const char *member_id)
{
	for (size_t i = 0; i < council->count; i++)
		if (strcmp(council->members[i].member_id, member_id) == 0)
			return &council->members[i];
	return NULL;
}

static const struct conflict *conflict_of(const struct conflicts *conflicts, const char *member_id)
{
	for (size_t i = 0; i < conflicts->count; i++)
		if (strcmp(conflicts->items[i].member_id, member_id) == 0)
			return &conflicts->items[i];
	return NULL;
}

bool member_has_conflict(const struct conflicts *conflicts, const char *member_id)
{
	return conflict_of(conflicts, member_id) != NULL;
}

bool member_scores(const struct council *council, const struct council_member *member)
{
	return member->office != OFFICE(SECRETARY) || council->secretary_scores;
}

/* True when a named member may score a dossier. */
static bool is_eligible(const struct council *council, const struct conflicts *conflicts,
			const char *member_id)
{
	const struct council_member *member = council_find(council, member_id);

	return member && member_scores(council, member) &&
	       !member_has_conflict(conflicts, member_id);
}

size_t council_eligible(const struct council *council, const struct conflicts *conflicts)
{
	size_t eligible = 0;

	for (size_t i = 0; i < council->count; i++)
		eligible += is_eligible(council, conflicts, council->members[i].member_id);
	return eligible;
}

/* Whom the lead has come to, from the chair over those who had to hand it on. */
static const char *lead_follow(const struct council *council, const struct conflicts *conflicts)
{
	const char *leader = "";

	for (size_t i = 0; i < council->count; i++)
		if (council->members[i].office == OFFICE(CHAIR))
			leader = council->members[i].member_id;
	/* Each step leaves one conflicted member behind, so a circle ends too. */
	for (size_t i = 0; i < conflicts->count; i++) {
		const struct conflict *conflict = conflict_of(conflicts, leader);

		if (!conflict)
			break;
		leader = conflict->acting_chair_id;
	}
	return leader;
}

const char *dossier_leader(const struct council *council, const struct conflicts *conflicts)
{
	const char *leader = lead_follow(council, conflicts);

	return is_eligible(council, conflicts, leader) ? leader : NULL;
}

Ocop__Common__V1__RefusalCode may_declare_conflict(const struct council *council,
						   const struct conflicts *others,
						   const struct conflict *conflict)
{
	if (!council_find(council, conflict->member_id))
		return REFUSAL(COUNCIL_MEMBER_UNKNOWN);
	if (strcmp(lead_follow(council, others), conflict->member_id) != 0)
		return REFUSAL(UNSPECIFIED);
	if (strcmp(conflict->acting_chair_id, conflict->member_id) == 0 ||
	    !is_eligible(council, others, conflict->acting_chair_id))
		return REFUSAL(ACTING_CHAIR_MISSING);
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_fill_sheet(const struct filling_facts *facts)
{
	const struct council_member *member = council_find(facts->council, facts->member_id);

	if (!member)
		return REFUSAL(COUNCIL_MEMBER_UNKNOWN);
	if (member_has_conflict(facts->conflicts, facts->member_id))
		return REFUSAL(MEMBER_HAS_CONFLICT);
	if (!member_scores(facts->council, member))
		return REFUSAL(MEMBER_DOES_NOT_SCORE);
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	return facts->sheet_sealed ? REFUSAL(SHEET_SEALED) : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_close_dossier(const struct closing_facts *facts)
{
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	if (facts->has_finding)
		return REFUSAL(UNSPECIFIED);
	if (!facts->leader)
		return REFUSAL(ACTING_CHAIR_MISSING);
	if (!facts->leader_sealed)
		return REFUSAL(CHAIR_SHEET_MISSING);
	if (facts->sealed * 100 < facts->eligible * facts->quorum_percent)
		return REFUSAL(QUORUM_MISSED);
	if (facts->highest_total - facts->lowest_total > facts->spread_points)
		return REFUSAL(SECOND_PASS_NEEDED);
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_rescore_dossier(const struct closing_facts *facts)
{
	if (facts->dossier_closed)
		return REFUSAL(UNSPECIFIED);
	return may_close_dossier(facts) == REFUSAL(SECOND_PASS_NEEDED)
		       ? REFUSAL(UNSPECIFIED)
		       : REFUSAL(SECOND_PASS_NOT_NEEDED);
}

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

static bool finding_is_known(const struct sheet *sheet, const struct finding *finding)
{
	struct raised raised = {.code = finding->code};

	return raised_kind_of(finding->kind, &raised.kind) && raised_is_known(sheet, &raised);
}

Ocop__Common__V1__RefusalCode may_record_finding(const struct sheet *sheet,
						 const struct finding *finding, size_t member_count)
{
	if (!finding_is_known(sheet, finding))
		return REFUSAL(FINDING_UNKNOWN);
	if (finding->votes_for <= finding->votes_against ||
	    (uint64_t)finding->votes_for + finding->votes_against > member_count)
		return REFUSAL(FIELD_INVALID);
	return REFUSAL(UNSPECIFIED);
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
			if (facts->findings[k].kind == endings[i].kind) {
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

/* Adds the points of every sheet; false when one does not fit the scoring sheet. */
static bool sheets_add(const struct result_facts *facts, struct arena *arena,
		       struct dossier_result *result)
{
	for (size_t i = 0; i < facts->filled_count; i++) {
		struct score_result scored;

		if (!score_sheet(facts->sheet, &facts->filled[i], arena, &scored))
			return false;
		for (size_t part = 0; part < facts->sheet->book->part_count; part++)
			result->part_sums[part] += scored.score.parts[part];
		result->mean.sum += scored.score.total;
		result->mean.count++;
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

Ocop__Scoring__V1__DecisionOutcome decide_on_result(const struct rulebook *book,
						    Ocop__Scoring__V1__Level level, int32_t day,
						    const struct dossier_result *result)
{
	enum rulebook_level own = level_in_rulebook(level);
	int32_t forward = rulebook_forward_points(book, day, own);

	if (result->outcome != RESULT_OUTCOME(SCORED) || result->star < book->certifiable_from_star)
		return DECISION_OUTCOME(NOT_RECOGNISED);
	enum rulebook_level recogniser = rulebook_recogniser(book, day, result->star);
	if (recogniser == own)
		return DECISION_OUTCOME(RECOGNISED);
	if (recogniser == RULEBOOK_LEVEL_CENTRE && forward != RULEBOOK_UNKNOWN &&
	    mean_reaches(result->mean, (uint32_t)forward))
		return DECISION_OUTCOME(PROPOSED_TO_CENTRE);
	return DECISION_OUTCOME(NOT_RECOGNISED);
}
