/* record_held_certificate.c - another certificate of a producer or a product; with its id, again
 *
 * Reads:     registration.v1.RecordHeldCertificate
 * Needs:     a producer who stands for himself; a product of his, where it is for one
 * Writes:    held_certificates, one row
 * Publishes: registration.v1.HeldCertificateRecorded
 * Refuses:   RECORD_STRUCK, NO_SUCH_THING (another's certificate), PRODUCT_UNKNOWN, PRODUCT_MERGED,
 *            FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (no such kind), DATE_INVALID (issued
 *            after today, or ended before it was issued)
 */
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

static Ocop__Registration__V1__HeldCertificate read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordHeldCertificate *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__HeldCertificate held =
		OCOP__REGISTRATION__V1__HELD_CERTIFICATE__INIT;
	const struct period period = {"issued_on", asked->issued_on, "valid_until",
				      asked->valid_until};

	held.producer_id = asked->producer_id;
	held.product_id = asked->product_id;
	held.kind = asked->kind;
	held.issuer =
		message_text(require_composed(reply, "issuer", asked->issuer, NAME_LENGTH_MAX));
	held.number =
		message_text(require_composed(reply, "number", asked->number, NUMBER_LENGTH_MAX));
	held.issued_on = asked->issued_on;
	held.valid_until = asked->valid_until;
	held.scope = message_text(allow_composed(reply, "scope", asked->scope, LINE_LENGTH_MAX));
	check_kind(reply, "kind", (int)asked->kind, HELD_KIND_LAST);
	check_product_of_producer(tx, reply, asked->product_id, asked->producer_id);
	if (*asked->issued_on == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "issued_on", NULL);
	check_day_has_come(tx, reply, "issued_on", asked->issued_on);
	check_period(reply, &period);
	return held;
}

enum decision record_held_certificate(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__HeldCertificate held = read_message(
		tx, (const Ocop__Registration__V1__RecordHeldCertificate *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	held.held_certificate_id = message_text(recording.id);
	held.version = recording.version;
	held_certificate_write(tx, &held);
	event_held_certificate_recorded(tx, &held);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
