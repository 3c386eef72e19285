/* erase_personal_data.c - a person who was a producer is taken out of the register
 *
 * Reads:     registration.v1.ErasePersonalData
 * Needs:     a producer who stands for himself, without a dossier under way, and, where his name is
 *            a person's, without a certificate in force
 * Writes:    producers, products, changes; representatives, one row less; dossier_fields,
 *            submissions, dossier_moves, evidence, ideas, linkages: what they say of the person;
 *            outbox_events: earlier events, without the name
 * Publishes: registration.v1.PersonalDataErased for him and each registration merged into him;
 *            RepresentativeSet where the name is an organisation's and stays
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, PERSONAL_DATA_NEEDED
 *
 * While a certificate is in force the register owes the public whose it is. What it said in its
 * time stays: star, days, decision, and that there was somebody.
 */
#include "common/base/arena.h"
#include "common/erasure/erased_names.h"
#include "common/erasure/erasure.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/known/erasure.h"
#include "registration/records/known/recordings.h"
#include "registration/rules.h"
#include "registration/rules/known.h"

/* What still needs the person: a dossier's id, a product's with a certificate in force, or "". */
static const char *what_needs_him(struct transaction *tx, const struct producer *producer)
{
	struct product *products;
	size_t count = products_of_producer(tx, producer->producer_id, &products);

	for (size_t i = 0; i < count; i++) {
		struct dossier dossier;

		dossier_under_way_load(tx, products[i].product_id, &dossier);
		if (dossier.exists)
			return dossier.dossier_id;
		if (legal_form_is_person(producer->legal_form) &&
		    certificate_valid_exists(tx, products[i].product_id))
			return products[i].product_id;
	}
	return "";
}

static void family_erase(struct transaction *tx, const struct producer *producer)
{
	const char **ids;
	size_t count = producer_family(tx, producer->producer_id, &ids);

	for (size_t i = 0; i < count; i++) {
		struct producer one;

		if (legal_form_is_person(producer->legal_form)) {
			erasure_of_producer(tx, ids[i]);
			producer_load(tx, ids[i], &one);
			event_personal_data_erased(tx, &one);
			continue;
		}
		persons_erase(tx, &(struct erased_names){.producer_id = ids[i]});
		producer_load(tx, ids[i], &one);
		producer_update(tx, &one);
		event_representative_set(tx, &one);
	}
}

enum decision erase_personal_data(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__ErasePersonalData *asked =
		(const Ocop__Registration__V1__ErasePersonalData *)message;
	const char *reason = require_reason(reply, asked->reason);
	const char *needed_by;
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);
	needed_by = what_needs_him(tx, &producer);
	if (transaction_failed(tx))
		return FAILED;

	if (*needed_by)
		reply_refuse(reply, REFUSAL(PERSONAL_DATA_NEEDED), "producer_id", "%s", needed_by);
	if (reply_refused(reply))
		return REFUSED;

	family_erase(tx, &producer);
	producer_load(tx, asked->producer_id, &producer);
	change_insert(tx, &(struct change){
				  .thing_id = producer.producer_id,
				  .version = producer.version,
				  .before = "",
				  .after = producer_in_words(transaction_arena(tx), &producer),
				  .reason = reason,
			  });
	reply_accept(reply, producer.producer_id, producer.version);
	return ACCEPTED;
}
