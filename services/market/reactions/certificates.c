/* certificates.c - certificates come and go, and listings show what still holds
 *
 * Follows: certification.v1.CertificateIssued, RecognitionRecorded, CertificateRevoked,
 *          CertificateExpired, CertificateReplaced, CertificateSuspended, CertificateReinstated,
 *          CertificateExtended
 * Writes:  certificates, one row; the listing of the product, when it is there; what figures are
 *          counted from
 */
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "market/figures/follow.h"
#include "market/reactions.h"
#include "market/records.h"
#include "market/speaking.h"
#include "ocop/certification/v1/events.pb-c.h"

#define STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name

static void listing_follows(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const char *product_id)
{
	listing_show_certificate(tx, product_id, date_of_us(event->occurred_at_us),
				 event->occurred_at_us);
	followed_source_write(tx, event->source, event->occurred_at_us);
}

static void record(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const Ocop__Certification__V1__Certificate *told)
{
	if (!told) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	struct certificate certificate = {
		.code = told->code,
		.number = told->official_number,
		.product_id = told->product_id,
		.state = told->state,
		.stars = told->star,
		.legacy = told->legacy,
		.valid_from = told->valid_from,
		.valid_until = told->valid_until,
		.extended_until = told->extended_until,
	};

	certificate_write(tx, &certificate);
	figures_follow_certificate(tx, event, told);
	listing_follows(tx, event, told->product_id);
}

/* Nothing ends or is held up that was never issued: the event is held back and seen. */
static void change(struct transaction *tx, const Ocop__Common__V1__Event *event, const char *code,
		   const char *product_id, Ocop__Certification__V1__CertificateState state)
{
	if (!certificate_set_state(tx, code, state)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return;
	}
	listing_follows(tx, event, product_id);
}

void on_certificate_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	record(tx, event, ((const Ocop__Certification__V1__CertificateIssued *)body)->certificate);
}

void on_recognition_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	record(tx, event,
	       ((const Ocop__Certification__V1__RecognitionRecorded *)body)->certificate);
}

void on_certificate_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateRevoked *revoked =
		(const Ocop__Certification__V1__CertificateRevoked *)body;

	change(tx, event, revoked->code, revoked->product_id, STATE(REVOKED));
	figures_follow_revoked(tx, event, revoked);
}

void on_certificate_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateExpired *expired =
		(const Ocop__Certification__V1__CertificateExpired *)body;

	change(tx, event, expired->code, expired->product_id, STATE(EXPIRED));
	figures_follow_expired(tx, event, expired);
}

void on_certificate_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReplaced *replaced =
		(const Ocop__Certification__V1__CertificateReplaced *)body;

	change(tx, event, replaced->code, replaced->product_id, STATE(REPLACED));
	figures_follow_replaced(tx, event, replaced);
}

void on_certificate_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateSuspended *suspended =
		(const Ocop__Certification__V1__CertificateSuspended *)body;

	change(tx, event, suspended->code, suspended->product_id, STATE(SUSPENDED));
	figures_follow_suspended(tx, event, suspended);
}

void on_certificate_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReinstated *reinstated =
		(const Ocop__Certification__V1__CertificateReinstated *)body;

	change(tx, event, reinstated->code, reinstated->product_id, STATE(VALID));
	figures_follow_reinstated(tx, event, reinstated);
}

void on_certificate_extended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateExtended *extended =
		(const Ocop__Certification__V1__CertificateExtended *)body;

	if (!certificate_extend(tx, extended->code, extended->extended_until)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return;
	}
	listing_follows(tx, event, extended->product_id);
	figures_follow_extended(tx, extended);
}
