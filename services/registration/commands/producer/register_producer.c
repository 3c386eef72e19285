/* register_producer.c - a producer becomes known
 *
 * Reads:     registration.v1.RegisterProducer
 * Needs:     a commune in force, within the caller's unit
 * Writes:    producers, one row
 * Publishes: registration.v1.ProducerRegistered
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (legal form), PRODUCER_EXISTS
 */
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/place.h"
#include "registration/rules.h"

static bool read_message(const Ocop__Registration__V1__RegisterProducer *asked, struct reply *reply,
			 struct producer *ret_producer)
{
	*ret_producer = (struct producer){
		.name = require_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.legal_form = asked->legal_form,
		.registration_number =
			allow_composed(reply, "registration_number", asked->registration_number,
				       NUMBER_LENGTH_MAX),
		.address = allow_composed(reply, "address", asked->address, LINE_LENGTH_MAX),
		.version = 1,
		.merged_into = "",
	};
	if (!legal_form_is_known(asked->legal_form))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "legal_form", NULL);
	return !reply_refused(reply);
}

enum decision register_producer(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__RegisterProducer *asked =
		(const Ocop__Registration__V1__RegisterProducer *)message;
	char producer_id[IDENTIFIER_SIZE];
	struct producer producer;
	struct unit commune;

	if (!read_message(asked, reply, &producer))
		return REFUSED;

	unit_load(tx, asked->commune_code, &commune);
	producer.place = place_of_commune(tx, &commune);
	bool number_taken = producer_number_taken(tx, producer.registration_number);
	if (transaction_failed(tx))
		return FAILED;

	if (number_taken) {
		reply_refuse(reply, REFUSAL(PRODUCER_EXISTS), "registration_number", NULL);
		return REFUSED;
	}

	identifier_create("producer", NULL, transaction_now_us(tx), producer_id);
	producer.producer_id = producer_id;
	producer_insert(tx, &producer);
	event_producer_registered(tx, &producer);
	reply_accept(reply, producer_id, producer.version);
	return ACCEPTED;
}
