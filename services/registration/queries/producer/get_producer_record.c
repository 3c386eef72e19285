/* get_producer_record.c - all that is known of a producer besides his name
 *
 * Reads:   registration.v1.GetProducerRecord
 * Answers: registration.v1.ProducerRecord
 * Refuses: NO_SUCH_THING
 *
 * Other certificates and changes are shown to whoever is signed in. What is his own business
 * (representative, areas, linkages, years, supports) only to himself and to the offices in whose
 * unit he is: not to other producers, nor to a council, which judges by the dossier.
 */
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/representative.h"
#include "registration/subjects.h"

static void add_business(struct transaction *tx, const char *producer_id,
			 Ocop__Registration__V1__ProducerRecord *record)
{
	record->representative = representative_load(tx, producer_id);
	record->areas = material_areas_load(tx, producer_id, &record->n_areas);
	record->linkages = linkages_load(tx, producer_id, &record->n_linkages);
	record->years = producer_years_load(tx, producer_id, &record->n_years);
	record->supports = supports_load(tx, producer_id, &record->n_supports);
}

enum decision get_producer_record(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__GetProducerRecord *asked =
		(const Ocop__Registration__V1__GetProducerRecord *)message;
	Ocop__Registration__V1__ProducerRecord record =
		OCOP__REGISTRATION__V1__PRODUCER_RECORD__INIT;
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);
	if (!producer.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "producer_id", NULL);
		return REFUSED;
	}
	const struct subject subject = producer_subject(&producer);

	record.limited = !caller_is_insider(tx, &subject);
	record.producer = producer_message(tx, &producer);
	record.certificates =
		held_certificates_load(tx, producer.producer_id, &record.n_certificates);
	record.changes = changes_load(tx, producer.producer_id, &record.n_changes);
	if (!record.limited)
		add_business(tx, producer.producer_id, &record);
	reply_set(reply, &record.base);
	reply_set_version(reply, producer.version);
	return ACCEPTED;
}
