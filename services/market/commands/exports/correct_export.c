/* correct_export.c - what was recorded of an export was wrong; it stays visible
 *
 * What was confirmed before goes on counting until the agency has confirmed the correction.
 *
 * Reads:     market.v1.CorrectExport
 * Needs:     an export
 * Writes:    exports, export_entries
 * Publishes: market.v1.ExportCorrected
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, COUNTRY_UNKNOWN, PAPER_UNKNOWN
 */
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/export_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/export.h"

enum decision correct_export(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__CorrectExport *command =
		(const Ocop__Market__V1__CorrectExport *)message;
	Ocop__Market__V1__ExportEntry entry = OCOP__MARKET__V1__EXPORT_ENTRY__INIT;
	struct export_record record;
	int64_t count;

	if (!export_load(tx, command->export_id, &record))
		return FAILED; /* the subject was there */
	count = export_entry_count(tx, record.export_id);
	entry.content = export_content_read(tx, command->content, record.producer_id, reply);
	if (transaction_failed(tx))
		return FAILED;

	if (count >= EXPORT_ENTRIES_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "export_id", "corrected %d times",
			     EXPORT_ENTRIES_MAX - 1);
	entry.reason =
		message_text(require_composed(reply, "reason", command->reason, EXPORT_REASON_MAX));
	if (reply_refused(reply))
		return REFUSED;

	entry.entry_no = (uint32_t)count + 1;
	entry.recorded_on = message_text(trace_today(tx));
	export_entry_insert(tx, record.export_id, &entry);
	record.state = EXPORT_STATE(RECORDED);
	record.decision_reason = record.decided_on = "";
	export_update(tx, &record);
	record.version++;
	event_export_corrected(tx, &record, entry.entry_no);
	reply_accept(reply, record.export_id, (uint64_t)record.version);
	return ACCEPTED;
}
