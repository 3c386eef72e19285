/* close_batch.c - no more stickers are drawn for a batch and nothing of it is corrected
 *
 * Reads:     market.v1.CloseBatch
 * Needs:     a batch
 * Writes:    batches, one row
 * Publishes: market.v1.BatchClosed
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, BATCH_CLOSED
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/batch.h"
#include "market/rules/batch.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision close_batch(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__CloseBatch *command = (const Ocop__Market__V1__CloseBatch *)message;
	const char *reason = require_composed(reply, "reason", command->reason, BATCH_REASON_MAX);
	struct batch batch;

	if (!batch_load(tx, command->batch_id, &batch))
		return FAILED; /* the subject was there */
	if (transaction_failed(tx))
		return FAILED;

	if (*batch.closed_on)
		reply_refuse(reply, REFUSAL(BATCH_CLOSED), NULL, "%s", batch.closed_on);
	if (reply_refused(reply))
		return REFUSED;

	batch_close(tx, batch.batch_id, trace_today(tx), reason);
	batch.version++;
	batch.closing_reason = reason;
	event_batch_closed(tx, &batch);
	reply_accept(reply, batch.batch_id, (uint64_t)batch.version);
	return ACCEPTED;
}
