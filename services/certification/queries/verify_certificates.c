/* verify_certificates.c - what up to 1,000 numbers are worth today, in one answer
 *
 * For shops and platforms that check a shelf or a feed every day: each number is told by its state,
 * and the whole is signed once. Unknown ones are counted (common/label/asked_counter.h).
 *
 * Reads:   certification.v1.VerifyCertificates
 * Answers: certification.v1.VerifyCertificatesReply
 * Refuses: FIELD_MISSING, NUMBERS_TOO_MANY, FIELD_TOO_LONG
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

/* A thousand answers of some 300 bytes fit a reply. */
enum { NUMBERS_MAX = 1000 };

static bool require_numbers(const Ocop__Certification__V1__VerifyCertificates *query,
			    struct arena *arena, struct reply *reply)
{
	if (query->n_numbers == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "numbers", NULL);
	else if (query->n_numbers > NUMBERS_MAX)
		reply_refuse(reply, REFUSAL(NUMBERS_TOO_MANY), "numbers", "%zu", query->n_numbers);
	for (size_t i = 0; i < query->n_numbers && !reply_refused(reply); i++) {
		if (text_length(query->numbers[i]) > ASKED_LENGTH_MAX)
			reply_refuse(reply, REFUSAL(FIELD_TOO_LONG),
				     arena_printf(arena, "numbers[%zu]", i), NULL);
	}
	return !reply_refused(reply);
}

static void present_fill(const struct certificate *present,
			 Ocop__Certification__V1__VerifiedNumber *answer)
{
	answer->present_code = message_text(present->code);
	answer->present_state = present->state;
}

/* Answers one, and moves *next_us to where it changes if that is earlier. */
static Ocop__Certification__V1__VerifiedNumber *number_verify(
	struct transaction *tx, const Ocop__Certification__V1__VerifyCertificates *query,
	char *number, int64_t *next_us)
{
	Ocop__Certification__V1__VerifiedNumber *answer =
		arena_alloc(transaction_arena(tx), sizeof(*answer));
	struct certificate certificate, present;
	int64_t change_us;

	ocop__certification__v1__verified_number__init(answer);
	answer->number = number;
	answer->known = certificate_find(tx, number, &certificate);
	if (!answer->known) {
		unknown_number_asked(certification_state(tx)->unknown, number, query->commune_code);
		return answer;
	}
	answer->code = message_text(certificate.code);
	answer->state = certificate.state;
	answer->star = certificate.star;
	answer->official_number = message_text(certificate.official_number);
	answer->product_name = message_text(certificate.product_name);
	answer->producer_name = message_text(certificate.producer_name);
	answer->last_day = message_text(certificate.last_day);
	answer->replaced_by_code = message_text(certificate.replaced_by_code);
	if (!certificate_find_present(tx, &certificate, &present))
		present = certificate;
	else
		present_fill(&present, answer);
	if (certificate_next_change(&present, &change_us) && change_us < *next_us)
		*next_us = change_us;
	return answer;
}

enum decision verify_certificates(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__VerifyCertificates *query =
		(const Ocop__Certification__V1__VerifyCertificates *)message;
	Ocop__Certification__V1__VerifyCertificatesReply answer =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATES_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(transaction_now_us(tx)), next_update;
	int64_t next_us = INT64_MAX;

	if (!require_numbers(query, reply_arena(reply), reply))
		return REFUSED;

	answer.answers =
		arena_alloc(transaction_arena(tx), query->n_numbers * sizeof(*answer.answers));
	for (size_t i = 0; i < query->n_numbers; i++)
		answer.answers[answer.n_answers++] =
			number_verify(tx, query, query->numbers[i], &next_us);
	answer.as_of = &as_of;
	if (next_us != INT64_MAX) {
		next_update = message_time(next_us);
		answer.next_update = &next_update;
	}
	answer.signature = answer_sign(tx, &answer.base);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
