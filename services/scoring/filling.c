/* filling.c - what saving, handing in and taking in an offline form have in common
 *
 * Another's sheet is nobody's to write: the member is the account that asks.
 */
#include "scoring/filling.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/notes.h"

enum { RAISED_MAX = 64 };

bool filling_open(struct transaction *tx, const struct filling_request *request,
		  struct reply *reply, struct filling *ret_filling)
{
	struct filling filling = {.sheet = request->key, .hands_in = request->hands_in};

	filling.content.filled.choice_count = request->choice_count;
	filling.content.filled.choices =
		choices_read(reply, request->choices, request->choice_count, "choices");
	if (!filling.content.filled.choices)
		return false;
	if (strcmp(transaction_caller(tx)->account_id, request->key.member_id) != 0) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "member_id",
			     "members write their own sheets only");
		return false;
	}
	if (!sitting_load(tx, request->key.round_id, request->key.dossier_id, reply,
			  &filling.sitting))
		return false;
	filling.is_producer = caller_is_producer(tx, &filling.sitting.dossier);
	filling.sheet.pass = filling.sitting.dossier.pass;
	(void)score_sheet_load(tx, &filling.sheet, &filling.before); /* version 0 says it */
	filling.sheet.version = filling.before.version + 1;
	*ret_filling = filling;
	return !transaction_failed(tx);
}

/* Why a condition cannot be raised so. A draft may still be without its reason. */
static Ocop__Common__V1__RefusalCode raised_check(const struct sheet *sheet,
						  const Ocop__Scoring__V1__Finding *finding,
						  bool hands_in)
{
	struct raised raised = {.code = finding->code};

	if (!raised_kind_of(finding->kind, &raised.kind) || !raised_is_known(sheet, &raised))
		return REFUSAL(FINDING_UNKNOWN);
	if (hands_in && !finding->reason[0])
		return REFUSAL(REASON_MISSING);
	return text_length(finding->reason) > REASON_LENGTH_MAX ? REFUSAL(FIELD_TOO_LONG)
								: REFUSAL(UNSPECIFIED);
}

/* What the member raised, without votes: those are the council's. */
static void raised_read(struct filling *filling, const struct filling_request *request,
			struct reply *reply)
{
	struct arena *arena = reply_arena(reply);
	Ocop__Scoring__V1__Finding **list = arena_alloc(arena, RAISED_MAX * sizeof(*list));

	if (request->raised_count > RAISED_MAX) {
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "raised", "at most %d", RAISED_MAX);
		return;
	}
	for (size_t i = 0; i < request->raised_count; i++) {
		const Ocop__Scoring__V1__Finding *finding = request->raised[i];
		Ocop__Common__V1__RefusalCode why =
			raised_check(filling->sitting.sheet, finding, request->hands_in);

		if (why)
			reply_refuse(reply, why,
				     arena_printf(arena, "raised[%.64s]", finding->code), NULL);
		list[i] = arena_copy(arena, finding, sizeof(*finding));
		list[i]->votes_for = 0;
		list[i]->votes_against = 0;
	}
	filling->content.raised = list;
	filling->content.raised_count = request->raised_count;
}

static void choices_check(struct filling *filling, struct reply *reply)
{
	const struct sheet *sheet = filling->sitting.sheet;
	struct arena *arena = reply_arena(reply);
	struct score_result result;

	if (filling->hands_in)
		(void)score_sheet(sheet, &filling->content.filled, arena,
				  &result); /* it has the faults */
	else
		(void)inconsistencies_find(sheet, &filling->content.filled, arena,
					   &result); /* as above */
	faults_refuse(reply, sheet, &result, "choices");
	filling->sheet.total = filling->hands_in ? result.score.total : 0;
}

bool filling_read(struct filling *filling, const struct filling_request *request,
		  struct reply *reply)
{
	const struct sheet *sheet = filling->sitting.sheet;

	raised_read(filling, request, reply);
	choices_check(filling, reply);
	filling->content.notes = request->notes;
	filling->content.note_count = request->note_count;
	if (!notes_are_fine(reply, sheet, request->notes, request->note_count) ||
	    reply_refused(reply))
		return false;

	ProtobufCBinaryData bytes =
		sheet_bytes_pack(&filling->sheet, sheet, &filling->content, reply_arena(reply));
	if (bytes.len > SHEET_SIZE_MAX_BYTES) {
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "notes", "at most %d bytes a sheet",
			     SHEET_SIZE_MAX_BYTES);
		return false;
	}
	filling->sheet.sheet = bytes.data;
	filling->sheet.sheet_size_bytes = bytes.len;
	return true;
}

bool filling_permit(struct reply *reply, const struct filling *filling)
{
	struct filling_facts facts = {
		.council = &filling->sitting.council,
		.conflicts = &filling->sitting.conflicts,
		.member_id = filling->sheet.member_id,
		.dossier_closed = filling->sitting.dossier.closed,
		.sheet_sealed = filling->before.sealed,
		.is_producer = filling->is_producer,
	};
	Ocop__Scoring__V1__RoundState same;
	Ocop__Common__V1__RefusalCode why;

	if (!require_act(reply, &filling->sitting.round, ACT_FILL_SHEET, &same) ||
	    !require_meeting(reply, &filling->sitting))
		return false;
	why = may_fill_sheet(&facts);
	if (why)
		reply_refuse(reply, why,
			     why == REFUSAL(DOSSIER_CLOSED) || why == REFUSAL(SHEET_SEALED)
				     ? NULL
				     : "member_id",
			     NULL);
	return !why;
}

bool filling_is_unchanged(const struct filling *filling)
{
	const struct score_sheet *before = &filling->before;

	return before->version > 0 && before->sealed == filling->hands_in &&
	       before->sheet_size_bytes == filling->sheet.sheet_size_bytes &&
	       memcmp(before->sheet, filling->sheet.sheet, before->sheet_size_bytes) == 0;
}

void filling_write(struct transaction *tx, struct filling *filling, struct arena *arena)
{
	struct score_sheet *sheet = &filling->sheet;

	if (filling->hands_in) {
		sheet->seal = seal_make(sheet->sheet, sheet->sheet_size_bytes, arena);
		sheet->sealed = true;
	}
	score_sheet_put(tx, sheet);
	if (filling->hands_in)
		event_score_sheet_sealed(tx, &filling->sitting.dossier, sheet);
}

bool filling_take(struct transaction *tx, const struct filling_request *request,
		  struct reply *reply, struct filling *ret_filling)
{
	if (!filling_open(tx, request, reply, ret_filling) || !filling_permit(reply, ret_filling) ||
	    !filling_read(ret_filling, request, reply))
		return false;
	filling_write(tx, ret_filling, reply_arena(reply));
	return true;
}
