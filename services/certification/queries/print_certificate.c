/* print_certificate.c - a certificate as PDF, from the authority's template
 *
 * For anybody, as the certificate itself. What old registers claim has no paper of ours. One that
 * is no longer in force is printed with that above all else.
 *
 * Reads:   certification.v1.PrintCertificate
 * Answers: common.v1.PrintedDocument
 * Refuses: CERTIFICATE_UNKNOWN, CERTIFICATE_STATE, REPLY_TOO_LARGE
 */
#include "certification/queries.h"

#include "certification/log/worth.h"
#include "certification/paper/certificate_paper.h"
#include "certification/records.h"
#include "certification/rules.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/document/printed.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

static bool require_certificate(struct transaction *tx, struct reply *reply, const char *asked,
				struct certificate *ret_certificate)
{
	char code[CERTIFICATE_CODE_SIZE];

	if (!certificate_code_read(asked, code) || !certificate_load(tx, code, ret_certificate))
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
	else if (ret_certificate->claim_id && *ret_certificate->claim_id)
		reply_refuse(reply, REFUSAL(CERTIFICATE_STATE), "code", NULL);
	else
		return true;
	return false;
}

/* Where no portal is named, the code alone: it is what the portal's form asks for. */
static const char *verification_url(struct transaction *tx, const char *code)
{
	const char *portal = certification_state(tx)->public_url;

	return *portal ? arena_printf(transaction_arena(tx), "%s/verify/%s", portal, code) : code;
}

enum decision print_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__PrintCertificate *query =
		(const Ocop__Certification__V1__PrintCertificate *)message;
	struct arena *arena = transaction_arena(tx);
	struct certificate certificate;
	struct printed printed;
	struct worth worth;

	if (!require_certificate(tx, reply, query->code, &certificate))
		return REFUSED;
	worth_load(tx, &certificate, &worth);
	const struct paper_ground ground = {
		.certificate_template = certification_state(tx)->certificate_template,
		.certificate = &worth.message,
		.url = verification_url(tx, certificate.code),
		.is_demonstration = certification_state(tx)->is_demonstration,
		.is_of_centre = certificate.star >= MINISTRY_FROM_STAR,
	};
	const struct printed_about about = {
		.title = arena_printf(arena, "Giấy chứng nhận OCOP %s", certificate.code),
		.author = "",
		.created_us = certificate.changed_at_us,
		.landscape = true,
		.margin = CERTIFICATE_PAPER_MARGIN,
	};

	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	certificate_paper_draw(printed.pdf, &ground, arena);
	return printed_end(tx, reply, &printed,
			   arena_printf(arena, "giay-chung-nhan-%s.pdf", certificate.code), true);
}
