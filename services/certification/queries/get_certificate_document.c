/* get_certificate_document.c - a certificate as a signed file, for who checks it without us
 *
 * What was issued, as the log's leaf has it, with the salts that open what the leaf only commits
 * to; and what it is worth at this moment. Signed as JSON (common/tlog/signed_json.h).
 *
 * Reads:   certification.v1.GetCertificateDocument
 * Answers: certification.v1.CertificateDocument
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/log/document.h"
#include "certification/records.h"
#include "certification/state.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum decision get_certificate_document(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply)
{
	const Ocop__Certification__V1__GetCertificateDocument *query =
		(const Ocop__Certification__V1__GetCertificateDocument *)message;
	Ocop__Certification__V1__CertificateDocument answer =
		OCOP__CERTIFICATION__V1__CERTIFICATE_DOCUMENT__INIT;
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	if (!certificate_code_read(query->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	answer.json = document_print(tx, certification_state(tx)->transparency, &certificate);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
