/* save_team_sheet.c - the advisory team saves its pre-score of a dossier so far
 *
 * One sheet for the team, whoever of it saves. It may be incomplete, but what it says must be in
 * the scoring sheet, once.
 *
 * Reads:     scoring.v1.SaveTeamSheet
 * Needs:     somebody of the team; a dossier that is open and not reported on
 * Writes:    team_reports, one row
 * Publishes: nothing: before the report it is the team's
 * Refuses:   ADVISER_UNKNOWN, DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED, SHEET_SEALED,
 *            CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT, FIELD_MISSING,
 *            FIELD_TOO_LONG, EVIDENCE_UNKNOWN, MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/acts/advising.h"
#include "scoring/notes.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

enum decision save_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__SaveTeamSheet *command =
		(const Ocop__Scoring__V1__SaveTeamSheet *)message;
	struct filled_sheet filled = {.choice_count = command->n_choices};
	struct score_result result;
	struct advising advising;

	filled.choices = choices_read(reply, (const ProtobufCMessage *const *)command->choices,
				      command->n_choices, "choices");
	if (!filled.choices)
		return REFUSED;

	if (!advising_load(tx, command->round_id, command->dossier_id, reply, &advising))
		return REFUSED;

	const struct sheet *sheet = advising.sitting.sheet;
	bool complete = inconsistencies_find(sheet, &filled, reply_arena(reply), &result);
	faults_refuse(reply, sheet, &result, "choices");
	if (!notes_are_fine(reply, sheet, command->notes, command->n_notes) || reply_refused(reply))
		return REFUSED;

	advising.message->notes = command->notes;
	advising.message->n_notes = command->n_notes;
	advising.message->complete = complete;
	advising.message->total = complete ? result.score.total : 0;
	team_report_pack(advising.message, sheet, &filled, reply_arena(reply), &advising.report);
	team_report_put(tx, &advising.sitting.dossier, &advising.report);
	reply_accept(reply, advising.sitting.dossier.dossier_id, advising.report.version);
	return ACCEPTED;
}
