/* team.h - what is stored of the advisory team: who is on it, its reports and its visits
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include "scoring/records.h"
#include "scoring/rules/team.h"

/* Writes the team in the place of an earlier one. */
void team_replace(struct transaction *tx, const char *round_id, const struct team *team);

/* In the order in which they were appointed; an empty one where there is none. */
void team_load(struct transaction *tx, const char *round_id, struct team *ret_team);

/* team_reports: what the team has of one dossier since its admission. Owns nothing. */
struct team_report {
	uint64_t version; /* from 1; visits count too; 0: there is none */
	bool reported;    /* the council has it: nothing changes any more */
	/* Packed TeamReport: choices, notes, total, complete, summary. */
	const void *report;
	size_t report_size_bytes;
};

/* False with an empty report of version 0 where there is none. */
bool team_report_load(struct transaction *tx, const struct round_dossier *dossier,
		      struct team_report *ret_report);

/* Writes it and counts its version up; one that was reported stays as it is. */
void team_report_put(struct transaction *tx, const struct round_dossier *dossier,
		     struct team_report *report);

/* The message, in the arena; asserts that the bytes are ours. Its visits are not in it. */
Ocop__Scoring__V1__TeamReport *team_report_unpack(const struct team_report *report,
						  struct arena *arena);

/* Packs choices, which must be without faults, in the order of the scoring sheet. */
void team_report_pack(const Ocop__Scoring__V1__TeamReport *message, const struct sheet *sheet,
		      const struct filled_sheet *filled, struct arena *arena,
		      struct team_report *report);

/* site_visits: writes one under its number. */
void site_visit_put(struct transaction *tx, const struct round_dossier *dossier,
		    const Ocop__Scoring__V1__SiteVisit *visit);

/* How many visits a dossier had; their numbers are 1 to this. */
uint32_t site_visits_count(struct transaction *tx, const struct round_dossier *dossier);

/* All of them, by number: the array and what it points to, in the arena. */
Ocop__Scoring__V1__SiteVisit **site_visits_load(struct transaction *tx,
						const struct round_dossier *dossier,
						size_t *ret_count);
