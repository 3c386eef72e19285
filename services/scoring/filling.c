/* filling.c - what saving and handing in a sheet have in common
 *
 * Another's sheet is nobody's to write: the member is the account that asks.
 */
#include "scoring/filling.h"

#include <string.h>

#include "common/access_token.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "scoring/sitting.h"

/* The rule, and the field its refusal is about. */
static bool rule_ask(struct reply *reply, const struct sitting *sitting, const char *member_id,
		     bool sheet_sealed)
{
	struct filling_facts facts = {
		.council = &sitting->council,
		.conflicts = &sitting->conflicts,
		.member_id = member_id,
		.dossier_closed = sitting->dossier.closed,
		.sheet_sealed = sheet_sealed,
	};
	Ocop__Common__V1__RefusalCode why = may_fill_sheet(&facts);

	if (why)
		reply_refuse(reply, why,
			     why == REFUSAL(DOSSIER_CLOSED) || why == REFUSAL(SHEET_SEALED)
				     ? NULL
				     : "member_id",
			     NULL);
	return !why;
}

bool filling_load(struct transaction *tx, const struct score_sheet *key,
		  const ProtobufCMessage *const *entries, size_t count, struct reply *reply,
		  struct filling *ret_filling)
{
	struct filling filling;
	struct score_sheet before = {0};

	filling.filled = (struct filled_sheet){.choice_count = count};
	filling.filled.choices = choices_read(reply, entries, count, "choices");
	if (!filling.filled.choices)
		return false;
	if (strcmp(transaction_caller(tx)->account_id, key->member_id) != 0) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "member_id",
			     "members write their own sheets only");
		return false;
	}
	if (!sitting_load(tx, key->round_id, key->dossier_id, reply, &filling.sitting))
		return false;
	filling.sheet = *key;
	filling.sheet.pass = filling.sitting.dossier.pass;
	bool known = score_sheet_load(tx, &filling.sheet, &before);
	filling.sheet.version = known ? before.version + 1 : 1;
	if (transaction_failed(tx) ||
	    !require_act(reply, &filling.sitting.round, ACT_FILL_SHEET,
			 &filling.sitting.round.state) ||
	    !rule_ask(reply, &filling.sitting, key->member_id, known && before.sealed))
		return false;
	*ret_filling = filling;
	return true;
}
