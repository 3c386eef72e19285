/* rules.c - the dossier's life: which move is allowed, to whom, from where to where */
#include "registration/rules.h"

#include <string.h>

/* The table of moves, as the decision and the province tell them. Read a row as: <who> may <verb>
 * a dossier that is <from>; it is then <to>. "By the round" is what scoring tells of it. */
struct transition {
	enum dossier_verb verb;
	Ocop__Registration__V1__DossierState from;
	Ocop__Registration__V1__DossierState to;
	uint32_t who;
};

static const struct transition transitions[] = {
	/* The producer fills it in, or the commune types for him; he alone submits. */
	{DOSSIER_EDIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), ACTOR_PRODUCER | ACTOR_COMMUNE},
	{DOSSIER_EDIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED),
	 ACTOR_PRODUCER | ACTOR_COMMUNE},
	{DOSSIER_SUBMIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(SUBMITTED), ACTOR_PRODUCER},
	{DOSSIER_SUBMIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(SUBMITTED), ACTOR_PRODUCER},

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

Ocop__Common__V1__RefusalCode may_move_dossier(enum dossier_verb verb,
					       Ocop__Registration__V1__DossierState from,
					       uint32_t actors,
					       Ocop__Registration__V1__DossierState *ret_to)
{
	for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
		const struct transition *row = &transitions[i];

		if (row->verb != verb || row->from != from)
			continue;
		if (!(row->who & actors))
			return REFUSAL(ROLE_MISSING);
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

/* The sector of community tourism, eco-tourism and tourist sites in every decision's taxonomy. */
static const char tourism_sector[] = "VI";

bool legal_form_is_eligible(Ocop__Registration__V1__LegalForm legal_form, const char *sector_code)
{
	if (legal_form == LEGAL_FORM(ASSOCIATION))
		return strcmp(sector_code, tourism_sector) == 0;
	return legal_form >= LEGAL_FORM(COOPERATIVE) && legal_form <= LEGAL_FORM(HOUSEHOLD);
}

bool certificate_carries(const struct certificate *certificate,
			 Ocop__Registration__V1__DossierKind kind, const char *product_id)
{
	if (!certificate->exists || strcmp(certificate->product_id, product_id) != 0)
		return false;
	if (certificate->state == CERTIFICATE_STATE(VALID))
		return true;
	return kind == DOSSIER_KIND(RE_RATING) && certificate->state == CERTIFICATE_STATE(EXPIRED);
}

Ocop__Common__V1__RefusalCode may_file_re_rating(const struct rulebook_deadlines *deadlines,
						 int32_t valid_until, int32_t today)
{
	int32_t from = deadlines->re_rating_submit_from_days_before_expiry;
	int32_t until = deadlines->re_rating_submit_until_days_before_expiry;

	if (from == RULEBOOK_UNKNOWN || until == RULEBOOK_UNKNOWN)
		return REFUSAL(UNSPECIFIED);
	if (today < valid_until - from || today > valid_until - until)
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
	if (dossier->kind != DOSSIER_KIND(RE_RATING) &&
	    strcmp(dossier->proposed_on, round->proposals_before) >= 0)
		return (struct admission_answer){REFUSAL(PROPOSED_TOO_LATE), NULL};
	return (struct admission_answer){REFUSAL(UNSPECIFIED), NULL};
}
