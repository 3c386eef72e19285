/* follow.c - what events say, into what figures are counted from */
#include "market/figures/follow.h"

#include <string.h>

#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/mirror.h"

#define STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name
#define FORM(name)  OCOP__REGISTRATION__V1__LEGAL_FORM__LEGAL_FORM_##name

static const char *or_day_of(struct transaction *tx, const char *told,
			     const Ocop__Common__V1__Event *event)
{
	return *told ? told : date_text(transaction_arena(tx), date_of_us(event->occurred_at_us));
}

static const char *last_day(const char *extended_until, const char *valid_until)
{
	return *extended_until ? extended_until : valid_until;
}

void figures_follow_certificate(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const Ocop__Certification__V1__Certificate *told)
{
	bool is_replaced = told->state == STATE(REPLACED);
	bool is_revoked = told->state == STATE(REVOKED);

	recognition_write(
		tx, &(struct recognition){
			    .code = told->code,
			    .product_id = told->product_id,
			    .star = told->star,
			    .is_verified = told->state != STATE(NOT_VERIFIED),
			    .decided_on = told->decided_on,
			    .valid_from = told->valid_from,
			    .last_day = last_day(told->extended_until, told->valid_until),
			    .sector_code = told->sector_code,
			    .set_no = told->set_no,
			    .commune_code = told->commune_code,
			    .province_code = told->province_code,
			    .revoked_on = is_revoked ? or_day_of(tx, told->revoked_on, event) : "",
			    .replaced_by = is_replaced ? told->replaced_by_code : "",
			    .replaced_for = told->replacement_kind,
			    .replaced_on = is_replaced ? or_day_of(tx, "", event) : "",
		    });
}

void figures_follow_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const Ocop__Certification__V1__CertificateRevoked *told)
{
	recognition_set_revoked(tx, told->code, or_day_of(tx, told->revoked_on, event));
}

/* Certification's word: a last day that was not known was before the event. */
void figures_follow_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const Ocop__Certification__V1__CertificateExpired *told)
{
	int32_t yesterday = date_of_us(event->occurred_at_us) - 1;
	const char *day = last_day(told->extended_until, told->valid_until);

	recognition_set_last_day(tx, told->code,
				 *day ? day : date_text(transaction_arena(tx), yesterday));
}

void figures_follow_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const Ocop__Certification__V1__CertificateReplaced *told)
{
	recognition_set_replaced(tx, &(struct recognition){
					     .code = told->code,
					     .replaced_by = told->replaced_by_code,
					     .replaced_for = told->kind,
					     .replaced_on = or_day_of(tx, "", event),
				     });
	if (told->kind == REPLACED_FOR(CORRECTION))
		suspensions_move(tx, told->code, told->replaced_by_code);
}

void figures_follow_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const Ocop__Certification__V1__CertificateSuspended *told)
{
	const char *day = told->suspension ? told->suspension->suspended_on : "";

	suspension_begin(tx, told->code, or_day_of(tx, day, event));
}

void figures_follow_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const Ocop__Certification__V1__CertificateReinstated *told)
{
	suspension_end(tx, told->code, or_day_of(tx, told->reinstated_on, event));
}

void figures_follow_extended(struct transaction *tx,
			     const Ocop__Certification__V1__CertificateExtended *told)
{
	recognition_set_last_day(tx, told->code, last_day(told->extended_until, told->valid_until));
}

static void set_place(struct figure_product *product, const Ocop__Registration__V1__Place *place)
{
	product->codes = (struct place_codes){place->commune_code, place->province_code};
	product->text = (struct place_text){place->commune_text, place->district_text,
					    place->province_text};
}

void figures_follow_product(struct transaction *tx,
			    const Ocop__Registration__V1__ProductRegistered *told)
{
	static const Ocop__Registration__V1__Place nowhere = OCOP__REGISTRATION__V1__PLACE__INIT;
	struct figure_product product = {
		.product_id = told->product_id,
		.producer_id = told->producer_id,
		.sector_code = told->sector_code,
		.set_no = told->set_no,
	};

	set_place(&product, told->place ? told->place : &nowhere);
	figure_product_write(tx, &product);
}

void figures_follow_product_changed(struct transaction *tx,
				    const Ocop__Registration__V1__ProductChanged *told)
{
	struct figure_product product;

	if (!figure_product_load(tx, told->product_id, &product))
		return;
	product.sector_code = told->sector_code;
	product.set_no = told->set_no;
	if (told->place)
		set_place(&product, told->place);
	figure_product_write(tx, &product);
}

void figures_follow_product_transferred(struct transaction *tx,
					const Ocop__Registration__V1__ProductTransferred *told)
{
	struct figure_product product;

	if (!figure_product_load(tx, told->product_id, &product))
		return;
	product.producer_id = told->producer_id;
	figure_product_write(tx, &product);
}

/* The enum's word without what all have in common: "COOPERATIVE". */
void figures_follow_producer(struct transaction *tx, const char *producer_id,
			     Ocop__Registration__V1__LegalForm legal_form)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(
		&ocop__registration__v1__legal_form__descriptor, (int)legal_form);
	bool is_known = value && legal_form != FORM(UNSPECIFIED) && legal_form != FORM(UNKNOWN);

	figure_producer_write(tx, producer_id, is_known ? value->name + strlen("LEGAL_FORM_") : "");
}
