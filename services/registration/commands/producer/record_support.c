/* record_support.c - support given to a producer; with its id, again
 *
 * Reads:     registration.v1.RecordSupport
 * Needs:     a producer who stands for himself; a product of his, where it was for one
 * Writes:    supports, one row
 * Publishes: registration.v1.SupportRecorded
 * Refuses:   RECORD_STRUCK, NO_SUCH_THING (another's support), PRODUCT_UNKNOWN, PRODUCT_MERGED,
 *            FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (no such kind; amount), DATE_INVALID
 */
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

static Ocop__Registration__V1__Support read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordSupport *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__Support support = OCOP__REGISTRATION__V1__SUPPORT__INIT;
	int32_t day;

	support.producer_id = asked->producer_id;
	support.product_id = asked->product_id;
	support.kind = asked->kind;
	support.policy =
		message_text(require_composed(reply, "policy", asked->policy, NAME_LENGTH_MAX));
	support.amount_vnd = asked->amount_vnd;
	support.given_on = asked->given_on;
	support.note = message_text(allow_composed(reply, "note", asked->note, LINE_LENGTH_MAX));
	check_kind(reply, "kind", (int)asked->kind, SUPPORT_KIND_LAST);
	check_amount(reply, "amount_vnd", asked->amount_vnd);
	check_product_of_producer(tx, reply, asked->product_id, asked->producer_id);
	if (require_date(reply, "given_on", asked->given_on, &day))
		check_day_has_come(tx, reply, "given_on", asked->given_on);
	return support;
}

enum decision record_support(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__Support support =
		read_message(tx, (const Ocop__Registration__V1__RecordSupport *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	support.support_id = message_text(recording.id);
	support.version = recording.version;
	support_write(tx, &support);
	event_support_recorded(tx, &support);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
