/* verify_certificate.c - is this genuine, and what is it worth today?
 *
 * The answer is signed by the register's key: who keeps it can show it to others. An unknown number
 * is counted, whoever asked (common/label/asked_counter.h).
 *
 * Reads:   certification.v1.VerifyCertificate
 * Answers: certification.v1.VerifyCertificateReply
 * Refuses: FIELD_TOO_LONG
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/log/answer_signature.h"
#include "certification/lookup.h"
#include "certification/records.h"
#include "certification/state.h"
#include "certification/unknown/counter.h"
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

static void next_update_set(struct transaction *tx, int64_t at_us,
			    Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	answer->next_update = arena_alloc(transaction_arena(tx), sizeof(*answer->next_update));
	*answer->next_update = message_time(at_us);
}

/* The certificate, and what stands in its place; a replaced one itself changes no more. */
static void known_fill(struct transaction *tx, const struct certificate *certificate,
		       Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	struct certificate present;
	int64_t next_us;

	answer->certificate = certificate_message(tx, certificate);
	if (certificate_next_change(certificate, &next_us))
		next_update_set(tx, next_us, answer);
	if (!certificate_find_present(tx, certificate, &present))
		return;
	answer->present = certificate_message(tx, &present);
	if (certificate_next_change(&present, &next_us))
		next_update_set(tx, next_us, answer);
}

enum decision verify_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__VerifyCertificate *query =
		(const Ocop__Certification__V1__VerifyCertificate *)message;
	Ocop__Certification__V1__VerifyCertificateReply answer =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(transaction_now_us(tx));
	struct certificate certificate;

	if (text_length(query->number) > ASKED_LENGTH_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "number", NULL);
		return REFUSED;
	}

	answer.as_of = &as_of;
	answer.known = certificate_find(tx, query->number, &certificate);
	if (answer.known)
		known_fill(tx, &certificate, &answer);
	else
		unknown_number_asked(certification_state(tx)->unknown, query->number,
				     query->commune_code);
	if (answer.known)
		reply_set_version(reply, certificate.version);
	answer.signature = answer_sign(tx, &answer.base);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
