/* events.c - what certification tells: one function an event */
#include "certification/events.h"

#include "certification/answers.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "ocop/certification/v1/events.pb-c.h"

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

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.ground_code = message_text(certificate->revocation_ground);
	event.reason = message_text(certificate->revocation_reason);
	event.decision_number = message_text(certificate->revocation_decision);
	event.revoked_on = message_text(certificate->revoked_on);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_expired(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateExpired event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.valid_until = message_text(certificate->valid_until);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateReplaced event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REPLACED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.replaced_by_code = message_text(certificate->replaced_by_code);
	event.reason = message_text(certificate->replacement_reason);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}
