/* rules.c - the dossier's life: which move is allowed, to whom, from where to where */
#include "registration/rules.h"

#include <string.h>

#include "registration/rules/self_check.h"

/* The table of moves, as the decision and the province tell them. Read a row as: <who> may <verb>
 * a dossier that is <from>; it is then <to>. "By the round" is what scoring tells of it. */
struct transition {
	enum dossier_verb verb;
	Ocop__Registration__V1__DossierState from;
	Ocop__Registration__V1__DossierState to;
	uint32_t who;
};

/* Who may fill in: the producer, or the commune's officer who types for him. */
enum { FILLERS = ACTOR_PRODUCER | ACTOR_COMMUNE };

static const struct transition transitions[] = {
	/* The producer fills it in, or the commune types for him; who submits what was typed, says
	 * may_hand_in. */
	{DOSSIER_EDIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_EDIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), FILLERS},
	{DOSSIER_ASSESS, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_ASSESS, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), FILLERS},
	{DOSSIER_CARRY_OVER, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_CONFIRM, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), ACTOR_PRODUCER},
	{DOSSIER_CONFIRM, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), ACTOR_PRODUCER},
	{DOSSIER_SUBMIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(SUBMITTED), FILLERS},
	{DOSSIER_SUBMIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(SUBMITTED), FILLERS},
	{DOSSIER_CLOSE_EARLIER, DOSSIER_STATE(DRAFT), DOSSIER_STATE(CLOSED),
	 FILLERS | ACTOR_PROVINCE},

	/* The commune screens without points, and proposes or sends back. */
	{DOSSIER_SCREEN, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SCREENED), ACTOR_COMMUNE},
	{DOSSIER_SCREEN, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED), ACTOR_COMMUNE},
	{DOSSIER_PROPOSE, DOSSIER_STATE(SCREENED), DOSSIER_STATE(PROPOSED), ACTOR_COMMUNE},
	{DOSSIER_RETURN, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(RETURNED), ACTOR_COMMUNE},
	{DOSSIER_RETURN, DOSSIER_STATE(SCREENED), DOSSIER_STATE(RETURNED), ACTOR_COMMUNE},

	/* The province takes it into a round, or sends it back. */
	{DOSSIER_RETURN, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(RETURNED), ACTOR_PROVINCE},
	{DOSSIER_ADMIT, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(ADMITTED), ACTOR_PROVINCE},
	{DOSSIER_ADMIT, DOSSIER_STATE(PROPOSED_TO_CENTRE), DOSSIER_STATE(ADMITTED), ACTOR_CENTRE},

	/* The producer may take it back until it is in a round; then scoring owns that. */
	{DOSSIER_WITHDRAW, DOSSIER_STATE(DRAFT), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(RETURNED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(SCREENED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(PROPOSED_TO_CENTRE), DOSSIER_STATE(WITHDRAWN),
	 ACTOR_PRODUCER},

	/* Each office receives the samples while it has the dossier; the centre may work elsewhere,
	 * then the province keeps its receipt. */
	{DOSSIER_SAMPLES_TO_COMMUNE, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SUBMITTED),
	 ACTOR_COMMUNE},
	{DOSSIER_SAMPLES_TO_COMMUNE, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED),
	 ACTOR_COMMUNE},
	{DOSSIER_SAMPLES_TO_PROVINCE, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(PROPOSED),
	 ACTOR_PROVINCE},
	{DOSSIER_SAMPLES_TO_CENTRE, DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 DOSSIER_STATE(PROPOSED_TO_CENTRE), ACTOR_PROVINCE | ACTOR_CENTRE},

	/* A supplement, while a round has it: papers, a survey, tests. The choices stand. */
	{DOSSIER_ASK_SUPPLEMENT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED),
	 ACTOR_PROVINCE | ACTOR_SECRETARY},
	{DOSSIER_EDIT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), FILLERS},
	{DOSSIER_CONFIRM, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), ACTOR_PRODUCER},
	{DOSSIER_GIVE_SUPPLEMENT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), FILLERS},

	/* The calendar changed: it is due by another day. */
	{DOSSIER_RECOUNT, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SUBMITTED), ACTOR_SYSTEM},
	{DOSSIER_RECOUNT, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED), ACTOR_SYSTEM},

	/* The centre works elsewhere: the province enters what it decided. */
	{DOSSIER_RECOGNISED_ELSEWHERE, DOSSIER_STATE(PROPOSED_TO_CENTRE), DOSSIER_STATE(RECOGNISED),
	 ACTOR_PROVINCE},
	{DOSSIER_NOT_RECOGNISED_ELSEWHERE, DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 DOSSIER_STATE(PROPOSED), ACTOR_PROVINCE},

	/* The province decides on what the centre gave; or it evaluates by itself, as any proposed
	 * one. */
	{DOSSIER_RECOGNISE_ON_CENTRE_RESULT, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(RECOGNISED),
	 ACTOR_CHAIRMAN},

	/* By the round. */
	{DOSSIER_NOT_TAKEN, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED), ACTOR_SYSTEM},
	{DOSSIER_LEFT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(WITHDRAWN), ACTOR_SYSTEM},
	{DOSSIER_RECOGNISE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(RECOGNISED), ACTOR_SYSTEM},
	{DOSSIER_NOT_RECOGNISE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(NOT_RECOGNISED),
	 ACTOR_SYSTEM},
	{DOSSIER_PROPOSE_TO_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 ACTOR_SYSTEM},

	/* By a round of the centre: what it does not recognise the province may evaluate itself. */
	{DOSSIER_NOT_TAKEN_BY_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 ACTOR_SYSTEM},
	{DOSSIER_NOT_RECOGNISED_BY_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED),
	 ACTOR_SYSTEM},
};

/* Where the state does not tell enough: in a round it waits with the round, or, while a supplement
 * is awaited, with the producer. A verb from ADMITTED that stands here needs it to wait with this
 * office; otherwise it is refused with this code. */
static const struct {
	enum dossier_verb verb;
	Ocop__Registration__V1__Office waits_with;
	Ocop__Common__V1__RefusalCode otherwise;
} in_a_round[] = {
	{DOSSIER_ASK_SUPPLEMENT, OFFICE(ROUND), REFUSAL(SUPPLEMENT_OPEN)},
	{DOSSIER_EDIT, OFFICE(PRODUCER), REFUSAL(DOSSIER_STATE)},
	{DOSSIER_CONFIRM, OFFICE(PRODUCER), REFUSAL(DOSSIER_STATE)},
	{DOSSIER_GIVE_SUPPLEMENT, OFFICE(PRODUCER), REFUSAL(SUPPLEMENT_NOT_ASKED)},
};

/* What can be done to a dossier of kind EARLIER: it is filled in and closed, and goes nowhere. The
 * last of them can be done to no other. */
static const enum dossier_verb earlier_verbs[] = {DOSSIER_EDIT, DOSSIER_ASSESS, DOSSIER_WITHDRAW,
						  DOSSIER_CLOSE_EARLIER};

static bool kind_allows(Ocop__Registration__V1__DossierKind kind, enum dossier_verb verb)
{
	if (kind != DOSSIER_KIND(EARLIER))
		return verb != DOSSIER_CLOSE_EARLIER;
	for (size_t i = 0; i < sizeof earlier_verbs / sizeof *earlier_verbs; i++) {
		if (earlier_verbs[i] == verb)
			return true;
	}
	return false;
}

static Ocop__Common__V1__RefusalCode check_round(enum dossier_verb verb,
						 const struct dossier *dossier)
{
	for (size_t i = 0; i < sizeof in_a_round / sizeof *in_a_round; i++) {
		if (dossier->state == DOSSIER_STATE(ADMITTED) && in_a_round[i].verb == verb &&
		    in_a_round[i].waits_with != dossier->waits_with)
			return in_a_round[i].otherwise;
	}
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_move_dossier(enum dossier_verb verb,
					       const struct dossier *dossier, uint32_t actors,
					       Ocop__Registration__V1__DossierState *ret_to)
{
	Ocop__Common__V1__RefusalCode why;

	for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
		const struct transition *row = &transitions[i];

		if (row->verb != verb || row->from != dossier->state ||
		    !kind_allows(dossier->kind, verb))
			continue;
		if (!(row->who & actors))
			return REFUSAL(ROLE_MISSING);
		why = check_round(verb, dossier);
		if (why)
			return why;
		*ret_to = row->to;
		return REFUSAL(UNSPECIFIED);
	}
	return REFUSAL(DOSSIER_STATE);
}

Ocop__Registration__V1__Office office_of_state(Ocop__Registration__V1__DossierState state)
{
	static const Ocop__Registration__V1__Office offices[] = {
		[DOSSIER_STATE(DRAFT)] = OFFICE(PRODUCER),
		[DOSSIER_STATE(SUBMITTED)] = OFFICE(COMMUNE),
		[DOSSIER_STATE(SCREENED)] = OFFICE(COMMUNE),
		[DOSSIER_STATE(PROPOSED)] = OFFICE(PROVINCE),
		[DOSSIER_STATE(RETURNED)] = OFFICE(PRODUCER),
		[DOSSIER_STATE(ADMITTED)] = OFFICE(ROUND),
		[DOSSIER_STATE(RECOGNISED)] = OFFICE(NOBODY),
		[DOSSIER_STATE(NOT_RECOGNISED)] = OFFICE(NOBODY),
		[DOSSIER_STATE(PROPOSED_TO_CENTRE)] = OFFICE(CENTRE),
		[DOSSIER_STATE(WITHDRAWN)] = OFFICE(NOBODY),
		[DOSSIER_STATE(CLOSED)] = OFFICE(NOBODY),
	};

	return offices[state];
}

const char *procedure_of_kind(Ocop__Registration__V1__DossierKind kind)
{
	static const char *const words[] = {
		[DOSSIER_KIND(FIRST)] = "first",
		[DOSSIER_KIND(UPGRADE)] = "upgrade",
		[DOSSIER_KIND(RE_RATING)] = "re_rating",
	};

	return kind >= DOSSIER_KIND(FIRST) && kind <= DOSSIER_KIND(RE_RATING) ? words[kind] : "";
}

Ocop__Registration__V1__Office office_after_move(enum dossier_verb verb,
						 Ocop__Registration__V1__DossierState to)
{
	return verb == DOSSIER_ASK_SUPPLEMENT ? OFFICE(PRODUCER) : office_of_state(to);
}

bool dossier_awaits_supplement(const struct dossier *dossier)
{
	return dossier->state == DOSSIER_STATE(ADMITTED) && dossier->waits_with == OFFICE(PRODUCER);
}

Ocop__Common__V1__RefusalCode may_hand_in(uint32_t actors, const char *confirmed_sha256,
					  const char *content_sha256)
{
	if (actors & ACTOR_PRODUCER || strcmp(confirmed_sha256, content_sha256) == 0)
		return REFUSAL(UNSPECIFIED);
	return REFUSAL(NOT_CONFIRMED);
}

/* The sector of community tourism, eco-tourism and tourist sites in every decision's taxonomy. */
static const char tourism_sector[] = "VI";

bool legal_form_is_eligible(Ocop__Registration__V1__LegalForm legal_form, const char *sector_code)
{
	if (legal_form == LEGAL_FORM(ASSOCIATION))
		return strcmp(sector_code, tourism_sector) == 0;
	return legal_form >= LEGAL_FORM(COOPERATIVE) && legal_form <= LEGAL_FORM(HOUSEHOLD);
}

bool legal_form_is_person(Ocop__Registration__V1__LegalForm legal_form)
{
	return legal_form == LEGAL_FORM(HOUSEHOLD) || legal_form == LEGAL_FORM(FARM) ||
	       legal_form == LEGAL_FORM(COOPERATIVE_GROUP) || legal_form == LEGAL_FORM(UNKNOWN);
}

bool legal_form_is_known(Ocop__Registration__V1__LegalForm legal_form)
{
	return legal_form >= LEGAL_FORM(COOPERATIVE) && legal_form <= LEGAL_FORM(ASSOCIATION);
}

bool certificate_carries(const struct certificate *certificate,
			 Ocop__Registration__V1__DossierKind kind, const char *product_id)
{
	if (!certificate->exists || strcmp(certificate->product_id, product_id) != 0)
		return false;
	if (certificate->state == CERTIFICATE_STATE(VALID))
		return true;
	return kind == DOSSIER_KIND(RE_RATING) &&
	       (certificate->state == CERTIFICATE_STATE(EXPIRED) ||
		certificate->state == CERTIFICATE_STATE(SUSPENDED));
}

Ocop__Common__V1__RefusalCode may_file_re_rating(const struct rulebook_deadlines *deadlines,
						 int32_t valid_until, int32_t today)
{
	int32_t from, until, runs_on_until;

	if (!rulebook_re_rating_window(deadlines, valid_until, &from, &until))
		return REFUSAL(UNSPECIFIED);
	if (rulebook_window_lay_before(deadlines, valid_until, &runs_on_until) &&
	    today <= runs_on_until)
		return REFUSAL(UNSPECIFIED);
	if (today < from || today > until)
		return REFUSAL(RE_RATING_WINDOW);
	return REFUSAL(UNSPECIFIED);
}

static bool round_is_competent(const struct dossier *dossier, const struct round *round)
{
	if (dossier->state == DOSSIER_STATE(PROPOSED_TO_CENTRE))
		return round->level == ROUND_LEVEL(CENTRE);
	return round->level == ROUND_LEVEL(PROVINCE) &&
	       strcmp(round->unit_code, dossier->province_code) == 0;
}

/* The day that counts for a round: of the proposal to its level. */
static const char *day_of_proposal(const struct dossier *dossier)
{
	return dossier->state == DOSSIER_STATE(PROPOSED_TO_CENTRE) ? dossier->to_centre_on
								   : dossier->proposed_on;
}

struct admission_answer may_admit_dossier(const struct admission_facts *facts)
{
	const struct dossier *dossier = facts->dossier;
	const struct round *round = facts->round;

	if (!round->exists)
		return (struct admission_answer){REFUSAL(ROUND_UNKNOWN), NULL};
	if (round->state != ROUND_STATE(PLANNED))
		return (struct admission_answer){REFUSAL(ROUND_STATE),
						 "the round has begun or is over"};
	if (facts->round_has_answered)
		return (struct admission_answer){REFUSAL(ROUND_STATE),
						 "the dossier was in this round before"};
	if (!round_is_competent(dossier, round))
		return (struct admission_answer){REFUSAL(LEVEL_NOT_COMPETENT),
						 "the round is of another level or province"};
	if (!facts->same_rulebook)
		return (struct admission_answer){REFUSAL(RULEBOOK_NOT_IN_FORCE),
						 "the round is under another rule book"};
	if (round->kind == ROUND_KIND(RE_RATING) && dossier->kind != DOSSIER_KIND(RE_RATING))
		return (struct admission_answer){REFUSAL(ROUND_KIND),
						 "the round is for re-ratings alone"};
	if (dossier->kind != DOSSIER_KIND(RE_RATING) &&
	    strcmp(day_of_proposal(dossier), round->proposals_before) >= 0)
		return (struct admission_answer){REFUSAL(PROPOSED_TOO_LATE), NULL};
	return (struct admission_answer){REFUSAL(UNSPECIFIED), NULL};
}
