/* cancel_fair.c - a fair does not take place; it stays in the calendar and says so
 *
 * Reads:     market.v1.CancelFair
 * Needs:     a fair that is planned
 * Writes:    fairs, one row
 * Publishes: market.v1.FairCancelled
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FAIR_STATE
 */
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"

enum decision cancel_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__CancelFair *command = (const Ocop__Market__V1__CancelFair *)message;
	const char *reason = require_composed(reply, "reason", command->reason, FAIR_TEXT_MAX);
	struct fair fair;

	if (!fair_load(tx, command->fair_id, &fair))
		return FAILED; /* the subject was there */
	if (transaction_failed(tx))
		return FAILED;

	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	if (reply_refused(reply))
		return REFUSED;

	fair.state = FAIR_STATE(CANCELLED);
	fair.end_text = reason;
	fair.ended_on = trace_today(tx);
	fair_end(tx, &fair);
	fair.version++;
	event_fair_cancelled(tx, &fair);
	reply_accept(reply, fair.fair_id, (uint64_t)fair.version);
	return ACCEPTED;
}
