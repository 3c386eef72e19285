/* list_sticker_quotas.c - every quota with what was drawn of it and the serials that are there
 *
 * Reads:   market.v1.ListStickerQuotas
 * Answers: market.v1.ListStickerQuotasReply
 * Refuses: CURSOR_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "market/queries.h"
#include "market/records/serial.h"
#include "ocop/market/v1/queries.pb-c.h"

/* "batch_...~CODE" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, const char **ret_batch_id,
			const char **ret_code)
{
	char *batch_id = arena_strdup(arena, cursor);
	char *tilde = strchr(batch_id, '~');

	*ret_batch_id = *ret_code = "";
	if (*cursor == '\0')
		return true;
	if (tilde == NULL)
		return false;
	*tilde = '\0';
	*ret_batch_id = batch_id;
	*ret_code = tilde + 1;
	return identifier_is(batch_id, "batch");
}

enum decision list_sticker_quotas(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ListStickerQuotas *query =
		(const Ocop__Market__V1__ListStickerQuotas *)message;
	Ocop__Market__V1__ListStickerQuotasReply answer =
		OCOP__MARKET__V1__LIST_STICKER_QUOTAS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	Ocop__Market__V1__StickerQuota *quota;
	const char *batch_id, *code;

	if (!cursor_read(reply_arena(reply), query->cursor, &batch_id, &code)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.quotas = arena_alloc(reply_arena(reply), most * sizeof(*answer.quotas));
	sticker_quotas_list(tx, batch_id, code, (int64_t)most);
	while ((quota = sticker_quota_next(tx)) != NULL)
		answer.quotas[answer.n_quotas++] = quota;
	if (answer.n_quotas == most) {
		quota = answer.quotas[most - 1];
		answer.next = arena_printf(reply_arena(reply), "%s~%s", quota->batch_id,
					   quota->certificate_code);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
