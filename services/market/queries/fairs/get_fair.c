/* get_fair.c - one fair: who shows what, and the sums that anybody may have
 *
 * Reads:   market.v1.GetFair
 * Answers: market.v1.Fair
 * Refuses: CURSOR_INVALID
 */
#include "common/base/identifier.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/fair.h"
#include "market/queries.h"

enum decision get_fair(struct transaction *tx, const ProtobufCMessage *message, struct reply *reply)
{
	const Ocop__Market__V1__GetFair *query = (const Ocop__Market__V1__GetFair *)message;
	struct fair fair;

	if (*query->cursor && !identifier_is(query->cursor, "participant")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}
	if (!fair_load(tx, query->fair_id, &fair))
		return FAILED; /* the subject was there */

	reply_set(reply,
		  &fair_message_whole(tx, &fair, query->cursor, (size_t)page_limit(query->limit))
			   ->base);
	reply_set_version(reply, (uint64_t)fair.version);
	return ACCEPTED;
}
