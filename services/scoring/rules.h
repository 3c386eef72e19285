/* rules.h - what scoring decides: facts in, decision out
 *
 * No clock, no store, no log; what is passed in is borrowed, nothing is kept. A function that may
 * say no returns the refusal, or REFUSAL_CODE_UNSPECIFIED for yes. Points and stars of one sheet
 * are common/rulebook/score.h; here is what a council makes of several.
 *
 * Where a rule comes from: bands, levels, deadlines and who recognises what are the decision's own
 * (26/2026/QĐ-TTg in force, 148/2023 and 1048/2019 before it), read from the rule book with the
 * days they hold. The plain mean of the members' totals, the sealed sheet, the second pass on too
 * great a spread and the quorum with the chair are the decision's rules for councils; their
 * numbers, and what the law leaves open, are settings of the round with the defaults below.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "common/rulebook/mean.h"
#include "common/rulebook/score.h"
#include "ocop/registration/v1/types.pb-c.h"
#include "ocop/scoring/v1/types.pb-c.h"

struct calendar;

#define LEVEL(name)            OCOP__SCORING__V1__LEVEL__LEVEL_##name
#define DOSSIER_KIND(name)     OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_##name
#define ROUND_KIND(name)       OCOP__SCORING__V1__ROUND_KIND__ROUND_KIND_##name
#define ROUND_STATE(name)      OCOP__SCORING__V1__ROUND_STATE__ROUND_STATE_##name
#define OFFICE(name)           OCOP__SCORING__V1__COUNCIL_OFFICE__COUNCIL_OFFICE_##name
#define GATE_LEVEL(name)       OCOP__SCORING__V1__GATE_LEVEL__GATE_LEVEL_##name
#define GATE_EFFECT(name)      OCOP__SCORING__V1__GATE_EFFECT__GATE_EFFECT_##name
#define FINDING_KIND(name)     OCOP__SCORING__V1__FINDING_KIND__FINDING_KIND_##name
#define RESULT_OUTCOME(name)   OCOP__SCORING__V1__RESULT_OUTCOME__RESULT_OUTCOME_##name
#define DECISION_OUTCOME(name) OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_##name

/* That the settings of a round say how many days, 0 included. */
#define DOCUMENTS_AHEAD_DAYS_GIVEN                                                                 \
	OCOP__SCORING__V1__ROUND_SETTINGS__DOCUMENTS_AHEAD_DAYS_PRESENT_DOCUMENTS_AHEAD_DAYS

/* Most characters of a text, a longer one is FIELD_TOO_LONG; and most choices of a sheet. */
enum {
	NAME_LENGTH_MAX = 200,
	NUMBER_LENGTH_MAX = 100,
	REASON_LENGTH_MAX = 2000,
	CHOICES_MAX = 512
};

/* What a round is planned with when its settings are silent: totals may differ by 10 points,
 * exactly 10 included; three quarters of those who may score make a quorum; documents are out one
 * working day ahead; a day's sittings hear 45 products. */
enum {
	SPREAD_POINTS_DEFAULT = 10,
	QUORUM_PERCENT_DEFAULT = 75,
	DOCUMENTS_AHEAD_DAYS_DEFAULT = 1,
	PRODUCTS_A_DAY_DEFAULT = 45
};

/* --- the life of a round */

/* What is done to a round, or in it. */
enum round_act {
	ACT_TAKE_DOSSIER,
	ACT_APPOINT_COUNCIL,
	ACT_APPOINT_ADVISERS,
	ACT_DECLARE_CONFLICT,
	ACT_ADVISE,
	ACT_PLAN_SITTING,
	ACT_OPEN,
	ACT_START_SCORING,
	ACT_FILL_SHEET,
	ACT_RECORD_FINDING,
	ACT_RECORD_AGREED_OPTIONS,
	ACT_CLOSE_DOSSIER,
	ACT_RESCORE,
	ACT_WITHDRAW,
	ACT_CLOSE,
	ACT_REPORT,
	ACT_APPROVE,
	ACT_PUBLISH,
	ACT_HANDLE_COMPLAINT,
	ACT_TAKE_FORM,
	ACT_FILE_AGENCY_REPORT,
	ACT_GIVE_OPINION,
	ACT_CALL_MEETING
};

/* ROUND_STATE unless the table of acts has it; ret_state is then the state that follows, often the
 * same. */
Ocop__Common__V1__RefusalCode may_act_in_round(Ocop__Scoring__V1__RoundState state,
					       enum round_act act,
					       Ocop__Scoring__V1__RoundState *ret_state);

/* Facts about a round that is planned. book is NULL when unknown. */
struct plan_facts {
	bool shard_closed;
	const struct rulebook *book;
	Ocop__Scoring__V1__RoundKind kind;
	Ocop__Scoring__V1__Level level;
	int32_t held_on; /* a round of re-ratings has no day: that of the planning */
};

/* SHARD_CLOSED, RULEBOOK_UNKNOWN, RULEBOOK_NOT_IN_FORCE on the day it is held, LEVEL_NOT_COMPETENT
 * when the level recognises no star on that day, or ROUND_KIND for re-ratings under a book whose
 * councils meet over them. */
Ocop__Common__V1__RefusalCode may_plan_round(const struct plan_facts *facts);

/* The rule book's word for a level. */
enum rulebook_level level_in_rulebook(Ocop__Scoring__V1__Level level);

/* Facts about a dossier that asks for its place in a round. */
struct taking_facts {
	bool round_exists;
	Ocop__Scoring__V1__RoundState state;
	const char *round_rulebook_code, *dossier_rulebook_code;
	const char *round_unit_code, *dossier_province_code;
	const struct rulebook_set *set; /* NULL: the rule book has no such set */
	bool withdrawn;
	Ocop__Scoring__V1__RoundKind round_kind;
	Ocop__Registration__V1__DossierKind dossier_kind;
};

/* ROUND_UNKNOWN, DOSSIER_STATE once the producer took it back, ROUND_STATE, ROUND_KIND for other
 * dossiers in a round of re-ratings, RULEBOOK_NOT_IN_FORCE for another rule book than the round's,
 * SCOPE_MISSING for another province, SET_UNKNOWN or SHEET_UNAVAILABLE. */
Ocop__Common__V1__RefusalCode may_take_dossier(const struct taking_facts *facts);

/* DOCUMENTS_NOT_AHEAD before so many working days after the day of opening. */
Ocop__Common__V1__RefusalCode may_start_scoring(const struct calendar *calendar, int32_t opened_on,
						int32_t today, uint32_t documents_ahead_days);

/* --- the council */

/* One seat of a council. Owns nothing. */
struct council_member {
	const char *member_id;
	const char *display_name;
	Ocop__Scoring__V1__CouncilOffice office;
};

/* Who sits over a round, in the order in which they were appointed. Owns nothing. */
struct council {
	const struct council_member *members;
	size_t count;
	bool secretary_scores;
};

/* A member who takes no part in a dossier; acting_chair_id is "" unless he leads it. */
struct conflict {
	const char *member_id;
	const char *reason;
	const char *acting_chair_id;
};

/* All conflicts of one dossier. Owns nothing. */
struct conflicts {
	const struct conflict *items;
	size_t count;
};

/* COUNCIL_MISSING, COUNCIL_MEMBER_DOUBLED, FIELD_INVALID for a member without id or office, or
 * for a second secretary, or COUNCIL_CHAIR_MISSING unless there is exactly one chair. */
Ocop__Common__V1__RefusalCode may_appoint_council(const struct council *council);

/* What a council lacks of the composition that its rule book names. */
enum council_lack {
	COUNCIL_LACKS_NOTHING,
	COUNCIL_LACKS_SIZE, /* too few members, or too many */
	COUNCIL_LACKS_VICE_CHAIR,
	COUNCIL_LACKS_SECRETARY
};

/* The first thing it lacks; nothing where the book is silent. */
enum council_lack council_lack_find(const struct council *council,
				    const struct rulebook_council *rules);

/* NULL when he is not on it. */
const struct council_member *council_find(const struct council *council, const char *member_id);

/* Who chairs it; NULL while there is no council. */
const char *council_chair(const struct council *council);

/* True when the member takes no part in the dossier. */
bool member_has_conflict(const struct conflicts *conflicts, const char *member_id);

/* True when the member's office scores at all. */
bool member_scores(const struct council *council, const struct council_member *member);

/* How many members may score a dossier. */
size_t council_eligible(const struct council *council, const struct conflicts *conflicts);

/* How many members take part in a dossier at all, whether they score or not. */
size_t council_taking_part(const struct council *council, const struct conflicts *conflicts);

/* Who leads for a dossier: the chair, or for a conflicted one the acting chair; NULL when nobody
 * was named, or the named one may not score it. */
const char *dossier_leader(const struct council *council, const struct conflicts *conflicts);

/* A conflict about to be declared, besides those of others that stand. COUNCIL_MEMBER_UNKNOWN or
 * ACTING_CHAIR_MISSING. */
Ocop__Common__V1__RefusalCode may_declare_conflict(const struct council *council,
						   const struct conflicts *others,
						   const struct conflict *conflict);

/* Facts about a member who writes a sheet. */
struct filling_facts {
	const struct council *council;
	const struct conflicts *conflicts;
	const char *member_id;
	bool dossier_closed;
	bool sheet_sealed;
	bool is_producer; /* his account acts for the producer too, whatever he declared */
};

/* COUNCIL_MEMBER_UNKNOWN, MEMBER_DOES_NOT_SCORE, MEMBER_HAS_CONFLICT, DOSSIER_CLOSED or
 * SHEET_SEALED. */
Ocop__Common__V1__RefusalCode may_fill_sheet(const struct filling_facts *facts);

/* --- the end of a dossier's scoring */

/* True when so many of those who may score are enough, and anybody at all. */
bool is_quorum(size_t present, size_t eligible, uint32_t quorum_percent);

/* Facts about a dossier whose scoring shall end, out of the pass that stands. Totals are points.
 * What is sealed is a sheet, in writing an opinion. */
struct closing_facts {
	bool dossier_closed;
	bool has_finding;   /* that ends the scoring */
	const char *leader; /* NULL: none */
	bool leader_sealed;
	size_t eligible;
	size_t sealed;
	uint32_t quorum_percent;
	uint32_t lowest_total, highest_total;
	uint32_t spread_points;
	const struct finding *undecided; /* raised on a sheet and not voted on; NULL: none */
	bool in_writing; /* a re-rating without a meeting; else the next three mean nothing */
	bool reported;   /* by the agency */
	bool complex;    /* as the agency holds */
	size_t agreeing; /* of the opinions */
	const char *supplement_until; /* the last day to wait for what was asked for; NULL: no
					 waiting */
	size_t sealed_before;         /* sheets of this pass older than the dossier's version */
};

/* DOSSIER_CLOSED, SUPPLEMENT_AWAITED, ACTING_CHAIR_MISSING, CHAIR_SHEET_MISSING, QUORUM_MISSED,
 * SECOND_PASS_NEEDED or FINDING_UNDECIDED.
 * A finding ends the scoring without sheets: later steps are not assessed.
 * In writing AGENCY_REPORT_MISSING, MEETING_NEEDED in a complex matter, and, once who leads and a
 * quorum have given theirs, where opinions differ: what one of them says nobody learns before. */
Ocop__Common__V1__RefusalCode may_close_dossier(const struct closing_facts *facts);

/* Again because of the spread, because a supplement came after sheets were handed in, or, once
 * closed, to correct; SECOND_PASS_NOT_NEEDED otherwise. */
Ocop__Common__V1__RefusalCode may_rescore_dossier(const struct closing_facts *facts);

/* ROUND_STATE for a result that was reported, unless a complaint about it was upheld. */
Ocop__Common__V1__RefusalCode may_reopen_result(Ocop__Scoring__V1__RoundState state,
						bool complaint_upheld);

/* What the council found against a product. */
struct finding {
	Ocop__Scoring__V1__FindingKind kind;
	const char *code;
	const char *reason;
	uint32_t votes_for, votes_against;
};

/* The word of the rule book's engine for a kind; false for none. */
bool raised_kind_of(Ocop__Scoring__V1__FindingKind kind, enum raised_kind *ret_kind);

/* Who votes on a dossier. */
struct voting_facts {
	size_t members;  /* of the council that take part in it, the secretary included */
	size_t eligible; /* those of them who score */
	uint32_t quorum_percent;
};

/* FINDING_UNKNOWN unless the sheet has the note or ground; FIELD_INVALID for more votes than
 * members take part; QUORUM_MISSED for fewer than the members who score must be to decide. The vote
 * may go either way: what is not carried is recorded too, the council was asked. */
Ocop__Common__V1__RefusalCode may_record_finding(const struct sheet *sheet,
						 const struct finding *finding,
						 const struct voting_facts *facts);

/* True when one of them was carried, and so ends the scoring. */
bool findings_end(const struct finding *findings, size_t count);

/* Conditions that sealed sheets of a pass raise: kind and code. */
struct pass_raised {
	const struct finding *items;
	size_t count;
};

/* The first of them that the council has not voted on; NULL when there is none. */
const struct finding *finding_undecided(const struct pass_raised *raised,
					const struct finding *findings, size_t count);

/* CRITERION_UNKNOWN, OPTION_UNKNOWN, or AGREED_OPTION_INVALID for a criterion without minimums. */
Ocop__Common__V1__RefusalCode may_agree_on_option(const struct sheet *sheet,
						  const struct choice *choice);

/* What a result is computed from: complete sheets, what was agreed, what was found. */
struct result_facts {
	const struct sheet *sheet;
	Ocop__Scoring__V1__GateLevel gate_level;
	Ocop__Scoring__V1__GateEffect gate_effect;
	const struct filled_sheet *filled; /* one a member */
	size_t filled_count;
	const struct choice *agreed;
	size_t agreed_count;
	const struct finding *findings;
	size_t finding_count;
	/* In writing the one sheet is the agency's, and these members agreed with it. */
	size_t agreeing_opinions;
};

/* How far the members' points lie apart: sum, count and squares give the exact variance. A council
 * of a thousand, 100 points each, stays within 32 bits. */
struct dispersion {
	uint32_t square_sum;
	uint32_t lowest, highest;
};

/* Numbers hold only when scored. */
struct dossier_result {
	Ocop__Scoring__V1__ResultOutcome outcome;
	struct mean mean;
	struct dispersion totals;
	uint32_t part_sums[RULEBOOK_PARTS_MAX];
	uint32_t part_square_sums[RULEBOOK_PARTS_MAX];
	uint32_t band_star;
	uint32_t star; /* 0: missed minimums fail the product */
	const struct failed_gate *missed;
	size_t missed_count;
};

/* Computes a result; lists live in the arena. The same facts give the same result, always. False
 * when a sheet or an agreed option does not fit the scoring sheet: the rule book's files were
 * changed under it.
 *
 * A minimum is tested by gate_level on the option the council agreed on, on every sheet, or on the
 * mean of the criterion's points. Where no option is agreed on, the lowest that any member chose
 * stands for it: when all chose the same, that is what they agree on. */
bool result_compute(const struct result_facts *facts, struct arena *arena,
		    struct dossier_result *ret_result);

/* --- the decision */

/* On what a decision rests. */
struct decision_facts {
	const struct rulebook *book;
	Ocop__Scoring__V1__Level level;
	int32_t day;                   /* of the decision */
	bool propose_despite_minimums; /* the setting of the round */
	const struct dossier_result *result;
};

/* What the authority of a level decides on a result on a day. From the points at which the level
 * hands on, five stars are proposed to the centre; a star the level does not recognise is not
 * recognised by it. Where the round's setting says so, a product that has the points is proposed
 * although it misses minimums, as long as they are those of five stars alone. */
Ocop__Scoring__V1__DecisionOutcome decide_on_result(const struct decision_facts *facts);
