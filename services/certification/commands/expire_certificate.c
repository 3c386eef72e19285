/* expire_certificate.c - the last day of a certificate is over
 *
 * Reads:     certification.v1.ExpireCertificate
 * Needs:     a certificate in force whose last day is over in Vietnam; one that runs on for its
 *            re-rating ends with the last day it had before, once that has failed
 * Writes:    certificates, its state; certificate_moves
 * Publishes: certification.v1.CertificateExpired
 * Refuses:   NO_SUCH_THING, CERTIFICATE_STATE (its day is to come), CERTIFICATE_EXPIRED and what
 * else it is already
 */
#include "certification/commands.h"

#include "certification/acts/moves.h"
#include "certification/events.h"
#include "certification/records.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* One without a last day is in no state that ends by itself. */
static void facts_gather(struct transaction *tx, const struct certificate *certificate,
			 struct expiry_facts *ret_facts)
{
	*ret_facts = (struct expiry_facts){
		.state = certificate->state,
		.is_extended = *certificate->extended_until != '\0',
		.today = date_of_us(transaction_now_us(tx)),
	};
	if (ret_facts->is_extended)
		ret_facts->re_rating_failed = certificate_re_rating_failed(tx, certificate->code);
	if (!date_parse(certificate->valid_until, &ret_facts->valid_until) ||
	    !date_parse(certificate->last_day, &ret_facts->last_day))
		ret_facts->valid_until = ret_facts->last_day = INT32_MAX;
}

enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ExpireCertificate *command =
		(const Ocop__Certification__V1__ExpireCertificate *)message;
	Ocop__Common__V1__RefusalCode why = REFUSAL(NO_SUCH_THING);
	struct certificate certificate;
	struct expiry_facts facts;

	if (certificate_load(tx, command->code, &certificate)) {
		facts_gather(tx, &certificate, &facts);
		why = may_expire_certificate(&facts);
	}
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "code", NULL);
		return REFUSED;
	}

	certificate.state = CERTIFICATE_STATE(EXPIRED);
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(EXPIRE), &(struct move_note){0});
	event_certificate_expired(tx, &certificate);
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
