/* revoke_certificate.c - withdraws a certificate on a ground of its rule book
 *
 * Reads:     certification.v1.RevokeCertificate
 * Needs:     a valid certificate (or a recognition that is not verified), a conclusion
 * Writes:    certificates: state, ground, reason, conclusion, days beyond the limit
 * Publishes: certification.v1.CertificateRevoked
 * Refuses:   CERTIFICATE_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, REASON_MISSING,
 *            CONCLUSION_MISSING, DATE_INVALID, RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT (chairman for
 *            3 and 4, Minister for 5), GROUND_UNKNOWN, CERTIFICATE_STATE
 */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/moves.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static bool is_sound(const Ocop__Certification__V1__RevokeCertificate *command, struct reply *reply,
		     int32_t *ret_concluded_on)
{
	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)require_text(reply, "ground_code", command->ground_code, NUMBER_LENGTH_MAX);
	(void)require_text(reply, "decision_number", command->decision_number, NUMBER_LENGTH_MAX);
	(void)allow_text(reply, "conclusion_number", command->conclusion_number, NUMBER_LENGTH_MAX);
	if (command->conclusion_number[0] == '\0')
		reply_refuse(reply, REFUSAL(CONCLUSION_MISSING), "conclusion_number", NULL);
	if (command->concluded_on[0] == '\0')
		reply_refuse(reply, REFUSAL(CONCLUSION_MISSING), "concluded_on", NULL);
	else if (!date_parse(command->concluded_on, ret_concluded_on))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "concluded_on", NULL);
	return !reply_refused(reply);
}

static void write_revocation(struct transaction *tx, struct certificate *certificate,
			     const Ocop__Certification__V1__RevokeCertificate *command,
			     const struct revocation_facts *facts, int32_t within_days)
{
	char *revoked_on = arena_alloc(transaction_arena(tx), DATE_TEXT_SIZE);

	date_print(facts->today, revoked_on);
	certificate->state = CERTIFICATE_STATE(REVOKED);
	certificate->revocation_ground = command->ground_code;
	certificate->revocation_reason = command->reason;
	certificate->revocation_decision = command->decision_number;
	certificate->revoked_on = revoked_on;
	certificate->conclusion_number = command->conclusion_number;
	certificate->concluded_on = command->concluded_on;
	certificate->revocation_days_late =
		(uint32_t)revocation_days_late(facts->concluded_on, facts->today, within_days);
	certificate_update(tx, certificate);
	event_certificate_revoked(tx, certificate);
}

enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__RevokeCertificate *command =
		(const Ocop__Certification__V1__RevokeCertificate *)message;
	struct revocation_facts facts = {0};
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;
	const struct rulebook *book;
	Ocop__Common__V1__RefusalCode why;

	if (!is_sound(command, reply, &facts.concluded_on))
		return REFUSED;

	if (!certificate_code_read(command->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}
	book = revocation_facts_gather(tx, &certificate, command->ground_code, &facts);
	if (book == NULL) {
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), NULL, NULL);
		return REFUSED;
	}

	why = may_revoke_certificate(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, why == REFUSAL(GROUND_UNKNOWN) ? "ground_code" : NULL,
			     NULL);
		return REFUSED;
	}

	write_revocation(tx, &certificate, command, &facts, book->deadlines.revoke_within_days);
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
