/* reinstate_certificate.c - the suspension of a certificate is lifted
 *
 * Reads:     certification.v1.ReinstateCertificate
 * Needs:     a suspended certificate whose last day is not over
 * Writes:    certificates: valid again; certificate_moves
 * Publishes: certification.v1.CertificateReinstated
 * Refuses:   CERTIFICATE_UNKNOWN, REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, RULEBOOK_UNKNOWN,
 *            LEVEL_NOT_COMPETENT, and what the certificate is: CERTIFICATE_NOT_SUSPENDED,
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED,
 *            CERTIFICATE_NOT_VERIFIED
 */
#include "certification/commands.h"

#include "certification/acts/moves.h"
#include "certification/acts/ordered.h"
#include "certification/events.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision reinstate_certificate(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__ReinstateCertificate *command =
		(const Ocop__Certification__V1__ReinstateCertificate *)message;
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	if (!order_is_sound(reply, command->reason, command->decision_number) ||
	    !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;

	why = may_reinstate_certificate(&ordered.competence, ordered.state);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	ordered.certificate.state = CERTIFICATE_STATE(VALID);
	certificate_moved(tx, &ordered.certificate, CERTIFICATE_MOVE(REINSTATE),
			  &(struct move_note){.decision_number = command->decision_number,
					      .reason = command->reason});
	event_certificate_reinstated(tx, &ordered.certificate, command->decision_number,
				     command->reason);
	reply_accept(reply, ordered.certificate.code, ordered.certificate.version);
	return ACCEPTED;
}
