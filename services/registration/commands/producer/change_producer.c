/* change_producer.c - a producer has another name, legal form, number or place; all fields as they
 * are from now on
 *
 * Reads:     registration.v1.ChangeProducer
 * Needs:     a producer who stands for himself; a commune in force, within the caller's unit, where
 *            he moves; a legal form that may take part with all his products, where it changes
 * Writes:    producers; changes; products: all have his name, and those that were made where he was
 *            are made where he is
 * Publishes: registration.v1.ProducerChanged; ProductChanged for each product that moved
 * Refuses:   REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (legal
 *            form), UNIT_UNKNOWN, SCOPE_MISSING (the commune he moves to), PRODUCER_EXISTS,
 *            LEGAL_FORM_NOT_ELIGIBLE
 *
 * What stays: official codes, the communes of dossiers under way, and the certificates, which say
 * what was so when they were issued. The same once more changes nothing.
 */
#include <string.h>

#include "common/message/field.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recordings.h"
#include "registration/records/place.h"
#include "registration/rules/known.h"

/* Roles that register producers, and so move them: each within its own unit. */
enum { CHANGERS = ALLOW(OPERATOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) };

/* He is somewhere else now; or he is where he was, and only now it can be told which commune that
 * is: then the words of the old register stay, by which he is found. */
static struct place place_from_now_on(struct transaction *tx, const struct place *before,
				      const struct unit *commune)
{
	struct place place = *before;

	if (strcmp(commune->code, before->commune_code) == 0)
		return place;
	if (*before->commune_code || strcmp(commune->province_code, before->province_code) != 0)
		return place_of_commune(tx, commune);
	place.commune_code = commune->code;
	return place;
}

/* Where it is not known it may stay so. */
static void read_place(struct transaction *tx, const char *commune_code, struct reply *reply,
		       struct producer *producer)
{
	struct unit commune;

	if (strcmp(commune_code, producer->place.commune_code) == 0)
		return;
	unit_load(tx, commune_code, &commune);
	const struct subject subject = {.province_code = commune.province_code,
					.commune_code = commune.code};
	if (*commune_code == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "commune_code", NULL);
	else if (!commune.exists || strcmp(commune.code, commune.province_code) == 0)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "commune_code", NULL);
	else if (!caller_may(transaction_caller(tx), CHANGERS, &subject))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "commune_code", NULL);
	producer->place = place_from_now_on(tx, &producer->place, &commune);
}

/* What he is from now on, made of what he was. */
static void read_message(struct transaction *tx,
			 const Ocop__Registration__V1__ChangeProducer *asked, struct reply *reply,
			 struct producer *producer)
{
	Ocop__Registration__V1__LegalForm form = producer->legal_form;

	producer->name = require_composed(reply, "name", asked->name, NAME_LENGTH_MAX);
	producer->legal_form = asked->legal_form;
	producer->registration_number = allow_composed(
		reply, "registration_number", asked->registration_number, NUMBER_LENGTH_MAX);
	producer->address = allow_composed(reply, "address", asked->address, LINE_LENGTH_MAX);
	read_place(tx, asked->commune_code, reply, producer);
	if (asked->legal_form != form && !legal_form_is_known(asked->legal_form))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "legal_form", NULL);
}

/* His products as they are, and what he becomes must allow for. */
struct holding {
	struct producer before;
	struct producer after;
	struct product *products;
	size_t product_count;
};

static void check_number(struct transaction *tx, const struct holding *holding, struct reply *reply)
{
	const char *number = holding->after.registration_number;

	if (strcmp(number, holding->before.registration_number) != 0 &&
	    producer_number_taken(tx, number))
		reply_refuse(reply, REFUSAL(PRODUCER_EXISTS), "registration_number", NULL);
}

static void check_legal_form(const struct holding *holding, struct reply *reply)
{
	if (holding->after.legal_form == holding->before.legal_form)
		return;
	for (size_t i = 0; i < holding->product_count; i++) {
		const struct product *product = &holding->products[i];

		if (*product->merged_into == '\0' &&
		    !legal_form_is_eligible(holding->after.legal_form, product->sector_code))
			reply_refuse(reply, REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), "legal_form", "%s",
				     product->product_id);
	}
}

static void products_follow(struct transaction *tx, const struct holding *holding,
			    const char *reason)
{
	const struct producer *before = &holding->before;
	const struct producer *after = &holding->after;
	bool renamed = strcmp(before->name, after->name) != 0;
	bool moved = !place_equals(&before->place, &after->place);

	for (size_t i = 0; i < holding->product_count; i++) {
		struct product product = holding->products[i];
		bool moves = moved && place_equals(&product.place, &before->place);

		if (!renamed && !moves)
			continue;
		product.producer_name = after->name;
		if (moves)
			product.place = after->place;
		product_update(tx, &product);
		if (moves)
			event_product_changed(tx, &product, reason);
	}
}

static void write_change(struct transaction *tx, struct holding *holding, const char *reason)
{
	struct arena *arena = transaction_arena(tx);

	producer_update(tx, &holding->after);
	change_insert(tx, &(struct change){
				  .thing_id = holding->after.producer_id,
				  .version = holding->after.version,
				  .before = producer_in_words(arena, &holding->before),
				  .after = producer_in_words(arena, &holding->after),
				  .reason = reason,
			  });
	event_producer_changed(tx, &holding->after, reason);
	products_follow(tx, holding, reason);
}

static bool nothing_changes(struct arena *arena, const struct holding *holding)
{
	return strcmp(producer_in_words(arena, &holding->before),
		      producer_in_words(arena, &holding->after)) == 0 &&
	       place_equals(&holding->before.place, &holding->after.place);
}

enum decision change_producer(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ChangeProducer *asked =
		(const Ocop__Registration__V1__ChangeProducer *)message;
	const char *reason = require_reason(reply, asked->reason);
	struct holding holding;

	producer_load(tx, asked->producer_id, &holding.before);

	holding.after = holding.before;
	read_message(tx, asked, reply, &holding.after);
	holding.product_count = products_of_producer(tx, asked->producer_id, &holding.products);
	check_number(tx, &holding, reply);
	if (transaction_failed(tx))
		return FAILED;

	check_legal_form(&holding, reply);
	if (reply_refused(reply))
		return REFUSED;

	if (!nothing_changes(transaction_arena(tx), &holding))
		write_change(tx, &holding, reason);
	reply_accept(reply, holding.after.producer_id, holding.after.version);
	return ACCEPTED;
}
