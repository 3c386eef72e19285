/* submit_score_sheet.c - a council member hands in the sheet of one dossier
 *
 * Complete, also where he raises a condition: should the council not find it, his points are
 * needed. What is told is a commitment; the nonce that opens it comes out with the close.
 *
 * Reads:     scoring.v1.SubmitScoreSheet
 * Needs:     a round in scoring, an open dossier, a member without a conflict in it
 * Writes:    score_sheets, one row, sealed
 * Publishes: scoring.v1.ScoreSheetSealed
 * Refuses:   as save_score_sheet.c, and CRITERION_MISSING, CASE_MISSING, FINDING_UNKNOWN,
 *            REASON_MISSING
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/random.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/filling.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum { RAISED_MAX = 64 };

/* What the member raised, without votes: those are the council's. NULL when refused. */
static Ocop__Scoring__V1__Finding **raised_read(struct reply *reply, const struct sheet *sheet,
						const Ocop__Scoring__V1__SubmitScoreSheet *command)
{
	struct arena *arena = reply_arena(reply);
	Ocop__Scoring__V1__Finding **list = arena_alloc(arena, RAISED_MAX * sizeof(*list));

	if (command->n_raised > RAISED_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "raised", "at most %d", RAISED_MAX);
	for (size_t i = 0; i < command->n_raised && i < RAISED_MAX; i++) {
		const Ocop__Scoring__V1__Finding *finding = command->raised[i];
		struct raised raised = {.code = finding->code};
		const char *field = arena_printf(arena, "raised[%.64s]", finding->code);

		if (!raised_kind_of(finding->kind, &raised.kind) ||
		    !raised_is_known(sheet, &raised))
			reply_refuse(reply, REFUSAL(FINDING_UNKNOWN), field, NULL);
		else if (!finding->reason[0])
			reply_refuse(reply, REFUSAL(REASON_MISSING), field, NULL);
		else if (text_length(finding->reason) > REASON_LENGTH_MAX)
			reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), field, NULL);
		list[i] = arena_copy(arena, finding, sizeof(*finding));
		list[i]->votes_for = 0;
		list[i]->votes_against = 0;
	}
	return reply_refused(reply) ? NULL : list;
}

/* Turns a sheet into bytes and a commitment to them. */
static void sheet_seal(struct filling *filling, Ocop__Scoring__V1__Finding **raised,
		       size_t raised_count, struct arena *arena)
{
	uint8_t *nonce = arena_alloc(arena, SHEET_NONCE_SIZE_BYTES);
	uint8_t *commitment = arena_alloc(arena, SHEET_COMMITMENT_SIZE_BYTES);
	ProtobufCBinaryData bytes = sheet_bytes_pack(&filling->sheet, filling->sitting.sheet,
						     &filling->filled, raised, raised_count, arena);

	random_bytes(nonce, SHEET_NONCE_SIZE_BYTES);
	sheet_bytes_commit(nonce, &bytes, commitment);
	filling->sheet.sheet = bytes.data;
	filling->sheet.sheet_size_bytes = bytes.len;
	filling->sheet.nonce = nonce;
	filling->sheet.commitment = commitment;
	filling->sheet.sealed = true;
}

enum decision submit_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Scoring__V1__SubmitScoreSheet *command =
		(const Ocop__Scoring__V1__SubmitScoreSheet *)message;
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

	Ocop__Scoring__V1__Finding **raised = raised_read(reply, filling.sitting.sheet, command);
	if (!score_sheet(filling.sitting.sheet, &filling.filled, reply_arena(reply), &result))
		faults_refuse(reply, filling.sitting.sheet, &result, "choices");
	if (reply_refused(reply))
		return REFUSED;

	filling.sheet.total = result.score.total;
	sheet_seal(&filling, raised, command->n_raised, reply_arena(reply));
	score_sheet_put(tx, &filling.sheet);
	event_score_sheet_sealed(tx, &filling.sitting.dossier, &filling.sheet);
	reply_accept(reply, filling.sheet.dossier_id, filling.sheet.version);
	return ACCEPTED;
}
