/* suspend_certificate.c - a certificate counts for nothing until it is reinstated
 *
 * Reads:     certification.v1.SuspendCertificate
 * Needs:     a valid certificate, and an act in force by which its authority may suspend
 * Writes:    certificates: state, act, decision, reason; certificate_moves
 * Publishes: certification.v1.CertificateSuspended
 * Refuses:   CERTIFICATE_UNKNOWN, REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, RULEBOOK_UNKNOWN,
 *            LEVEL_NOT_COMPETENT, SUSPENSION_NOT_ENTERED, and what the certificate is:
 *            CERTIFICATE_SUSPENDED, CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED,
 *            CERTIFICATE_NOT_VERIFIED
 */
#include "certification/commands.h"

#include "certification/acts/moves.h"
#include "certification/acts/ordered.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/authority.h"
#include "certification/subjects.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* The act that lets the certificate's authority do it today. */
static bool find_act(struct transaction *tx, const struct ordered *ordered,
		     struct suspension_act *ret_act)
{
	struct place_codes today;

	if (ordered->competence.is_of_centre)
		return suspension_act_in_force(tx, AUTHORITY_LEVEL(CENTRE), "", today_text(tx),
					       ret_act);
	certificate_place_today(tx, &ordered->certificate, &today);
	return suspension_act_in_force(tx, AUTHORITY_LEVEL(PROVINCE), today.province_code,
				       today_text(tx), ret_act);
}

enum decision suspend_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__SuspendCertificate *command =
		(const Ocop__Certification__V1__SuspendCertificate *)message;
	struct suspension_act act;
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	if (!order_is_sound(reply, command->reason, command->decision_number) ||
	    !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;

	why = may_suspend_certificate(&ordered.competence, ordered.state,
				      find_act(tx, &ordered, &act));
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	ordered.certificate.state = CERTIFICATE_STATE(SUSPENDED);
	ordered.certificate.suspension_act = act.number;
	ordered.certificate.suspension_decision = command->decision_number;
	ordered.certificate.suspension_reason = command->reason;
	ordered.certificate.suspended_on = today_text(tx);
	certificate_moved(tx, &ordered.certificate, CERTIFICATE_MOVE(SUSPEND),
			  &(struct move_note){.decision_number = command->decision_number,
					      .reason = command->reason});
	event_certificate_suspended(tx, &ordered.certificate);
	reply_accept(reply, ordered.certificate.code, ordered.certificate.version);
	return ACCEPTED;
}
