/* certificates.c - what certification says of a product's certificates: upgrades and re-ratings
 * start from one, and plans are held against them
 *
 * Follows: certification.v1.CertificateIssued, RecognitionRecorded, CertificateRevoked,
 *          CertificateExpired, CertificateReplaced, CertificateSuspended, CertificateReinstated
 * Writes:  certificates, one row
 */
#include "ocop/certification/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records.h"
#include "registration/rules.h"

static void mirror(struct transaction *tx, const Ocop__Certification__V1__Certificate *certificate)
{
	if (!certificate)
		return; /* an event about nothing */
	certificate_write(tx, &(struct certificate){.code = certificate->code,
						    .product_id = certificate->product_id,
						    .state = certificate->state,
						    .star = certificate->star,
						    .valid_until = certificate->valid_until,
						    .decided_on = certificate->decided_on});
}

void on_certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	(void)event; /* the certificate says it all */
	mirror(tx, ((const Ocop__Certification__V1__CertificateIssued *)body)->certificate);
}

void on_recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	(void)event; /* the certificate says it all */
	mirror(tx, ((const Ocop__Certification__V1__RecognitionRecorded *)body)->certificate);
}

void on_certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	(void)event; /* the code says which */
	certificate_set_state(tx, ((const Ocop__Certification__V1__CertificateRevoked *)body)->code,
			      CERTIFICATE_STATE(REVOKED));
}

void on_certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	(void)event; /* the code says which */
	certificate_set_state(tx, ((const Ocop__Certification__V1__CertificateExpired *)body)->code,
			      CERTIFICATE_STATE(EXPIRED));
}

void on_certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	(void)event; /* the code says which */
	certificate_set_state(tx,
			      ((const Ocop__Certification__V1__CertificateReplaced *)body)->code,
			      CERTIFICATE_STATE(REPLACED));
}

void on_certificate_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body)
{
	(void)event; /* the code says which */
	certificate_set_state(tx,
			      ((const Ocop__Certification__V1__CertificateSuspended *)body)->code,
			      CERTIFICATE_STATE(SUSPENDED));
}

void on_certificate_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	(void)event; /* the code says which */
	certificate_set_state(tx,
			      ((const Ocop__Certification__V1__CertificateReinstated *)body)->code,
			      CERTIFICATE_STATE(VALID));
}
