/* record_site_visit.c - the advisory team was where a product is made
 *
 * Visits are numbered from 1; with its number a visit is recorded again, by whoever of the team.
 *
 * Reads:     scoring.v1.RecordSiteVisit
 * Needs:     somebody of the team; a dossier that is open and not reported on
 * Writes:    site_visits, one row; team_reports, its version
 * Publishes: scoring.v1.SiteVisited
 * Refuses:   ADVISER_UNKNOWN, DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED, SHEET_SEALED,
 *            NO_SUCH_THING (visit_no), DATE_INVALID, FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG,
 *            MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/acts/advising.h"
#include "scoring/events.h"
#include "scoring/records/team.h"

/* Twenty visits with the longest texts (8 kB of note, twenty papers of 800 bytes) are 480 kB: with
 * the notes of a sheet they fit into one reply. */
enum { VISITS_MAX = 20, PAPERS_MAX = 20 };

static bool visit_read(struct transaction *tx, struct reply *reply,
		       const Ocop__Scoring__V1__RecordSiteVisit *command)
{
	int32_t visited_on;

	if (require_date(reply, "visited_on", command->visited_on, &visited_on) &&
	    visited_on > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "visited_on", "not after today");
	(void)require_text(reply, "note", command->note, REASON_LENGTH_MAX); /* said in the reply */
	if (command->n_missing_papers > PAPERS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "missing_papers", "at most %d",
			     PAPERS_MAX);
	for (size_t i = 0; i < command->n_missing_papers && i < PAPERS_MAX; i++)
		(void)require_text(reply,
				   arena_printf(reply_arena(reply), "missing_papers[%zu]", i),
				   command->missing_papers[i], NAME_LENGTH_MAX); /* as above */
	return !reply_refused(reply);
}

/* The number of a new visit, or of the one that is recorded again. */
static bool number_find(struct reply *reply, uint32_t asked, uint32_t visits, uint32_t *ret_number)
{
	if (asked > visits)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "visit_no", "visits 1 to %u", visits);
	else if (!asked && visits == VISITS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "visit_no", "at most %d visits",
			     VISITS_MAX);
	*ret_number = asked ? asked : visits + 1;
	return !reply_refused(reply);
}

enum decision record_site_visit(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Scoring__V1__RecordSiteVisit *command =
		(const Ocop__Scoring__V1__RecordSiteVisit *)message;
	Ocop__Scoring__V1__SiteVisit visit = OCOP__SCORING__V1__SITE_VISIT__INIT;
	struct advising advising;

	if (!visit_read(tx, reply, command))
		return REFUSED;

	if (!advising_load(tx, command->round_id, command->dossier_id, reply, &advising))
		return REFUSED;
	uint32_t visits = site_visits_count(tx, &advising.sitting.dossier);
	if (transaction_failed(tx))
		return FAILED;

	if (!number_find(reply, command->visit_no, visits, &visit.visit_no))
		return REFUSED;

	visit.visited_on = command->visited_on;
	visit.note = command->note;
	visit.missing_papers = command->missing_papers;
	visit.n_missing_papers = command->n_missing_papers;
	visit.adviser_id = message_text(transaction_caller(tx)->account_id);
	site_visit_put(tx, &advising.sitting.dossier, &visit);
	team_report_put(tx, &advising.sitting.dossier, &advising.report);
	event_site_visited(tx, &advising.sitting.dossier, command->visited_on);
	reply_accept(reply, advising.sitting.dossier.dossier_id, advising.report.version);
	return ACCEPTED;
}
