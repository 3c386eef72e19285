/* get_certificate.c - one certificate by its code
 *
 * Reads:   certification.v1.GetCertificate
 * Answers: certification.v1.Certificate
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum decision get_certificate(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Certification__V1__GetCertificate *query =
		(const Ocop__Certification__V1__GetCertificate *)message;
	Ocop__Certification__V1__Certificate answer;
	Google__Protobuf__Timestamp changed_at;
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	if (!certificate_code_read(query->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	certificate.state = certificate_state_on(certificate.state, certificate.valid_until,
						 date_of_us(transaction_now_us(tx)));
	certificate_message(&certificate, &answer, &changed_at);
	reply_set(reply, &answer.base);
	reply_set_version(reply, certificate.version);
	return ACCEPTED;
}
