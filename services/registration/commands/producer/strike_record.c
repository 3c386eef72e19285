/* strike_record.c - strikes what was recorded by mistake: a line of a survey, an area, a linkage, a
 * held certificate, a support, a business plan or a mark, by its id
 *
 * Reads:     registration.v1.StrikeRecord
 * Needs:     a recorded thing that stands, of a kind that the caller may record; a reason
 * Writes:    the table of its kind, one row: struck, for ever
 * Publishes: registration.v1.RecordStruck
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, RECORD_STRUCK
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/kind.h"
#include "registration/records/known/recordings.h"

enum decision strike_record(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__StrikeRecord *asked =
		(const Ocop__Registration__V1__StrikeRecord *)message;
	const struct record_kind *kind = record_kind_of_id(asked->record_id);
	const char *reason = require_reason(reply, asked->reason);
	struct record record;

	record_load(tx, kind, asked->record_id, &record);
	if (transaction_failed(tx))
		return FAILED;

	if (record.struck)
		reply_refuse(reply, REFUSAL(RECORD_STRUCK), "record_id", NULL);
	if (reply_refused(reply))
		return REFUSED;

	record_strike(tx, kind, asked->record_id);
	event_record_struck(tx, asked->record_id, record.version + 1, reason);
	reply_accept(reply, asked->record_id, record.version + 1);
	return ACCEPTED;
}
