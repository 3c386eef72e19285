/* report_team_sheet.c - the advisory team reports on a dossier: the council sees it from now on
 *
 * Reads:     scoring.v1.ReportTeamSheet
 * Needs:     somebody of the team; its sheet of the dossier, complete
 * Writes:    team_reports, one row, reported: nothing changes it any more
 * Publishes: scoring.v1.TeamSheetReported
 * Refuses:   ADVISER_UNKNOWN, DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED, SHEET_SEALED,
 *            CRITERION_MISSING, CASE_MISSING, FIELD_MISSING, FIELD_TOO_LONG
 */
#include "scoring/commands.h"

#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/acts/advising.h"
#include "scoring/events.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

enum decision report_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Scoring__V1__ReportTeamSheet *command =
		(const Ocop__Scoring__V1__ReportTeamSheet *)message;
	struct score_result result;
	struct filled_sheet filled;
	struct advising advising;

	if (!require_text(reply, "summary", command->summary, REASON_LENGTH_MAX))
		return REFUSED;

	if (!advising_load(tx, command->round_id, command->dossier_id, reply, &advising))
		return REFUSED;

	filled = (struct filled_sheet){.choice_count = advising.message->n_choices};
	filled.choices =
		choices_from_map((const ProtobufCMessage *const *)advising.message->choices,
				 filled.choice_count, reply_arena(reply));
	if (!score_sheet(advising.sitting.sheet, &filled, reply_arena(reply), &result)) {
		faults_refuse(reply, advising.sitting.sheet, &result, "choices");
		return REFUSED;
	}

	advising.message->summary = command->summary;
	advising.report.reported = true;
	team_report_pack(advising.message, advising.sitting.sheet, &filled, reply_arena(reply),
			 &advising.report);
	team_report_put(tx, &advising.sitting.dossier, &advising.report);
	event_team_sheet_reported(tx, &advising.sitting.dossier);
	reply_accept(reply, advising.sitting.dossier.dossier_id, advising.report.version);
	return ACCEPTED;
}
