/* upload.c - the sheets of a form that was filled without network */
#include "scoring/offline/upload.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "scoring/records/links.h"

static bool is_doubled(const struct upload *upload, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(upload->sheets[i]->dossier_id, upload->sheets[index]->dossier_id) == 0)
			return true;
	return false;
}

/* Of the form as a whole, so that neither a dry run nor its upload looks at anything of a dossier
 * that is hidden from the member: not whether it is still in the round, nor in which pass. */
static void require_no_conflicts(struct transaction *tx, struct reply *reply,
				 const struct upload *upload)
{
	const char *account_id = transaction_caller(tx)->account_id;

	for (size_t i = 0; i < upload->count && i < UPLOAD_SHEETS_MAX; i++)
		if (conflict_exists(tx, upload->round_id, upload->sheets[i]->dossier_id,
				    account_id))
			reply_refuse(reply, REFUSAL(MEMBER_HAS_CONFLICT),
				     arena_printf(reply_arena(reply), "sheets[%zu]", i), NULL);
}

bool upload_is_fine(struct transaction *tx, struct reply *reply, const struct upload *upload)
{
	if (strcmp(upload->member_id, transaction_caller(tx)->account_id) != 0)
		reply_refuse(reply, REFUSAL(OFFLINE_FORM_INVALID), "member_id", NULL);
	if (upload->count == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "sheets", NULL);
	if (upload->count > UPLOAD_SHEETS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "sheets", "at most %d",
			     UPLOAD_SHEETS_MAX);
	for (size_t i = 0; i < upload->count && i < UPLOAD_SHEETS_MAX; i++)
		if (is_doubled(upload, i))
			reply_refuse(reply, REFUSAL(OFFLINE_FORM_INVALID),
				     arena_printf(reply_arena(reply), "sheets[%zu].dossier_id", i),
				     "stands on it twice");
	require_no_conflicts(tx, reply, upload);
	return !reply_refused(reply);
}

/* Said about the form, not about the dossier. */
static bool require_in_round(struct transaction *tx, const char *round_id, const char *dossier_id,
			     struct reply *reply)
{
	struct round_dossier dossier;

	if (!round_dossier_load(tx, round_id, dossier_id, &dossier) || dossier.gone)
		reply_refuse(reply, REFUSAL(OFFLINE_FORM_INVALID), "dossier_id", NULL);
	return !transaction_failed(tx) && !reply_refused(reply);
}

/* Another pass than when the form was made. */
static bool require_same_pass(struct reply *reply, const struct round_dossier *dossier,
			      uint32_t pass)
{
	if (pass != dossier->pass)
		reply_refuse(reply, REFUSAL(OFFLINE_FORM_INVALID), "pass", "it is in pass %u",
			     dossier->pass);
	return pass == dossier->pass;
}

bool upload_sheet_load(struct transaction *tx, const struct upload *upload, size_t index,
		       struct reply *own_reply, struct upload_sheet *ret_sheet)
{
	const Ocop__Scoring__V1__OfflineSheet *sheet = upload->sheets[index];
	struct filling_request request = {
		.key.round_id = upload->round_id,
		.key.dossier_id = sheet->dossier_id,
		.key.member_id = upload->member_id,
		.choices = (const ProtobufCMessage *const *)sheet->choices,
		.choice_count = sheet->n_choices,
		.raised = sheet->raised,
		.raised_count = sheet->n_raised,
		.notes = sheet->notes,
		.note_count = sheet->n_notes,
		.hands_in = sheet->submit,
	};
	struct filling *filling = &ret_sheet->filling;

	if (!require_in_round(tx, upload->round_id, sheet->dossier_id, own_reply) ||
	    !filling_open(tx, &request, own_reply, filling) ||
	    !require_same_pass(own_reply, &filling->sitting.dossier, sheet->pass) ||
	    !filling_read(filling, &request, own_reply))
		return false;
	ret_sheet->unchanged = filling_is_unchanged(filling);
	return ret_sheet->unchanged || filling_permit(own_reply, filling);
}
