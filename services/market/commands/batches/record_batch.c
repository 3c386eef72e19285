/* record_batch.c - a batch of a product was made
 *
 * Reads:     market.v1.RecordBatch
 * Needs:     a product that is known here and not merged away
 * Writes:    batches, batch_entries, batch_origins
 * Publishes: market.v1.BatchRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, MATERIAL_AREA_UNKNOWN,
 *            BATCH_CODE_TAKEN
 */
#include "common/base/identifier.h"
#include "common/label/digital_link.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/batch_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "ocop/market/v1/commands.pb-c.h"

static void code_check(struct transaction *tx, const Ocop__Market__V1__RecordBatch *command,
		       struct reply *reply)
{
	struct batch other;

	if (*command->code == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "code", NULL);
	else if (!label_text_is_valid(command->code))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "code",
			     "1 to %d letters without marks, digits and signs, no blanks",
			     LABEL_TEXT_MAX);
	else if (batch_load_by_code(tx, command->product_id, command->code, &other))
		reply_refuse(reply, REFUSAL(BATCH_CODE_TAKEN), "code", "%s", other.batch_id);
}

enum decision record_batch(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__RecordBatch *command =
		(const Ocop__Market__V1__RecordBatch *)message;
	Ocop__Market__V1__BatchEntry entry = OCOP__MARKET__V1__BATCH_ENTRY__INIT;
	char batch_id[IDENTIFIER_SIZE];
	struct listing listing;

	listing_load(tx, command->product_id, &listing);
	if (transaction_failed(tx))
		return FAILED;

	code_check(tx, command, reply);
	entry.content = batch_content_read(tx, command->content, listing.producer_id, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("batch", NULL, transaction_now_us(tx), batch_id);
	const struct batch batch = {
		.batch_id = batch_id, .product_id = command->product_id, .code = command->code};
	entry.entry_no = 1;
	entry.recorded_on = message_text(trace_today(tx));
	batch_insert(tx, &batch);
	batch_entry_insert(tx, batch_id, &entry);
	event_batch_recorded(tx, &batch);
	reply_accept(reply, batch_id, 1);
	return ACCEPTED;
}
