/* request_certificate_action.c - the ministry asks a province for a re-evaluation or a revocation
 *
 * Reads:     certification.v1.RequestCertificateAction
 * Needs:     a certificate that is in force or not verified; for a revocation one that the province
 *            decides on
 * Writes:    certificate_requests, one row
 * Publishes: certification.v1.CertificateRequestMade
 * Refuses:   CERTIFICATE_UNKNOWN, FIELD_INVALID, FIELD_MISSING, FIELD_TOO_LONG, REASON_MISSING,
 *            RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT, and what the certificate is:
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED
 */
#include "certification/commands.h"

#include "certification/acts/ordered.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/authority.h"
#include "certification/subjects.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static bool is_sound(const Ocop__Certification__V1__RequestCertificateAction *command,
		     struct reply *reply)
{
	if (command->kind != REQUEST_KIND(RE_EVALUATION) &&
	    command->kind != REQUEST_KIND(REVOCATION))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)require_text(reply, "document_number", command->document_number, NUMBER_LENGTH_MAX);
	return !reply_refused(reply);
}

enum decision request_certificate_action(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply)
{
	const Ocop__Certification__V1__RequestCertificateAction *command =
		(const Ocop__Certification__V1__RequestCertificateAction *)message;
	struct certificate_request request, stored;
	char request_id[IDENTIFIER_SIZE];
	struct place_codes today;
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	if (!is_sound(command, reply) || !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;

	why = may_request_action(command->kind, ordered.competence.is_of_centre, ordered.state);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	certificate_place_today(tx, &ordered.certificate, &today);
	identifier_create("request", NULL, transaction_now_us(tx), request_id);
	request = (struct certificate_request){
		.request_id = request_id,
		.code = ordered.certificate.code,
		.kind = command->kind,
		.reason = command->reason,
		.document_number = command->document_number,
		.requested_on = today_text(tx),
		.province_code = today.province_code,
	};
	certificate_request_insert(tx, &request);
	if (certificate_request_load(tx, request_id, &stored))
		event_certificate_request_made(tx, &stored);
	reply_accept(reply, request_id, 1);
	return ACCEPTED;
}
