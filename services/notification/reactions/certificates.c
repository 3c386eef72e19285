/* certificates.c - what becomes of certificates, told to the public
 *
 * Follows: certification.v1.CertificateIssued, RecognitionRecorded, CertificateRevoked,
 *          CertificateExpired, CertificateReplaced, CertificateSuspended, CertificateReinstated,
 *          CertificateExtended, CertificateReminderDue, InspectionConcluded, DecisionRecorded,
 *          SuspensionActRecorded, PersonalDataErased
 * Writes:  certificates, when one is new; the feed's next item; subscription_items of all who are
 *          to be told
 */
#include "common/base/error.h"
#include "common/erasure/erasure.h"
#include "common/store/transaction.h"
#include "notification/feed/tell.h"
#include "notification/reactions.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/certification/v1/events.pb-c.h"

void on_certificate_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	/* Both messages begin with the certificate. */
	const Ocop__Certification__V1__Certificate *told =
		((const Ocop__Certification__V1__CertificateIssued *)body)->certificate;

	if (!told) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	struct certificate certificate = {
		.code = told->code,
		.product_id = told->product_id,
		.commune_code = told->commune_code,
		.province_code = told->province_code,
		.sector_no = sector_number(told->sector_code),
		.star = told->star,
	};

	certificate_put(tx, &certificate);
	feed_tell(tx, event, body, &certificate);
}

/* One that was never issued cannot change: the event is held back and seen. */
void on_certificate_changed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	struct certificate certificate;

	if (!certificate_load(tx, event->thing_id, &certificate)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return;
	}
	feed_tell(tx, event, body, &certificate);
}

/* What an inspection came to is told of its certificate, to who asks for the place and stars of
 * that. */
void on_inspection_concluded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const char *code = ((const Ocop__Certification__V1__InspectionConcluded *)body)->code;
	struct certificate certificate;

	if (!certificate_load(tx, code, &certificate)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return;
	}
	feed_tell(tx, event, body, &certificate);
}

/* What is of a province and of no certificate passes filters that ask for no more than the place.
 */
static void tell_of_province(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body, const char *province_code)
{
	const struct certificate none = {.commune_code = "", .province_code = province_code};

	feed_tell(tx, event, body, &none);
}

void on_decision_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__Decision *decision =
		((const Ocop__Certification__V1__DecisionRecorded *)body)->decision;

	tell_of_province(tx, event, body, decision ? decision->province_code : "");
}

void on_suspension_act_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__SuspensionAct *act =
		((const Ocop__Certification__V1__SuspensionActRecorded *)body)->act;

	tell_of_province(tx, event, body, act ? act->province_code : "");
}

/* The feed's own items lose the name first; what the subscribers have is theirs to forget. */
void on_personal_data_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PersonalDataErased *erased =
		(const Ocop__Certification__V1__PersonalDataErased *)body;
	const struct certificate none = {
		.commune_code = erased->commune_code,
		.province_code = erased->province_code,
	};

	erasure_of_producer(tx, erased->producer_id);
	feed_tell(tx, event, body, &none);
}
