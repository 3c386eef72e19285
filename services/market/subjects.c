/* subjects.c - the things that commands and queries of market are about */
#include "market/subjects.h"

#include <string.h>

#include "common/command.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/enquiry.h"
#include "market/records/export.h"
#include "market/records/fair.h"
#include "market/records/offer.h"
#include "market/records/point_of_sale.h"
#include "market/records/serial.h"
#include "market/records/signal.h"
#include "ocop/market/v1/queries.pb-c.h"

void subject_of_listing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct listing listing;

	listing_load(tx, message_field_text(message, "listing_id"), &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists && *listing.merged_into == '\0',
		.version = (uint64_t)listing.version,
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}

void subject_of_product(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct listing listing;

	listing_load(tx, message_field_text(message, "product_id"), &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists && *listing.merged_into == '\0',
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}

static void batch_subject(struct transaction *tx, const char *batch_id, struct subject *ret_subject)
{
	struct batch batch;
	struct listing listing;

	if (!batch_load(tx, batch_id, &batch))
		return;
	listing_load(tx, listing_standing(tx, batch.product_id), &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists,
		.version = (uint64_t)batch.version,
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}

void subject_of_batch(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	batch_subject(tx, message_field_text(message, "batch_id"), ret_subject);
}

void subject_of_run(struct transaction *tx, const ProtobufCMessage *message,
		    struct subject *ret_subject)
{
	struct serial_run run;

	if (serial_run_load(tx, message_field_text(message, "run_id"), &run))
		batch_subject(tx, run.batch_id, ret_subject);
}

/* What is of nobody's place is of whoever asks: only offices come so far. */
static struct subject signal_subject(const struct transaction *tx, const char *province_code)
{
	return (struct subject){
		.exists = true,
		.province_code = province_code,
		.agency_id = *province_code ? NULL : transaction_caller(tx)->agency_id,
	};
}

void subject_of_signal(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject)
{
	struct serial_signal signal;

	if (!serial_signal_load(tx, message_field_text(message, "signal_id"), &signal))
		return;
	*ret_subject = signal_subject(tx, signal.province_code);
	ret_subject->version = (uint64_t)signal.version;
}

/* Without a province all are asked for, which the ministry alone may. */
void subject_of_signals(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	const Ocop__Market__V1__ListSerialSignals *query =
		(const Ocop__Market__V1__ListSerialSignals *)message;

	*ret_subject = (struct subject){.exists = true, .province_code = query->province_code};
	if (query->without_place)
		*ret_subject = signal_subject(tx, "");
}

void subject_of_new_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct subject *ret_subject)
{
	struct unit commune;

	unit_load(tx, message_field_text(message, "commune_code"), &commune);
	*ret_subject = (struct subject){
		.exists = true,
		.province_code = commune.province_code,
		.commune_code = commune.code,
		.producer_id = message_field_text(message, "producer_id"),
	};
	/* A province has no shops of its own: each is in a commune. */
	if (!commune.exists || strcmp(commune.code, commune.province_code) == 0) {
		ret_subject->why = REFUSAL(UNIT_UNKNOWN);
		ret_subject->why_field = "commune_code";
	}
}

void subject_of_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	struct point_of_sale point;

	if (!point_of_sale_load(tx, message_field_text(message, "point_of_sale_id"), &point))
		return;
	*ret_subject = (struct subject){
		.exists = true,
		.version = (uint64_t)point.version,
		.province_code = point.province_code,
		.commune_code = point.commune_code,
		.producer_id = point.producer_id,
	};
}

void subject_of_offer(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject)
{
	struct listing listing;
	struct offer offer;

	if (!offer_load(tx, message_field_text(message, "offer_id"), &offer))
		return;
	listing_load(tx, listing_standing(tx, offer.listing_id), &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists,
		.version = (uint64_t)offer.version,
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}

void subject_of_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct enquiry enquiry;

	if (enquiry_load(tx, message_field_text(message, "enquiry_id"), &enquiry))
		*ret_subject = (struct subject){.exists = true,
						.version = (uint64_t)enquiry.version,
						.producer_id = enquiry.producer_id};
}

void subject_of_producer(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	const char *producer_id = message_field_text(message, "producer_id");

	*ret_subject = (struct subject){.exists = producer_exists(tx, producer_id),
					.producer_id = producer_id};
}

void subject_of_enquiry_counts(struct transaction *tx, const ProtobufCMessage *message,
			       struct subject *ret_subject)
{
	const char *commune_code = message_field_text(message, "commune_code");
	struct unit commune;

	*ret_subject = (struct subject){
		.exists = true,
		.province_code = message_field_text(message, "province_code"),
	};
	if (*commune_code == '\0')
		return;
	unit_load(tx, commune_code, &commune);
	ret_subject->exists = commune.exists;
	ret_subject->commune_code = commune_code;
	ret_subject->province_code = commune.province_code;
}

void subject_of_new_fair(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	struct unit unit;

	unit_load(tx, message_field_text(message, "unit_code"), &unit);
	*ret_subject = (struct subject){
		.exists = true,
		.province_code = unit.province_code,
		.commune_code = unit.code,
	};
	if (!unit.exists) {
		ret_subject->why = REFUSAL(UNIT_UNKNOWN);
		ret_subject->why_field = "unit_code";
	}
}

static bool fair_subject(struct transaction *tx, const char *fair_id, struct subject *ret_subject)
{
	struct fair fair;

	if (!fair_load(tx, fair_id, &fair))
		return false;
	*ret_subject = (struct subject){
		.exists = true,
		.version = (uint64_t)fair.version,
		.province_code = fair.province_code,
		.commune_code = fair.commune_code,
	};
	return true;
}

void subject_of_fair(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject)
{
	(void)fair_subject(tx, message_field_text(message, "fair_id"), ret_subject);
}

/* Of whoever asks: which rows he sees is decided row by row. */
void subject_of_seen_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject)
{
	if (fair_subject(tx, message_field_text(message, "fair_id"), ret_subject))
		ret_subject->agency_id = transaction_caller(tx)->agency_id;
}

void subject_of_application(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	if (!fair_subject(tx, message_field_text(message, "fair_id"), ret_subject))
		return;
	ret_subject->producer_id = message_field_text(message, "producer_id");
	ret_subject->version = 0; /* what is recorded is new */
}

void subject_of_participant(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	struct fair_participant participant;

	if (!participant_load(tx, message_field_text(message, "participant_id"), &participant) ||
	    !fair_subject(tx, participant.fair_id, ret_subject))
		return;
	ret_subject->producer_id = participant.producer_id;
	ret_subject->version = (uint64_t)participant.version;
}

void subject_of_export(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject)
{
	struct export_record record;

	if (!export_load(tx, message_field_text(message, "export_id"), &record))
		return;
	*ret_subject = (struct subject){
		.exists = true,
		.version = (uint64_t)record.version,
		.province_code = record.province_code,
		.commune_code = record.commune_code,
		.producer_id = record.producer_id,
	};
}
