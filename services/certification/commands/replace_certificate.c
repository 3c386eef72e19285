/* replace_certificate.c - a corrected certificate in the place of one with a mistake
 *
 * Reads:     certification.v1.ReplaceCertificate
 * Needs:     a valid certificate; the correction changes what it says, never star, points or dates
 * Writes:    certificates: the old one's state, one new row with a code and number of its own and
 *            the same cover; certificate_moves of both
 * Publishes: certification.v1.CertificateReplaced, CertificateIssued
 * Refuses:   CERTIFICATE_UNKNOWN, REASON_MISSING, FIELD_MISSING (nothing corrected),
 *            FIELD_TOO_LONG, RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT, and what the certificate is:
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED,
 *            CERTIFICATE_SUSPENDED, CERTIFICATE_NOT_VERIFIED
 */
#include "certification/commands.h"

#include "certification/acts/correction.h"
#include "certification/acts/ordered.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static bool is_sound(const Ocop__Certification__V1__ReplaceCertificate *command,
		     struct reply *reply)
{
	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (command->product_name[0] == '\0' && command->producer_name[0] == '\0' &&
	    command->decision_number[0] == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "product_name", "nothing is corrected");
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)allow_text(reply, "product_name", command->product_name, NAME_LENGTH_MAX);
	(void)allow_text(reply, "producer_name", command->producer_name, NAME_LENGTH_MAX);
	(void)allow_text(reply, "decision_number", command->decision_number, NUMBER_LENGTH_MAX);
	return !reply_refused(reply);
}

enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__ReplaceCertificate *command =
		(const Ocop__Certification__V1__ReplaceCertificate *)message;
	struct ordered ordered;
	struct certificate new;
	Ocop__Common__V1__RefusalCode why;

	if (!is_sound(command, reply) || !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;

	why = may_correct_certificate(&ordered.competence, ordered.state);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	certificate_correct(tx, &ordered.certificate,
			    &(struct correction){.product_name = command->product_name,
						 .producer_name = command->producer_name,
						 .decision_number = command->decision_number,
						 .reason = command->reason,
						 .is_of_centre = ordered.competence.is_of_centre},
			    &new);
	reply_accept(reply, new.code, new.version);
	return ACCEPTED;
}
