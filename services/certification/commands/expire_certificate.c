/* expire_certificate.c - the last day of a certificate is over
 *
 * Reads:     certification.v1.ExpireCertificate
 * Needs:     a valid certificate whose last day is over in Vietnam
 * Writes:    certificates, its state
 * Publishes: certification.v1.CertificateExpired
 * Refuses:   NO_SUCH_THING, CERTIFICATE_STATE
 */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/records.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ExpireCertificate *command =
		(const Ocop__Certification__V1__ExpireCertificate *)message;
	Ocop__Common__V1__RefusalCode why = REFUSAL(NO_SUCH_THING);
	struct certificate certificate;
	int32_t last_day;

	if (certificate_load(tx, command->code, &certificate) &&
	    date_parse(certificate.valid_until, &last_day))
		why = may_expire_certificate(certificate.state, last_day,
					     date_of_us(transaction_now_us(tx)));
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "code", NULL);
		return REFUSED;
	}

	certificate.state = CERTIFICATE_STATE(EXPIRED);
	certificate_update(tx, &certificate);
	event_certificate_expired(tx, &certificate);
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
