/* re_rating.c - a re-rating outside the round calendar: by when, in writing or in a meeting */
#include "scoring/rules/re_rating.h"

#include "common/base/date.h"

int32_t re_rating_due_day(Ocop__Registration__V1__DossierKind kind,
			  const struct rulebook_deadlines *deadlines, int32_t complete_on)
{
	if (kind != DOSSIER_KIND(RE_RATING) ||
	    deadlines->re_rating_decide_within_days == RULEBOOK_UNKNOWN)
		return RULEBOOK_UNKNOWN;
	return complete_on + deadlines->re_rating_decide_within_days;
}

bool re_rating_is_overdue(const char *due_on, int32_t today, Ocop__Scoring__V1__RoundState state)
{
	int32_t day;

	return date_parse(due_on, &day) && today > day && state < ROUND_STATE(DECIDED);
}

Ocop__Common__V1__RefusalCode may_file_agency_report(const struct re_rating_facts *facts)
{
	if (facts->round_kind != ROUND_KIND(RE_RATING))
		return REFUSAL(ROUND_KIND);
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	return facts->meeting || facts->opinions > 0 ? REFUSAL(SHEET_SEALED) : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_give_opinion(const struct re_rating_facts *facts,
					       const struct filling_facts *member)
{
	Ocop__Common__V1__RefusalCode why;

	if (facts->round_kind != ROUND_KIND(RE_RATING))
		return REFUSAL(ROUND_KIND);
	why = may_fill_sheet(member);
	if (why)
		return why;
	if (facts->meeting)
		return REFUSAL(MEETING_NEEDED);
	return facts->reported ? REFUSAL(UNSPECIFIED) : REFUSAL(AGENCY_REPORT_MISSING);
}

Ocop__Common__V1__RefusalCode may_call_meeting(const struct re_rating_facts *facts,
					       const struct closing_facts *closing)
{
	Ocop__Common__V1__RefusalCode why;

	if (facts->round_kind != ROUND_KIND(RE_RATING))
		return REFUSAL(ROUND_KIND);
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	if (facts->meeting)
		return REFUSAL(MEETING_NOT_NEEDED);
	why = may_close_dossier(closing);
	if (why == REFUSAL(MEETING_NEEDED))
		return REFUSAL(UNSPECIFIED);
	return why == REFUSAL(AGENCY_REPORT_MISSING) || why == REFUSAL(ACTING_CHAIR_MISSING)
		       ? why
		       : REFUSAL(MEETING_NOT_NEEDED);
}
