/* events.c - what certification tells: one function an event */
#include "certification/events.h"

#include "common/outbox.h"
#include "ocop/certification/v1/events.pb-c.h"

enum { MICROSECONDS = 1000 * 1000 };

/* protobuf-c's strings are not const; nothing writes them. */
static char *text(const char *value)
{
	return (char *)(value == NULL ? "" : value);
}

void certificate_message(const struct certificate *certificate,
			 Ocop__Certification__V1__Certificate *ret_message,
			 Google__Protobuf__Timestamp *changed_at)
{
	*changed_at = (Google__Protobuf__Timestamp)GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	changed_at->seconds = certificate->changed_at_us / MICROSECONDS;
	changed_at->nanos = (int32_t)(certificate->changed_at_us % MICROSECONDS) * 1000;

	*ret_message =
		(Ocop__Certification__V1__Certificate)OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	ret_message->code = text(certificate->code);
	ret_message->official_number = text(certificate->official_number);
	ret_message->state = certificate->state;
	ret_message->star = certificate->star;
	ret_message->product_id = text(certificate->product_id);
	ret_message->product_name = text(certificate->product_name);
	ret_message->producer_id = text(certificate->producer_id);
	ret_message->producer_name = text(certificate->producer_name);
	ret_message->commune_code = text(certificate->commune_code);
	ret_message->province_code = text(certificate->province_code);
	ret_message->place_text = text(certificate->place_text);
	ret_message->decision_number = text(certificate->decision_number);
	ret_message->decided_on = text(certificate->decided_on);
	ret_message->valid_from = text(certificate->valid_from);
	ret_message->valid_until = text(certificate->valid_until);
	ret_message->rulebook_code = text(certificate->rulebook_code);
	ret_message->set_no = certificate->set_no;
	ret_message->sector_code = text(certificate->sector_code);
	ret_message->points_sum = certificate->points_sum;
	ret_message->points_count = certificate->points_count;
	ret_message->points_text = text(certificate->points_text);
	ret_message->legacy = text(certificate->claim_id)[0] != '\0';
	ret_message->source_url = text(certificate->source_url);
	ret_message->product_code = text(certificate->product_code);
	ret_message->replaced_by_code = text(certificate->replaced_by_code);
	ret_message->revocation_ground = text(certificate->revocation_ground);
	ret_message->revocation_reason = text(certificate->revocation_reason);
	ret_message->revoked_on = text(certificate->revoked_on);
	ret_message->changed_at = changed_at;
	ret_message->version = certificate->version;
}

void event_certificate_issued(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate message;
	Google__Protobuf__Timestamp changed_at;

	certificate_message(certificate, &message, &changed_at);
	event.certificate = &message;
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__RecognitionRecorded event =
		OCOP__CERTIFICATION__V1__RECOGNITION_RECORDED__INIT;
	Ocop__Certification__V1__Certificate message;
	Google__Protobuf__Timestamp changed_at;

	certificate_message(certificate, &message, &changed_at);
	event.certificate = &message;
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateRevoked event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	event.code = text(certificate->code);
	event.product_id = text(certificate->product_id);
	event.ground_code = text(certificate->revocation_ground);
	event.reason = text(certificate->revocation_reason);
	event.decision_number = text(certificate->revocation_decision);
	event.revoked_on = text(certificate->revoked_on);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_expired(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateExpired event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	event.code = text(certificate->code);
	event.product_id = text(certificate->product_id);
	event.valid_until = text(certificate->valid_until);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateReplaced event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REPLACED__INIT;

	event.code = text(certificate->code);
	event.product_id = text(certificate->product_id);
	event.replaced_by_code = text(certificate->replaced_by_code);
	event.reason = text(certificate->replacement_reason);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}
