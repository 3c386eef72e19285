/* get_certificate.c - one certificate by its code
 *
 * Reads:   certification.v1.GetCertificate
 * Answers: certification.v1.Certificate
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/acts/moves.h"
#include "certification/answers.h"
#include "certification/records.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum decision get_certificate(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Certification__V1__GetCertificate *query =
		(const Ocop__Certification__V1__GetCertificate *)message;
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	if (!certificate_code_read(query->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	certificate.state = certificate_state_now(tx, &certificate);
	reply_set(reply, &certificate_message(tx, &certificate)->base);
	reply_set_version(reply, certificate.version);
	return ACCEPTED;
}
