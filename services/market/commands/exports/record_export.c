/* record_export.c - a producer has exported a product of his
 *
 * Reads:     market.v1.RecordExport
 * Needs:     a product that is known here and not merged away
 * Writes:    exports, export_entries
 * Publishes: market.v1.ExportRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, COUNTRY_UNKNOWN, PAPER_UNKNOWN
 */
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/export_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/export.h"

enum decision record_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__RecordExport *command =
		(const Ocop__Market__V1__RecordExport *)message;
	Ocop__Market__V1__ExportEntry entry = OCOP__MARKET__V1__EXPORT_ENTRY__INIT;
	char export_id[IDENTIFIER_SIZE];
	struct listing listing;

	listing_load(tx, command->product_id, &listing);
	if (transaction_failed(tx) || !listing.exists)
		return FAILED; /* the subject was there */
	entry.content = export_content_read(tx, command->content, listing.producer_id, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("export", NULL, transaction_now_us(tx), export_id);
	const struct export_record record = {.export_id = export_id,
					     .product_id = command->product_id,
					     .producer_id = listing.producer_id};
	entry.entry_no = 1;
	entry.recorded_on = message_text(trace_today(tx));
	export_insert(tx, &record);
	export_entry_insert(tx, export_id, &entry);
	event_export_recorded(tx, &record);
	reply_accept(reply, export_id, 1);
	return ACCEPTED;
}
