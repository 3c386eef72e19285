/* get_certificate_proof.c - that a certificate is in the log, and what became of it, for who is
 * offline
 *
 * One after the other: for each leaf about it, from its issue on, a proof that it is in the log
 * (c2sp.org/tlog-proof, the entry as extra data), all under the newest checkpoint; then the
 * register's statement of which leaves these are and what the certificate is worth
 * (common/tlog/statement.h).
 *
 * Reads:   certification.v1.GetCertificateProof
 * Answers: certification.v1.CertificateProof
 * Refuses: CERTIFICATE_UNKNOWN, LOG_NOT_PUBLISHED (a leaf of it is not under a checkpoint yet)
 */
#include "certification/queries.h"

#include "certification/log/proof.h"
#include "certification/records.h"
#include "certification/state.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum decision get_certificate_proof(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__GetCertificateProof *query =
		(const Ocop__Certification__V1__GetCertificateProof *)message;
	Ocop__Certification__V1__CertificateProof answer =
		OCOP__CERTIFICATION__V1__CERTIFICATE_PROOF__INIT;
	struct proof_ground ground;
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	/* First: what this transaction sees is then at least what the checkpoint is over. */
	if (!proof_ground_load(tx, certification_state(tx)->transparency, &ground)) {
		reply_refuse(reply, REFUSAL(LOG_NOT_PUBLISHED), NULL, NULL);
		return REFUSED;
	}
	if (!certificate_code_read(query->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	answer.proof = proof_print(tx, &ground, &certificate);
	if (answer.proof == NULL) {
		reply_refuse(reply, REFUSAL(LOG_NOT_PUBLISHED), "code", NULL);
		return REFUSED;
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
