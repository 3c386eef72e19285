/* submit_score_sheet.c - a council member hands in the sheet of one dossier
 *
 * Complete, also where he raises a condition: should the council not find it, his points are
 * needed. What is told is a commitment, to his notes as to his choices; the nonce that opens it
 * comes out with the close.
 *
 * Reads:     scoring.v1.SubmitScoreSheet
 * Needs:     a round in scoring, an open dossier, a member without a conflict in it
 * Writes:    score_sheets, one row, sealed
 * Publishes: scoring.v1.ScoreSheetSealed
 * Refuses:   as save_score_sheet.c, and CRITERION_MISSING, CASE_MISSING, REASON_MISSING
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/filling.h"

enum decision submit_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Scoring__V1__SubmitScoreSheet *command =
		(const Ocop__Scoring__V1__SubmitScoreSheet *)message;
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
		.hands_in = true,
	};
	struct filling filling;

	if (!filling_take(tx, &request, reply, &filling))
		return REFUSED;
	reply_accept(reply, filling.sheet.dossier_id, filling.sheet.version);
	return ACCEPTED;
}
