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
 *            CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT, MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/filling.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

/* The faults of a sheet but for what is still missing. */
static void inconsistencies_find(const struct sheet *sheet, const struct filled_sheet *filled,
				 struct arena *arena, struct score_result *ret_result)
{
	struct score_result result;
	struct score_fault *kept;

	(void)score_sheet(sheet, filled, arena, &result); /* the faults are what is asked for */
	kept = arena_alloc(arena, (result.fault_count + 1) * sizeof(*kept));
	*ret_result = (struct score_result){.faults = kept};
	for (size_t i = 0; i < result.fault_count; i++)
		if (result.faults[i].code != REFUSAL(CRITERION_MISSING) &&
		    result.faults[i].code != REFUSAL(CASE_MISSING))
			kept[ret_result->fault_count++] = result.faults[i];
}

enum decision save_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__SaveScoreSheet *command =
		(const Ocop__Scoring__V1__SaveScoreSheet *)message;
	struct score_sheet key = {
		.round_id = command->round_id,
		.dossier_id = command->dossier_id,
		.member_id = command->member_id,
	};
	struct score_result result;
	struct filling filling;

	if (!filling_load(tx, &key, (const ProtobufCMessage *const *)command->choices,
			  command->n_choices, reply, &filling))
		return REFUSED;

	inconsistencies_find(filling.sitting.sheet, &filling.filled, reply_arena(reply), &result);
	if (result.fault_count > 0) {
		faults_refuse(reply, filling.sitting.sheet, &result, "choices");
		return REFUSED;
	}

	ProtobufCBinaryData bytes = sheet_bytes_pack(&filling.sheet, filling.sitting.sheet,
						     &filling.filled, NULL, 0, reply_arena(reply));
	filling.sheet.sheet = bytes.data;
	filling.sheet.sheet_size_bytes = bytes.len;
	score_sheet_put(tx, &filling.sheet);
	reply_accept(reply, filling.sheet.dossier_id, filling.sheet.version);
	return ACCEPTED;
}
