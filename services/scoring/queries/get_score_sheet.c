/* get_score_sheet.c - one's own sheet, or any that was opened
 *
 * A sealed sheet is shown to its member alone, its nonce to nobody before it is opened: with both,
 * a member could prove his vote to others while they still score.
 *
 * Reads:   scoring.v1.GetScoreSheet
 * Answers: scoring.v1.ScoreSheet
 * Refuses: SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, SHEET_SEALED, NO_SUCH_THING
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

/* False when its bytes are not ours. */
static bool sheet_reply(struct reply *reply, const struct score_sheet *sheet)
{
	struct arena *arena = reply_arena(reply);
	const Ocop__Scoring__V1__ScoreSheet *stored = sheet_bytes_unpack(sheet, arena);

	if (!stored)
		return false;
	Ocop__Scoring__V1__ScoreSheet answer = *stored;
	answer.sealed = sheet->sealed;
	answer.version = sheet->version;
	if (sheet->sealed)
		answer.commitment = seal_commitment_hex(&sheet->seal, arena);
	if (sheet->opened)
		answer.nonce = seal_nonce_hex(&sheet->seal, arena);
	reply_set(reply, &answer.base);
	reply_set_version(reply, sheet->version);
	return true;
}

/* Only what counted in a result may be seen by others; whether a sealed one is there is no
 * different answer. */
static Ocop__Common__V1__RefusalCode may_see(const char *account_id, const char *member_id,
					     bool found, bool opened)
{
	if (strcmp(account_id, member_id) == 0)
		return found ? REFUSAL(UNSPECIFIED) : REFUSAL(NO_SUCH_THING);
	return found && opened ? REFUSAL(UNSPECIFIED) : REFUSAL(SHEET_SEALED);
}

enum decision get_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__GetScoreSheet *query =
		(const Ocop__Scoring__V1__GetScoreSheet *)message;
	const char *account_id = transaction_caller(tx)->account_id;
	struct score_sheet sheet = {
		.round_id = query->round_id,
		.dossier_id = query->dossier_id,
		.member_id = query->member_id,
	};
	struct sitting sitting;

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting))
		return REFUSED;
	if (!may_look_into(tx, &sitting.round))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
	if (!require_no_conflict(tx, reply, &sitting) || reply_refused(reply))
		return REFUSED;

	sheet.pass = query->pass ? query->pass : sitting.dossier.pass;
	bool found = score_sheet_load(tx, &sheet, &sheet);
	if (transaction_failed(tx))
		return FAILED;
	Ocop__Common__V1__RefusalCode why =
		may_see(account_id, query->member_id, found, sheet.opened);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	return sheet_reply(reply, &sheet) ? ACCEPTED : FAILED;
}
