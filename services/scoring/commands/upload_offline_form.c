/* upload_offline_form.c - takes in the sheets of a form that was filled without network
 *
 * All or none. A sheet that stands already as it came is left alone, so the same form again changes
 * nothing.
 *
 * Reads:     scoring.v1.UploadOfflineForm
 * Needs:     the form of the member who asks, of the passes that are under way
 * Writes:    score_sheets, a row for each sheet that changes; sealed where it was handed in
 * Publishes: scoring.v1.ScoreSheetSealed for each that was handed in
 * Refuses:   OFFLINE_FORM_INVALID, FIELD_MISSING, MESSAGE_TOO_LARGE, MEMBER_HAS_CONFLICT, and at
 *            `sheets[...]` what submit_score_sheet.c and save_score_sheet.c refuse
 */
#include "scoring/commands.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/offline/upload.h"

/* A form whose first sheets have so many faults has had enough said about it. */
enum { FAULTS_ENOUGH = 64 };

/* What one sheet was refused for, at its place in the form. */
static void refusals_pass_on(struct reply *own_reply, size_t index, struct reply *reply)
{
	Ocop__Common__V1__Reply wire = OCOP__COMMON__V1__REPLY__INIT;

	reply_fill(own_reply, REFUSED, &wire);
	for (size_t i = 0; i < wire.n_refusals; i++) {
		const Ocop__Common__V1__Refusal *refusal = wire.refusals[i];
		const char *field = arena_printf(reply_arena(own_reply), "sheets[%zu]%s%s", index,
						 refusal->field[0] ? "." : "", refusal->field);

		reply_refuse(reply, refusal->code, field, refusal->detail[0] ? "%s" : NULL,
			     refusal->detail);
	}
}

/* Each sheet in an emptied arena: a form is longer than what a command may build at once. What is
 * written before a refusal is undone with it. */
static void sheets_take(struct transaction *tx, const struct upload *upload, struct reply *reply)
{
	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	struct arena *arena = transaction_use_arena(tx, scratch);

	for (size_t i = 0; i < upload->count && reply_refusals(reply) < FAULTS_ENOUGH; i++) {
		struct reply *own_reply = reply_create(scratch);
		struct upload_sheet sheet;

		if (!upload_sheet_load(tx, upload, i, own_reply, &sheet))
			refusals_pass_on(own_reply, i, reply);
		else if (!sheet.unchanged && !reply_refused(reply))
			filling_write(tx, &sheet.filling, scratch);
		arena_reset(scratch);
		if (transaction_failed(tx))
			break;
	}
	(void)transaction_use_arena(tx, arena); /* it was the scratch one */
	arena_destroy(scratch);
}

enum decision upload_offline_form(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Scoring__V1__UploadOfflineForm *command =
		(const Ocop__Scoring__V1__UploadOfflineForm *)message;
	struct upload upload = {
		.round_id = command->round_id,
		.member_id = command->member_id,
		.sheets = command->sheets,
		.count = command->n_sheets,
	};
	struct round round;

	if (!upload_is_fine(tx, reply, &upload))
		return REFUSED;
	if (!round_load(tx, command->round_id, &round))
		return FAILED;

	sheets_take(tx, &upload, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
