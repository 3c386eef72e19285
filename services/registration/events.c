/* events.c - what registration tells: one function an event */
#include "registration/events.h"

#include "common/base/arena.h"
#include "common/outbox.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"

/* Messages of protobuf-c have no const texts, and packing changes none. */
static char *text(const char *borrowed)
{
	return (char *)borrowed;
}

Ocop__Registration__V1__Place place_message(const struct place *place)
{
	Ocop__Registration__V1__Place message = OCOP__REGISTRATION__V1__PLACE__INIT;

	message.commune_code = text(place->commune_code);
	message.province_code = text(place->province_code);
	message.commune_text = text(place->commune_text);
	message.district_text = text(place->district_text);
	message.province_text = text(place->province_text);
	return message;
}

void event_producer_registered(struct transaction *tx, const struct producer *producer)
{
	Ocop__Registration__V1__ProducerRegistered event =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = place_message(&producer->place);

	event.producer_id = text(producer->producer_id);
	event.name = text(producer->name);
	event.legal_form = producer->legal_form;
	event.place = &place;
	event.imported = producer->imported;
	outbox_append(tx, producer->producer_id, producer->version, &event.base);
}

void event_product_registered(struct transaction *tx, const struct product *product)
{
	Ocop__Registration__V1__ProductRegistered event =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = place_message(&product->place);

	event.product_id = text(product->product_id);
	event.producer_id = text(product->producer_id);
	event.producer_name = text(product->producer_name);
	event.name = text(product->name);
	event.rulebook_code = text(product->rulebook_code);
	event.set_no = product->set_no;
	event.sector_code = text(product->sector_code);
	event.place = &place;
	event.description = text(product->description);
	event.imported = product->imported;
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_recognition_claimed(struct transaction *tx, const struct product *product,
			       const struct place *place, const struct import_claim *claim)
{
	Ocop__Registration__V1__RecognitionClaimed event =
		OCOP__REGISTRATION__V1__RECOGNITION_CLAIMED__INIT;
	Ocop__Registration__V1__Place claimed_place = place_message(place);

	event.claim_id = text(claim->claim_id);
	event.product_id = text(product->product_id);
	event.producer_id = text(product->producer_id);
	event.product_name = text(product->name);
	event.producer_name = text(product->producer_name);
	event.place = &claimed_place;
	event.stars = claim->stars;
	event.score = text(claim->score);
	event.decision_number = text(claim->decision_number);
	event.decision_date = text(claim->decision_date);
	event.expiry_date = text(claim->expiry_date);
	event.year = text(claim->year);
	event.event = text(claim->event);
	event.source_url = text(claim->source_url);
	outbox_append(tx, claim->claim_id, 1, &event.base);
}

void event_product_code_issued(struct transaction *tx, const struct product *product,
			       const struct product_code *code)
{
	Ocop__Registration__V1__ProductCodeIssued event =
		OCOP__REGISTRATION__V1__PRODUCT_CODE_ISSUED__INIT;

	event.product_id = text(code->product_id);
	event.dossier_id = text(code->dossier_id);
	event.code = text(code->code);
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_dossier_submitted(struct transaction *tx, const struct dossier *dossier,
			     const char *content_sha256)
{
	Ocop__Registration__V1__DossierSubmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_SUBMITTED__INIT;

	event.dossier_id = text(dossier->dossier_id);
	event.product_id = text(dossier->product_id);
	event.producer_id = text(dossier->producer_id);
	event.commune_code = text(dossier->commune_code);
	event.content_sha256 = text(content_sha256);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_screened(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierScreened event =
		OCOP__REGISTRATION__V1__DOSSIER_SCREENED__INIT;

	event.dossier_id = text(dossier->dossier_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_proposed(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierProposed event =
		OCOP__REGISTRATION__V1__DOSSIER_PROPOSED__INIT;

	event.dossier_id = text(dossier->dossier_id);
	event.letter_number = text(dossier->letter_number);
	event.proposed_on = text(dossier->proposed_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_returned(struct transaction *tx, const struct dossier *dossier,
			    const char *reason)
{
	Ocop__Registration__V1__DossierReturned event =
		OCOP__REGISTRATION__V1__DOSSIER_RETURNED__INIT;

	event.dossier_id = text(dossier->dossier_id);
	event.reason = text(reason);
	event.deadline = text(dossier->due_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_withdrawn(struct transaction *tx, const struct dossier *dossier,
			     const char *reason)
{
	Ocop__Registration__V1__DossierWithdrawn event =
		OCOP__REGISTRATION__V1__DOSSIER_WITHDRAWN__INIT;

	event.dossier_id = text(dossier->dossier_id);
	event.reason = text(reason);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

static Ocop__Registration__V1__DossierAdmitted__SelfAssessmentEntry **assessment_entries(
	struct arena *arena, const struct choice *choices, size_t count)
{
	Ocop__Registration__V1__DossierAdmitted__SelfAssessmentEntry **entries =
		arena_alloc(arena, count * sizeof(*entries));

	for (size_t i = 0; i < count; i++) {
		entries[i] = arena_alloc(arena, sizeof(**entries));
		ocop__registration__v1__dossier_admitted__self_assessment_entry__init(entries[i]);
		entries[i]->key = text(choices[i].criterion_code);
		entries[i]->value = choices[i].option_no;
	}
	return entries;
}

void event_dossier_admitted(struct transaction *tx, const struct admission *admission)
{
	const struct dossier *dossier = admission->dossier;
	Ocop__Registration__V1__DossierAdmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__Place place = place_message(&admission->product->place);

	event.dossier_id = text(dossier->dossier_id);
	event.round_id = text(dossier->round_id);
	event.product_id = text(dossier->product_id);
	event.product_name = text(admission->product->name);
	event.producer_id = text(dossier->producer_id);
	event.producer_name = text(admission->product->producer_name);
	event.kind = dossier->kind;
	event.rulebook_code = text(dossier->rulebook_code);
	event.set_no = dossier->set_no;
	event.sector_code = text(admission->sector_code);
	event.place = &place;
	event.certificate_code = text(dossier->certificate_code);
	event.n_self_assessment = admission->choice_count;
	event.self_assessment = assessment_entries(transaction_arena(tx), admission->choices,
						   admission->choice_count);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
