/* decide_export.c - the OCOP agency confirms the last entry of an export, or declines it
 *
 * A correction that is declined leaves what was confirmed before; what was confirmed itself and is
 * declined later counts no more.
 *
 * Reads:     market.v1.DecideExport
 * Needs:     an export that is not decided so already
 * Writes:    exports, one row
 * Publishes: market.v1.ExportDecided
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, REASON_MISSING, EXPORT_STATE,
 *            VERSION_STALE (what was seen is not the last entry)
 */
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/export_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/export.h"

static void decide(struct export_record *record, bool confirmed, int64_t last, const char *reason)
{
	record->state = confirmed ? EXPORT_STATE(CONFIRMED) : EXPORT_STATE(DECLINED);
	record->decision_reason = reason;
	if (confirmed)
		record->confirmed_entry_no = last;
	else if (record->confirmed_entry_no == last)
		record->confirmed_entry_no = 0;
}

enum decision decide_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__DecideExport *command =
		(const Ocop__Market__V1__DecideExport *)message;
	const char *reason = allow_composed(reply, "reason", command->reason, EXPORT_REASON_MAX);
	struct export_record record;
	int64_t last;

	if (!export_load(tx, command->export_id, &record))
		return FAILED; /* the subject was there */
	last = export_entry_count(tx, record.export_id);
	if (transaction_failed(tx))
		return FAILED;

	if (command->entry_no == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "entry_no", NULL);
	else if (command->entry_no != last)
		reply_refuse(reply, REFUSAL(VERSION_STALE), "entry_no", "%lld", (long long)last);
	/* Who was declined corrects; nobody is confirmed by a second thought alone. */
	if (record.state == EXPORT_STATE(DECLINED) ||
	    (record.state == EXPORT_STATE(CONFIRMED) && command->confirmed))
		reply_refuse(reply, REFUSAL(EXPORT_STATE), NULL, "%s", record.decided_on);
	if (!command->confirmed && *reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (command->confirmed && *reason)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "reason", "only where it is declined");
	if (reply_refused(reply))
		return REFUSED;

	decide(&record, command->confirmed, last, reason);
	record.decided_on = trace_today(tx);
	export_update(tx, &record);
	record.version++;
	event_export_decided(tx, &record, (uint32_t)last);
	reply_accept(reply, record.export_id, (uint64_t)record.version);
	return ACCEPTED;
}
