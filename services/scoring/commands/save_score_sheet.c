/* save_score_sheet.c - a member saves his sheet so far
 *
 * It may be incomplete, but what it says must be in the scoring sheet, once.
 *
 * Reads:     scoring.v1.SaveScoreSheet
 * Needs:     a round in scoring, an open dossier, a member without a conflict in it
 * Writes:    score_sheets, one row, not sealed
 * Publishes: nothing: a draft is nobody's business
 * Refuses:   SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, ROUND_STATE, COUNCIL_MEMBER_UNKNOWN,
 *            MEMBER_HAS_CONFLICT, MEMBER_DOES_NOT_SCORE, DOSSIER_CLOSED, SHEET_SEALED,
 *            CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT,
 *            FINDING_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, EVIDENCE_UNKNOWN, MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/filling.h"

enum decision save_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__SaveScoreSheet *command =
		(const Ocop__Scoring__V1__SaveScoreSheet *)message;
	struct filling_request request = {
		.key.round_id = command->round_id,
		.key.dossier_id = command->dossier_id,
		.key.member_id = command->member_id,
		.choices = (const ProtobufCMessage *const *)command->choices,
		.choice_count = command->n_choices,
		.raised = command->raised,
		.raised_count = command->n_raised,
		.notes = command->notes,
		.note_count = command->n_notes,
	};
	struct filling filling;

	if (!filling_take(tx, &request, reply, &filling))
		return REFUSED;
	reply_accept(reply, filling.sheet.dossier_id, filling.sheet.version);
	return ACCEPTED;
}
