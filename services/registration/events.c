/* events.c - what registration tells: one function an event */
#include "registration/events.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "registration/records/import_claim.h"
#include "registration/sent_back.h"

Ocop__Registration__V1__Place place_message(const struct place *place)
{
	Ocop__Registration__V1__Place message = OCOP__REGISTRATION__V1__PLACE__INIT;

	message.commune_code = message_text(place->commune_code);
	message.province_code = message_text(place->province_code);
	message.commune_text = message_text(place->commune_text);
	message.district_text = message_text(place->district_text);
	message.province_text = message_text(place->province_text);
	return message;
}

void event_producer_registered(struct transaction *tx, const struct producer *producer)
{
	Ocop__Registration__V1__ProducerRegistered event =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = place_message(&producer->place);

	event.producer_id = message_text(producer->producer_id);
	event.name = message_text(producer->name);
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

	event.product_id = message_text(product->product_id);
	event.producer_id = message_text(product->producer_id);
	event.producer_name = message_text(product->producer_name);
	event.name = message_text(product->name);
	event.rulebook_code = message_text(product->rulebook_code);
	event.set_no = product->set_no;
	event.sector_code = message_text(product->sector_code);
	event.place = &place;
	event.description = message_text(product->description);
	event.imported = product->imported;
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_recognition_claimed(struct transaction *tx, const struct product *product,
			       const struct place *place, const struct import_claim *claim)
{
	Ocop__Registration__V1__RecognitionClaimed event =
		OCOP__REGISTRATION__V1__RECOGNITION_CLAIMED__INIT;
	Ocop__Registration__V1__Place claimed_place = place_message(place);

	event.claim_id = message_text(claim->claim_id);
	event.product_id = message_text(product->product_id);
	event.producer_id = message_text(product->producer_id);
	event.product_name = message_text(product->name);
	event.producer_name = message_text(product->producer_name);
	event.place = &claimed_place;
	event.stars = claim->stars;
	event.score = message_text(claim->score);
	event.decision_number = message_text(claim->decision_number);
	event.decision_date = message_text(claim->decision_date);
	event.expiry_date = message_text(claim->expiry_date);
	event.year = message_text(claim->year);
	event.event = message_text(claim->event);
	event.source_url = message_text(claim->source_url);
	outbox_append(tx, claim->claim_id, 1, &event.base);
}

void event_product_code_issued(struct transaction *tx, const struct product *product,
			       const struct product_code *code)
{
	Ocop__Registration__V1__ProductCodeIssued event =
		OCOP__REGISTRATION__V1__PRODUCT_CODE_ISSUED__INIT;

	event.product_id = message_text(code->product_id);
	event.dossier_id = message_text(code->dossier_id);
	event.code = message_text(code->code);
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_dossier_submitted(struct transaction *tx, const struct dossier *dossier,
			     const char *content_sha256, bool filed_late)
{
	Ocop__Registration__V1__DossierSubmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_SUBMITTED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.product_id = message_text(dossier->product_id);
	event.producer_id = message_text(dossier->producer_id);
	event.commune_code = message_text(dossier->commune_code);
	event.content_sha256 = message_text(content_sha256);
	event.kind = dossier->kind;
	event.certificate_code = message_text(dossier->certificate_code);
	event.submitted_on = message_text(dossier->submitted_on);
	event.filed_late = filed_late;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_screened(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierScreened event =
		OCOP__REGISTRATION__V1__DOSSIER_SCREENED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_proposed(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierProposed event =
		OCOP__REGISTRATION__V1__DOSSIER_PROPOSED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.letter_number = message_text(dossier->letter_number);
	event.proposed_on = message_text(dossier->proposed_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_returned(struct transaction *tx, const struct dossier *dossier,
			    const struct sent_back *sent_back)
{
	Ocop__Registration__V1__DossierReturned event =
		OCOP__REGISTRATION__V1__DOSSIER_RETURNED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.reason = message_text(sent_back->reason);
	event.deadline = message_text(dossier->due_on);
	event.n_items = sent_back->item_count;
	event.items = return_item_messages(transaction_arena(tx), sent_back->items,
					   sent_back->item_count);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_withdrawn(struct transaction *tx, const struct dossier *dossier,
			     const char *reason)
{
	Ocop__Registration__V1__DossierWithdrawn event =
		OCOP__REGISTRATION__V1__DOSSIER_WITHDRAWN__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.reason = message_text(reason);
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
		entries[i]->key = message_text(choices[i].criterion_code);
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

	event.dossier_id = message_text(dossier->dossier_id);
	event.round_id = message_text(dossier->round_id);
	event.product_id = message_text(dossier->product_id);
	event.product_name = message_text(admission->product->name);
	event.producer_id = message_text(dossier->producer_id);
	event.producer_name = message_text(admission->product->producer_name);
	event.kind = dossier->kind;
	event.rulebook_code = message_text(dossier->rulebook_code);
	event.set_no = dossier->set_no;
	event.sector_code = message_text(admission->sector_code);
	event.place = &place;
	event.certificate_code = message_text(dossier->certificate_code);
	event.n_self_assessment = admission->choice_count;
	event.self_assessment = assessment_entries(transaction_arena(tx), admission->choices,
						   admission->choice_count);
	event.is_set = admission->product->is_set;
	event.variants = admission->variants;
	event.n_variants = admission->variant_count;
	event.pack_photos = admission->pack_photos;
	event.n_pack_photos = admission->pack_photo_count;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

const ProtobufCMessageDescriptor *const registration_naming_events[] = {
	&ocop__registration__v1__producer_registered__descriptor,
	&ocop__registration__v1__product_registered__descriptor,
	&ocop__registration__v1__recognition_claimed__descriptor,
	&ocop__registration__v1__dossier_admitted__descriptor,
	&ocop__registration__v1__dossier_returned__descriptor,
	&ocop__registration__v1__dossier_withdrawn__descriptor,
	&ocop__registration__v1__idea_submitted__descriptor,
	&ocop__registration__v1__idea_decided__descriptor,
	&ocop__registration__v1__producer_changed__descriptor,
	&ocop__registration__v1__product_changed__descriptor,
	&ocop__registration__v1__product_transferred__descriptor,
	&ocop__registration__v1__linkage_recorded__descriptor,
	&ocop__registration__v1__held_certificate_recorded__descriptor,
	&ocop__registration__v1__support_recorded__descriptor,
	&ocop__registration__v1__business_plan_recorded__descriptor,
	&ocop__registration__v1__mark_recorded__descriptor,
	&ocop__registration__v1__record_struck__descriptor,
	&ocop__registration__v1__producers_merged__descriptor,
	&ocop__registration__v1__products_merged__descriptor,
	&ocop__registration__v1__merge_undone__descriptor,
	&ocop__registration__v1__candidate_dismissed__descriptor,
	&ocop__registration__v1__supplement_asked__descriptor,
	&ocop__registration__v1__supplement_given__descriptor,
	&ocop__registration__v1__samples_received__descriptor,
	&ocop__registration__v1__paper_attached__descriptor,
	&ocop__registration__v1__late_filing_allowed__descriptor,
	&ocop__registration__v1__centre_result_recorded__descriptor,
	&ocop__registration__v1__recognised_on_centre_result__descriptor,
	NULL,
};
