/* set_representative.c - who speaks for a producer, or that nobody does any more
 *
 * Reads:     registration.v1.SetRepresentative
 * Needs:     a producer who stands for himself
 * Writes:    representatives, one row, or one less where all is empty; the producer's next version
 * Publishes: registration.v1.RepresentativeSet, which does not say who
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (phone; address)
 */
#include <string.h>

#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recordings.h"
#include "registration/records/known/representative.h"
#include "registration/rules/known.h"

static bool is_empty(const Ocop__Registration__V1__SetRepresentative *asked)
{
	return !*asked->name && !*asked->position && !*asked->phone && !*asked->email;
}

/* No detail: what was typed is personal. */
static Ocop__Registration__V1__Representative read_message(
	const Ocop__Registration__V1__SetRepresentative *asked, struct reply *reply)
{
	Ocop__Registration__V1__Representative found = OCOP__REGISTRATION__V1__REPRESENTATIVE__INIT;

	found.name = message_text(require_composed(reply, "name", asked->name, NAME_LENGTH_MAX));
	found.position =
		message_text(allow_composed(reply, "position", asked->position, NAME_LENGTH_MAX));
	found.phone = message_text(allow_composed(reply, "phone", asked->phone, NUMBER_LENGTH_MAX));
	found.email = message_text(allow_composed(reply, "email", asked->email, NAME_LENGTH_MAX));
	if (!phone_is_sound(found.phone))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "phone",
			     "0123 456 789, +84 123 456 789");
	if (!email_is_sound(found.email))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "email", "ten@example.vn");
	return found;
}

enum decision set_representative(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Registration__V1__SetRepresentative *asked =
		(const Ocop__Registration__V1__SetRepresentative *)message;
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);

	if (is_empty(asked)) {
		representative_delete(tx, producer.producer_id);
	} else {
		const Ocop__Registration__V1__Representative found = read_message(asked, reply);

		if (reply_refused(reply))
			return REFUSED;
		representative_write(tx, producer.producer_id, &found);
	}
	producer_update(tx, &producer);
	event_representative_set(tx, &producer);
	reply_accept(reply, producer.producer_id, producer.version);
	return ACCEPTED;
}
