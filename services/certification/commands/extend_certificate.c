/* extend_certificate.c - a certificate runs on until the result of its re-rating
 *
 * Reads:     certification.v1.ExtendCertificate
 * Needs:     a valid certificate, a re-rating of it that was handed in, and a use of extension (the
 *            setting) that covers it
 * Writes:    certificates: the day it is extended to; certificate_moves
 * Publishes: certification.v1.CertificateExtended
 * Refuses:   CERTIFICATE_UNKNOWN, REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID,
 *            RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT, EXTENSION_NOT_ALLOWED, RE_RATING_NOT_FILED,
 *            EXTENSION_TOO_LONG, and what the certificate is: CERTIFICATE_SUSPENDED,
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED,
 *            CERTIFICATE_NOT_VERIFIED
 */
#include "certification/commands.h"

#include "certification/acts/moves.h"
#include "certification/acts/ordered.h"
#include "certification/events.h"
#include "certification/records/dossier.h"
#include "certification/rules/extension.h"
#include "certification/state.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* The days of a certificate are read as they can be: one in a state that can be extended has
 * both. */
static void facts_gather(struct transaction *tx, const struct ordered *ordered,
			 struct extension_facts *facts)
{
	const struct certification_state *state = certification_state(tx);
	const struct certificate *certificate = &ordered->certificate;
	const char *dossier_id;

	facts->competence = ordered->competence;
	facts->state = ordered->state;
	facts->use = state->extension;
	facts->book = rulebooks_in_force(state->rulebooks, date_of_us(transaction_now_us(tx)));
	facts->has_re_rating = re_rating_load(tx, certificate->code, &dossier_id);
	if (!date_parse(certificate->valid_until, &facts->valid_until) ||
	    !date_parse(certificate->last_day, &facts->last_day))
		facts->valid_until = facts->last_day = 0;
}

enum decision extend_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ExtendCertificate *command =
		(const Ocop__Certification__V1__ExtendCertificate *)message;
	struct extension_facts facts = {0};
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	(void)require_date(reply, "until", command->until, &facts.until);
	if (!order_is_sound(reply, command->reason, command->decision_number) ||
	    !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;
	facts_gather(tx, &ordered, &facts);

	why = may_extend_certificate(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why,
			     why == REFUSAL(DATE_INVALID) || why == REFUSAL(EXTENSION_TOO_LONG)
				     ? "until"
				     : NULL,
			     NULL);
		return REFUSED;
	}

	ordered.certificate.extended_until = command->until;
	certificate_moved(tx, &ordered.certificate, CERTIFICATE_MOVE(EXTEND),
			  &(struct move_note){.decision_number = command->decision_number,
					      .reason = command->reason});
	event_certificate_extended(tx, &ordered.certificate, command->decision_number,
				   command->reason);
	reply_accept(reply, ordered.certificate.code, ordered.certificate.version);
	return ACCEPTED;
}
