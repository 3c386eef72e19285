/* verify_certificate.c - is this genuine, and what is it worth today?
 *
 * The number may be the code on the pack, the official number on the paper, or a product code. A
 * product code is answered with what the product has now: its valid certificate, or the newest it
 * ever had. A certificate number is answered with that certificate, whatever came after.
 *
 * Reads:   certification.v1.VerifyCertificate
 * Answers: certification.v1.VerifyCertificateReply
 * Refuses: FIELD_TOO_LONG
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* What is asked for: an official number is at most NUMBER_LENGTH_MAX, a pasted line may be more. */
enum { ASKED_LENGTH_MAX = 200 };

static bool find_by_product_code(struct transaction *tx, const char *number,
				 struct certificate *ret)
{
	struct certificate_filter newest = {
		.round_id = "",
		.official_number = "",
		.province_code = "",
		.today = "",
		.before = INT64_MAX,
		.limit = 1,
	};
	const char *dossier_id;
	bool found;

	if (!product_code_load(tx, number, &newest.product_id, &dossier_id))
		return false;
	if (certificate_load_valid(tx, newest.product_id, ret))
		return true;
	certificates_list(tx, &newest);
	found = certificate_next(tx, ret);
	if (found)
		statement_end(tx);
	return found;
}

static bool find(struct transaction *tx, const char *number, struct certificate *ret)
{
	char code[CERTIFICATE_CODE_SIZE];

	if (certificate_code_read(number, code) && certificate_load(tx, code, ret))
		return true;
	return certificate_load_by_number(tx, number, ret) || find_by_product_code(tx, number, ret);
}

enum decision verify_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__VerifyCertificate *query =
		(const Ocop__Certification__V1__VerifyCertificate *)message;
	Ocop__Certification__V1__VerifyCertificateReply answer =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE_REPLY__INIT;
	int64_t now_us = transaction_now_us(tx);
	Google__Protobuf__Timestamp as_of = message_time(now_us), next_update, changed_at;
	Ocop__Certification__V1__Certificate shown;
	struct certificate certificate;
	int32_t last_day;

	if (text_length(query->number) > ASKED_LENGTH_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "number", NULL);
		return REFUSED;
	}

	answer.as_of = &as_of;
	answer.known = find(tx, text_compose(transaction_arena(tx), query->number), &certificate);
	if (!answer.known) {
		reply_set(reply, &answer.base);
		return ACCEPTED;
	}

	certificate.state = certificate_state_on(certificate.state, certificate.valid_until,
						 date_of_us(now_us));
	if (certificate.state == CERTIFICATE_STATE(VALID) &&
	    date_parse(certificate.valid_until, &last_day)) {
		next_update = message_time(date_end_us(last_day) + 1);
		answer.next_update = &next_update;
	}
	certificate_message(&certificate, &shown, &changed_at);
	answer.certificate = &shown;
	reply_set(reply, &answer.base);
	reply_set_version(reply, certificate.version);
	return ACCEPTED;
}
