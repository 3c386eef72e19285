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
	IN_DECIDED = 1 << 6,
	IN_PUBLISHED = 1 << 7
};

/* States in which an act is allowed, and the one that follows (UNSPECIFIED: the same). */
static const struct {
	unsigned int in;
	Ocop__Scoring__V1__RoundState to;
} acts[] = {
	[ACT_TAKE_DOSSIER] = {IN_PLANNED, ROUND_STATE(UNSPECIFIED)},
	[ACT_APPOINT_COUNCIL] = {IN_PLANNED, ROUND_STATE(UNSPECIFIED)},
	[ACT_DECLARE_CONFLICT] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_APPOINT_ADVISERS] = {IN_PLANNED, ROUND_STATE(UNSPECIFIED)},
	/* The team looks at dossiers as they come in, and has its say until their scoring ends. */
	[ACT_ADVISE] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_PLAN_SITTING] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_OPEN] = {IN_PLANNED, ROUND_STATE(OPEN)},
	[ACT_START_SCORING] = {IN_OPEN, ROUND_STATE(SCORING)},
	[ACT_FILL_SHEET] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_RECORD_FINDING] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_RECORD_AGREED_OPTIONS] = {IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_CLOSE_DOSSIER] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	/* A correction found after the last dossier was closed takes the round back; one that was
	 * reported, when a complaint was upheld. */
	[ACT_RESCORE] = {IN_SCORING | IN_CLOSED | IN_REPORTED, ROUND_STATE(SCORING)},
	[ACT_WITHDRAW] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_CLOSE] = {IN_SCORING, ROUND_STATE(CLOSED)},
	[ACT_REPORT] = {IN_CLOSED, ROUND_STATE(REPORTED)},
	[ACT_APPROVE] = {IN_REPORTED, ROUND_STATE(DECIDED)},
	[ACT_PUBLISH] = {IN_DECIDED, ROUND_STATE(PUBLISHED)},
	/* From the day the documents are out. */
	[ACT_TAKE_FORM] = {IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	/* The agency, as the advisory team, looks at dossiers as they come in. */
	[ACT_FILE_AGENCY_REPORT] = {IN_PLANNED | IN_OPEN | IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_GIVE_OPINION] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_CALL_MEETING] = {IN_SCORING, ROUND_STATE(UNSPECIFIED)},
	[ACT_HANDLE_COMPLAINT] = {IN_REPORTED | IN_DECIDED | IN_PUBLISHED,
				  ROUND_STATE(UNSPECIFIED)},
};

static const enum rulebook_level rulebook_levels[] = {
	[LEVEL(UNSPECIFIED)] = RULEBOOK_LEVEL_NONE,
	[LEVEL(DISTRICT)] = RULEBOOK_LEVEL_DISTRICT,
	[LEVEL(PROVINCE)] = RULEBOOK_LEVEL_PROVINCE,
	[LEVEL(CENTRE)] = RULEBOOK_LEVEL_CENTRE,
};

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
	if (facts->shard_closed)
		return REFUSAL(SHARD_CLOSED);
	if (!facts->book)
		return REFUSAL(RULEBOOK_UNKNOWN);
	if (!rulebook_in_force(facts->book, facts->held_on))
		return REFUSAL(RULEBOOK_NOT_IN_FORCE);
	if (facts->kind == ROUND_KIND(RE_RATING) && !facts->book->re_rates_in_writing)
		return REFUSAL(ROUND_KIND);
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
	if (facts->round_kind == ROUND_KIND(RE_RATING) &&
	    facts->dossier_kind != DOSSIER_KIND(RE_RATING))
		return REFUSAL(ROUND_KIND);
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
	size_t chairs = 0, secretaries = 0;

	if (council->count == 0)
		return REFUSAL(COUNCIL_MISSING);
	for (size_t i = 0; i < council->count; i++) {
		Ocop__Common__V1__RefusalCode why = member_check(council, i);

		if (why)
			return why;
		chairs += council->members[i].office == OFFICE(CHAIR);
		secretaries += council->members[i].office == OFFICE(SECRETARY);
	}
	if (secretaries > 1)
		return REFUSAL(FIELD_INVALID);
	return chairs == 1 ? REFUSAL(UNSPECIFIED) : REFUSAL(COUNCIL_CHAIR_MISSING);
}

static bool office_is_held(const struct council *council, Ocop__Scoring__V1__CouncilOffice office)
{
	for (size_t i = 0; i < council->count; i++)
		if (council->members[i].office == office)
			return true;
	return false;
}

enum council_lack council_lack_find(const struct council *council,
				    const struct rulebook_council *rules)
{
	int64_t count = (int64_t)council->count;

	if ((rules->members_min != RULEBOOK_UNKNOWN && count < rules->members_min) ||
	    (rules->members_max != RULEBOOK_UNKNOWN && count > rules->members_max))
		return COUNCIL_LACKS_SIZE;
	if (rules->vice_chair && !office_is_held(council, OFFICE(VICE_CHAIR)))
		return COUNCIL_LACKS_VICE_CHAIR;
	if (rules->secretary && !office_is_held(council, OFFICE(SECRETARY)))
		return COUNCIL_LACKS_SECRETARY;
	return COUNCIL_LACKS_NOTHING;
}

const struct council_member *council_find(const struct council *council, const char *member_id)
{
	for (size_t i = 0; i < council->count; i++)
		if (strcmp(council->members[i].member_id, member_id) == 0)
			return &council->members[i];
	return NULL;
}

const char *council_chair(const struct council *council)
{
	for (size_t i = 0; i < council->count; i++)
		if (council->members[i].office == OFFICE(CHAIR))
			return council->members[i].member_id;
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

size_t council_taking_part(const struct council *council, const struct conflicts *conflicts)
{
	size_t members = 0;

	for (size_t i = 0; i < council->count; i++)
		members += !member_has_conflict(conflicts, council->members[i].member_id);
	return members;
}

/* Whom the lead has come to, from the chair over those who had to hand it on. */
static const char *lead_follow(const struct council *council, const struct conflicts *conflicts)
{
	const char *chair = council_chair(council);
	const char *leader = chair ? chair : "";

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
	if (facts->is_producer || member_has_conflict(facts->conflicts, facts->member_id))
		return REFUSAL(MEMBER_HAS_CONFLICT);
	if (!member_scores(facts->council, member))
		return REFUSAL(MEMBER_DOES_NOT_SCORE);
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	return facts->sheet_sealed ? REFUSAL(SHEET_SEALED) : REFUSAL(UNSPECIFIED);
}

bool is_quorum(size_t present, size_t eligible, uint32_t quorum_percent)
{
	return present > 0 && present * 100 >= eligible * quorum_percent;
}

Ocop__Common__V1__RefusalCode may_close_dossier(const struct closing_facts *facts)
{
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	if (facts->supplement_until)
		return REFUSAL(SUPPLEMENT_AWAITED);
	if (facts->has_finding)
		return REFUSAL(UNSPECIFIED);
	if (!facts->leader)
		return REFUSAL(ACTING_CHAIR_MISSING);
	if (facts->in_writing && !facts->reported)
		return REFUSAL(AGENCY_REPORT_MISSING);
	if (facts->in_writing && facts->complex)
		return REFUSAL(MEETING_NEEDED);
	if (!facts->leader_sealed)
		return REFUSAL(CHAIR_SHEET_MISSING);
	if (!is_quorum(facts->sealed, facts->eligible, facts->quorum_percent))
		return REFUSAL(QUORUM_MISSED);
	if (facts->in_writing)
		return facts->agreeing < facts->sealed ? REFUSAL(MEETING_NEEDED)
						       : REFUSAL(UNSPECIFIED);
	if (facts->highest_total - facts->lowest_total > facts->spread_points)
		return REFUSAL(SECOND_PASS_NEEDED);
	return facts->undecided ? REFUSAL(FINDING_UNDECIDED) : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_reopen_result(Ocop__Scoring__V1__RoundState state,
						bool complaint_upheld)
{
	return state == ROUND_STATE(REPORTED) && !complaint_upheld ? REFUSAL(ROUND_STATE)
								   : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_rescore_dossier(const struct closing_facts *facts)
{
	struct closing_facts sheets = *facts; /* whatever is awaited, they are too far apart */

	sheets.supplement_until = NULL;
	if (facts->dossier_closed || facts->sealed_before > 0)
		return REFUSAL(UNSPECIFIED);
	return may_close_dossier(&sheets) == REFUSAL(SECOND_PASS_NEEDED)
		       ? REFUSAL(UNSPECIFIED)
		       : REFUSAL(SECOND_PASS_NOT_NEEDED);
}
