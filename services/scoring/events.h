/* events.h - what scoring tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log. Followers see it when the transaction is committed, in this
 * order, once. Events about a dossier carry the version it has in its round, all others the
 * round's.
 */
#pragma once

#include "scoring/records.h"

struct producer_link;
struct stored_sitting;
struct team;

/* Events in which a producer's name may stand, as a field or in what somebody wrote; ends with
 * NULL.
 */
extern const ProtobufCMessageDescriptor *const scoring_naming_events[];

/* A round is planned: registration admits dossiers to it. */
void event_round_planned(struct transaction *tx, const struct round *round);

/* The council is this, and by this decision. */
void event_council_appointed(struct transaction *tx, const struct round *round,
			     const struct council *council);

/* The round has the dossier: its evaluation begins, and its product gets a code. */
void event_dossier_taken(struct transaction *tx, const struct round_dossier *dossier);

/* The reason is what a person shall read. */
void event_dossier_not_taken(struct transaction *tx, const struct admission *admission,
			     const char *reason);

/* The member takes no part in the dossier. */
void event_conflict_declared(struct transaction *tx, const struct round_dossier *dossier,
			     const struct conflict *conflict);

/* Documents are out: no dossier comes in any more. */
void event_round_opened(struct transaction *tx, const struct round *round);

/* The sitting has begun. */
void event_scoring_started(struct transaction *tx, const struct round *round);

/* A sheet is in; told is a commitment to it, neither points nor choices. */
void event_score_sheet_sealed(struct transaction *tx, const struct round_dossier *dossier,
			      const struct score_sheet *sheet);

/* The council found this against the product. */
void event_finding_recorded(struct transaction *tx, const struct round_dossier *dossier,
			    const struct finding *finding);

/* These options were agreed on for criteria with minimums. */
void event_agreed_options_recorded(struct transaction *tx, const struct round_dossier *dossier,
				   const struct choice *choices, size_t count);

/* The sheets are open and the result stands; it carries what checks the commitments. */
void event_dossier_closed(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result);

/* The council scores the dossier again: the result so far is history. */
void event_rescore_ordered(struct transaction *tx, const struct round_dossier *dossier,
			   const char *reason);

/* The dossier is out of the round, and its way is over. */
void event_dossier_left_round(struct transaction *tx, const struct round_dossier *dossier);

/* Every dossier of the round is closed. */
void event_round_closed(struct transaction *tx, const struct round *round);

/* The chair of the council has reported. */
void event_round_reported(struct transaction *tx, const struct round *round);

/* The authority has decided on one result: certification issues on it, registration ends the
 * dossier. One a dossier, all before RoundApproved. */
void event_result_decided(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result);

/* Every result of the round was decided on. */
void event_round_approved(struct transaction *tx, const struct round *round);

/* The results are public. */
void event_round_published(struct transaction *tx, const struct round *round);

/* --- events/links.c */

/* The member takes no part in what comes from the producer; ConflictDeclared for each of his
 * dossiers comes after it. */
void event_producer_link_declared(struct transaction *tx, const struct round *round,
				  const struct producer_link *link);

/* --- events/team.c */

/* The advisory team is this, and by this decision. */
void event_advisers_appointed(struct transaction *tx, const struct round *round,
			      const struct team *team);

/* The team has reported on the dossier; what it found is not told. */
void event_team_sheet_reported(struct transaction *tx, const struct round_dossier *dossier);

/* The team was where the product is made. */
void event_site_visited(struct transaction *tx, const struct round_dossier *dossier,
			const char *visited_on);

/* --- events/agenda.c: with the version of the sitting */

/* The agenda has this sitting, a new one or in its place. */
void event_sitting_planned(struct transaction *tx, const struct stored_sitting *sitting);

/* The sitting is off the agenda. */
void event_sitting_cancelled(struct transaction *tx, const struct stored_sitting *sitting);

/* --- events/re_rating.c */

/* The agency has reported on the re-rating: what, its commitment holds it to. */
void event_agency_report_filed(struct transaction *tx, const struct round_dossier *dossier,
			       const struct seal *seal);

/* A member has given his opinion on the report; told is a commitment to it. */
void event_opinion_given(struct transaction *tx, const struct round_dossier *dossier,
			 const char *member_id, const struct seal *seal);

/* The council meets over the re-rating: from here its members score. */
void event_meeting_called(struct transaction *tx, const struct round_dossier *dossier,
			  const char *reason);

/* The last day that the level had for the re-rating is over. */
void event_re_rating_overdue(struct transaction *tx, const struct round_dossier *dossier);

/* --- events/complaints.c: that a complaint is there, never what it says */

struct complaint;

/* A complaint has come in. */
void event_complaint_recorded(struct transaction *tx, const struct complaint *complaint);

/* It has its answer, and this outcome. */
void event_complaint_answered(struct transaction *tx, const struct complaint *complaint);
