/* known.c - what is told of changes of producers and products and of what is recorded of them */
#include "common/message/message.h"
#include "common/outbox.h"
#include "registration/events.h"

void event_producer_changed(struct transaction *tx, const struct producer *producer,
			    const char *reason)
{
	Ocop__Registration__V1__ProducerChanged event =
		OCOP__REGISTRATION__V1__PRODUCER_CHANGED__INIT;
	Ocop__Registration__V1__Place place = place_message(&producer->place);

	event.producer_id = message_text(producer->producer_id);
	event.name = message_text(producer->name);
	event.legal_form = producer->legal_form;
	event.place = &place;
	event.reason = message_text(reason);
	outbox_append(tx, producer->producer_id, producer->version, &event.base);
}

void event_personal_data_erased(struct transaction *tx, const struct producer *producer)
{
	Ocop__Registration__V1__PersonalDataErased event =
		OCOP__REGISTRATION__V1__PERSONAL_DATA_ERASED__INIT;

	event.producer_id = message_text(producer->producer_id);
	outbox_append(tx, producer->producer_id, producer->version, &event.base);
}

void event_representative_set(struct transaction *tx, const struct producer *producer)
{
	Ocop__Registration__V1__RepresentativeSet event =
		OCOP__REGISTRATION__V1__REPRESENTATIVE_SET__INIT;

	event.producer_id = message_text(producer->producer_id);
	outbox_append(tx, producer->producer_id, producer->version, &event.base);
}

void event_product_changed(struct transaction *tx, const struct product *product,
			   const char *reason)
{
	Ocop__Registration__V1__ProductChanged event =
		OCOP__REGISTRATION__V1__PRODUCT_CHANGED__INIT;
	Ocop__Registration__V1__Place place = place_message(&product->place);

	event.product_id = message_text(product->product_id);
	event.name = message_text(product->name);
	event.rulebook_code = message_text(product->rulebook_code);
	event.set_no = product->set_no;
	event.sector_code = message_text(product->sector_code);
	event.description = message_text(product->description);
	event.reason = message_text(reason);
	event.place = &place;
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_product_transferred(struct transaction *tx, const struct product *product,
			       const char *former_producer_id, const char *reason)
{
	Ocop__Registration__V1__ProductTransferred event =
		OCOP__REGISTRATION__V1__PRODUCT_TRANSFERRED__INIT;

	event.product_id = message_text(product->product_id);
	event.producer_id = message_text(product->producer_id);
	event.producer_name = message_text(product->producer_name);
	event.former_producer_id = message_text(former_producer_id);
	event.reason = message_text(reason);
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_variants_set(struct transaction *tx, const struct product *product,
			Ocop__Registration__V1__Variant **variants, size_t count)
{
	Ocop__Registration__V1__VariantsSet event = OCOP__REGISTRATION__V1__VARIANTS_SET__INIT;

	event.product_id = message_text(product->product_id);
	event.is_set = product->is_set;
	event.variants = variants;
	event.n_variants = count;
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_material_area_recorded(struct transaction *tx, Ocop__Registration__V1__MaterialArea *row)
{
	Ocop__Registration__V1__MaterialAreaRecorded event =
		OCOP__REGISTRATION__V1__MATERIAL_AREA_RECORDED__INIT;

	event.area = row;
	outbox_append(tx, row->area_id, row->version, &event.base);
}

void event_linkage_recorded(struct transaction *tx, Ocop__Registration__V1__Linkage *row)
{
	Ocop__Registration__V1__LinkageRecorded event =
		OCOP__REGISTRATION__V1__LINKAGE_RECORDED__INIT;

	event.linkage = row;
	outbox_append(tx, row->linkage_id, row->version, &event.base);
}

void event_held_certificate_recorded(struct transaction *tx,
				     Ocop__Registration__V1__HeldCertificate *row)
{
	Ocop__Registration__V1__HeldCertificateRecorded event =
		OCOP__REGISTRATION__V1__HELD_CERTIFICATE_RECORDED__INIT;

	event.certificate = row;
	outbox_append(tx, row->held_certificate_id, row->version, &event.base);
}

void event_producer_year_reported(struct transaction *tx, const struct producer *producer,
				  Ocop__Registration__V1__ProducerYear *row)
{
	Ocop__Registration__V1__ProducerYearReported event =
		OCOP__REGISTRATION__V1__PRODUCER_YEAR_REPORTED__INIT;

	event.year = row;
	outbox_append(tx, producer->producer_id, producer->version, &event.base);
}

void event_product_year_reported(struct transaction *tx, const struct product *product,
				 Ocop__Registration__V1__ProductYear *row)
{
	Ocop__Registration__V1__ProductYearReported event =
		OCOP__REGISTRATION__V1__PRODUCT_YEAR_REPORTED__INIT;

	event.year = row;
	outbox_append(tx, product->product_id, product->version, &event.base);
}

void event_support_recorded(struct transaction *tx, Ocop__Registration__V1__Support *row)
{
	Ocop__Registration__V1__SupportRecorded event =
		OCOP__REGISTRATION__V1__SUPPORT_RECORDED__INIT;

	event.support = row;
	outbox_append(tx, row->support_id, row->version, &event.base);
}

void event_business_plan_recorded(struct transaction *tx, Ocop__Registration__V1__BusinessPlan *row)
{
	Ocop__Registration__V1__BusinessPlanRecorded event =
		OCOP__REGISTRATION__V1__BUSINESS_PLAN_RECORDED__INIT;

	event.plan = row;
	outbox_append(tx, row->business_plan_id, row->version, &event.base);
}

void event_mark_recorded(struct transaction *tx, Ocop__Registration__V1__Mark *row)
{
	Ocop__Registration__V1__MarkRecorded event = OCOP__REGISTRATION__V1__MARK_RECORDED__INIT;

	event.mark = row;
	outbox_append(tx, row->mark_id, row->version, &event.base);
}

void event_record_struck(struct transaction *tx, const char *record_id, uint64_t version,
			 const char *reason)
{
	Ocop__Registration__V1__RecordStruck event = OCOP__REGISTRATION__V1__RECORD_STRUCK__INIT;

	event.record_id = message_text(record_id);
	event.reason = message_text(reason);
	outbox_append(tx, record_id, version, &event.base);
}
