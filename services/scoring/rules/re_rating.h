/* re_rating.h - a re-rating outside the round calendar: by when, in writing or in a meeting
 *
 * The agency of the level reports, each member who may score gives a written opinion on it, and the
 * council meets and scores only where they differ or the matter is complex (26/2026/QĐ-TTg; which
 * books say so, and the days a level has, are theirs: rulebook.h).
 *
 * As rules.h: facts in, decision out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scoring/rules.h"

/* The last day that a level has for a dossier whose request was found complete on a day, calendar
 * days as the book counts them; RULEBOOK_UNKNOWN for other dossiers, and where the book has no
 * such deadline. */
int32_t re_rating_due_day(Ocop__Registration__V1__DossierKind kind,
			  const struct rulebook_deadlines *deadlines, int32_t complete_on);

/* True once the last day (YYYY-MM-DD, "" for none) is over and the level has not decided. */
bool re_rating_is_overdue(const char *due_on, int32_t today, Ocop__Scoring__V1__RoundState state);

/* How a re-rating stands. */
struct re_rating_facts {
	Ocop__Scoring__V1__RoundKind round_kind;
	bool dossier_closed;
	bool meeting;    /* was called */
	bool reported;   /* by the agency, in this pass */
	size_t opinions; /* given on its report, in this pass */
};

/* ROUND_KIND, DOSSIER_CLOSED, or SHEET_SEALED for a report that somebody has an opinion on, or that
 * a meeting was called over: it does not change under them. */
Ocop__Common__V1__RefusalCode may_file_agency_report(const struct re_rating_facts *facts);

/* ROUND_KIND; a refusal of may_fill_sheet, SHEET_SEALED for a second opinion among them;
 * AGENCY_REPORT_MISSING; or MEETING_NEEDED once one was called: members score then. */
Ocop__Common__V1__RefusalCode may_give_opinion(const struct re_rating_facts *facts,
					       const struct filling_facts *member);

/* Only where may_close_dossier says MEETING_NEEDED, so that nobody learns what an opinion says
 * before there is a quorum with who leads. ROUND_KIND, DOSSIER_CLOSED, AGENCY_REPORT_MISSING,
 * ACTING_CHAIR_MISSING, or MEETING_NOT_NEEDED: opinions agree, are too few yet, or it was called.
 */
Ocop__Common__V1__RefusalCode may_call_meeting(const struct re_rating_facts *facts,
					       const struct closing_facts *closing);
