/* preview_import.c - what an import of a row would do; nothing is changed
 *
 * Reads:   registration.v1.PreviewImport
 * Answers: registration.v1.ImportPreview
 * Refuses: FIELD_MISSING (neither row), FIELD_INVALID (both)
 *
 * The row is read by the same functions as by the commands that take it in (register/import.h).
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers/candidate.h"
#include "registration/queries.h"
#include "registration/register/import.h"

enum { SIMILAR_MAX = 5 };

static Ocop__Registration__V1__ImportProduct product_of_row(
	const Ocop__Registration__V1__ProductRow *row)
{
	Ocop__Registration__V1__ImportProduct message =
		OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	message.product_name = row->product_name;
	message.producer_name = row->producer_name;
	message.producer_type = row->producer_type;
	message.commune = row->commune;
	message.district = row->district;
	message.province = row->province;
	message.stars = row->stars;
	message.score = row->score;
	message.decision_number = row->decision_number;
	message.decision_date = row->decision_date;
	message.expiry_date = row->expiry_date;
	message.product_group = row->product_group;
	message.year = row->year;
	message.event = row->event;
	message.source_url = row->source_url;
	message.line = row->line;
	message.product_code = row->product_code;
	return message;
}

static Ocop__Registration__V1__ImportProducer producer_of_row(
	const Ocop__Registration__V1__ProducerRow *row)
{
	Ocop__Registration__V1__ImportProducer message =
		OCOP__REGISTRATION__V1__IMPORT_PRODUCER__INIT;

	message.name = row->name;
	message.producer_type = row->producer_type;
	message.registration_number = row->registration_number;
	message.commune = row->commune;
	message.district = row->district;
	message.province = row->province;
	message.address = row->address;
	message.line = row->line;
	return message;
}

static void add_faults(struct arena *arena, const struct import_faults *faults,
		       Ocop__Registration__V1__ImportPreview *preview)
{
	preview->faults = arena_alloc(arena, faults->count * sizeof(*preview->faults));
	for (size_t i = 0; i < faults->count; i++) {
		Ocop__Registration__V1__ImportFault *fault = arena_alloc(arena, sizeof(*fault));

		ocop__registration__v1__import_fault__init(fault);
		fault->field = message_text(faults->rows[i].field);
		fault->detail = message_text(faults->rows[i].detail);
		preview->faults[preview->n_faults++] = fault;
	}
}

/* Who is here under such a name, before another one comes. */
static void add_similar(struct transaction *tx, const struct producer *producer,
			Ocop__Registration__V1__ImportPreview *preview)
{
	const struct producer_facts facts = {
		.name = producer->name,
		.registration_number = producer->registration_number,
		.legal_form = producer->legal_form,
		.place = &producer->place,
	};
	struct similar_producer *similar;
	size_t count = similar_producers(tx, &facts, producer->producer_id, &similar);

	preview->n_similar = count < SIMILAR_MAX ? count : SIMILAR_MAX;
	preview->similar = similar_messages(tx, &facts, similar, preview->n_similar);
}

static void preview_product(struct transaction *tx, const Ocop__Registration__V1__ProductRow *row,
			    Ocop__Registration__V1__ImportPreview *preview)
{
	const Ocop__Registration__V1__ImportProduct message = product_of_row(row);
	struct product_import import;

	product_import_read(tx, &message, &import);
	preview->line = row->line;
	add_faults(transaction_arena(tx), &import.faults, preview);
	preview->commune_code = message_text(import.place.commune_code);
	if (import.faults.count)
		return;
	preview->producer_id = message_text(import.producer.producer_id);
	preview->product_id = message_text(import.product.product_id);
	preview->claim_id = message_text(import.claim.claim_id);
	preview->claim_is_new = import.claim_is_new;
	/* A row that is here already brings nothing again. */
	preview->producer_is_new = import.claim_is_new && import.producer_is_new;
	preview->product_is_new = import.claim_is_new && import.product_is_new;
	if (preview->producer_is_new)
		add_similar(tx, &import.producer, preview);
}

static void preview_producer(struct transaction *tx, const Ocop__Registration__V1__ProducerRow *row,
			     Ocop__Registration__V1__ImportPreview *preview)
{
	const Ocop__Registration__V1__ImportProducer message = producer_of_row(row);
	struct producer_import import;

	producer_import_read(tx, &message, &import);
	preview->line = row->line;
	add_faults(transaction_arena(tx), &import.faults, preview);
	preview->commune_code = message_text(import.place.commune_code);
	if (import.faults.count)
		return;
	preview->producer_id = message_text(import.producer.producer_id);
	preview->producer_is_new = import.is_new;
	preview->producer_changes = import.changes;
	if (import.is_new)
		add_similar(tx, &import.producer, preview);
}

enum decision preview_import(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__PreviewImport *asked =
		(const Ocop__Registration__V1__PreviewImport *)message;
	Ocop__Registration__V1__ImportPreview preview =
		OCOP__REGISTRATION__V1__IMPORT_PREVIEW__INIT;

	if (!asked->product && !asked->producer)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "product", NULL);
	if (asked->product && asked->producer)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "producer", "one row, not two");
	if (reply_refused(reply))
		return REFUSED;

	if (asked->product)
		preview_product(tx, asked->product, &preview);
	else
		preview_producer(tx, asked->producer, &preview);
	reply_set(reply, &preview.base);
	return ACCEPTED;
}
