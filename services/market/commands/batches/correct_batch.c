/* correct_batch.c - what was recorded of a batch was wrong; it stays visible
 *
 * Reads:     market.v1.CorrectBatch
 * Needs:     a batch
 * Writes:    batch_entries, batch_origins
 * Publishes: market.v1.BatchCorrected
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, MATERIAL_AREA_UNKNOWN,
 *            BATCH_CLOSED
 */
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/batch_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/rules/batch.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision correct_batch(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__CorrectBatch *command =
		(const Ocop__Market__V1__CorrectBatch *)message;
	Ocop__Market__V1__BatchEntry entry = OCOP__MARKET__V1__BATCH_ENTRY__INIT;
	struct listing listing;
	struct batch batch;
	int64_t count;

	if (!batch_load(tx, command->batch_id, &batch))
		return FAILED; /* the subject was there */
	listing_load(tx, listing_standing(tx, batch.product_id), &listing);
	count = batch_entry_count(tx, batch.batch_id);
	if (transaction_failed(tx))
		return FAILED;

	if (*batch.closed_on)
		reply_refuse(reply, REFUSAL(BATCH_CLOSED), NULL, "%s", batch.closed_on);
	if (count >= ENTRIES_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "batch_id", "corrected %d times",
			     ENTRIES_MAX - 1);
	entry.content = batch_content_read(tx, command->content, listing.producer_id, reply);
	entry.reason =
		message_text(require_composed(reply, "reason", command->reason, BATCH_REASON_MAX));
	if (reply_refused(reply))
		return REFUSED;

	entry.entry_no = (uint32_t)count + 1;
	entry.recorded_on = message_text(trace_today(tx));
	batch_entry_insert(tx, batch.batch_id, &entry);
	batch_touch(tx, batch.batch_id);
	batch.version++;
	event_batch_corrected(tx, &batch, &entry);
	reply_accept(reply, batch.batch_id, (uint64_t)batch.version);
	return ACCEPTED;
}
