/* allow_late_filing.c - who decides on a certificate lets its re-rating be filed outside the window
 *
 * Reads:     registration.v1.AllowLateFiling
 * Needs:     the setting that leaves it to him; a certificate that a re-rating can start from, of
 *            the chairman's province (with five stars: the Minister)
 * Writes:    late_filings, one row
 * Publishes: registration.v1.LateFilingAllowed
 * Refuses:   REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, LATE_FILING_NOT_ALLOWED,
 *            RECOGNITION_MISSING, LEVEL_NOT_COMPETENT
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/paper.h"
#include "registration/rules.h"
#include "registration/state.h"

static void read_message(struct transaction *tx,
			 const Ocop__Registration__V1__AllowLateFiling *asked, struct reply *reply,
			 struct late_filing *ret_filing)
{
	int32_t until;

	*ret_filing = (struct late_filing){
		.certificate_code = asked->certificate_code,
		.until = asked->until,
		.reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX),
		.decision_number = require_composed(reply, "decision_number",
						    asked->decision_number, NUMBER_LENGTH_MAX),
	};
	if (*ret_filing->reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (require_date(reply, "until", asked->until, &until) &&
	    until < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "until", "a day that is over");
}

/* By the rule book in force today; without one nobody decides. */
static bool is_competent(struct transaction *tx, const struct certificate *certificate)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	const struct rulebook *book = rulebooks_in_force(registration_state(tx)->rulebooks, today);
	uint32_t role = ALLOW(CHAIRMAN);

	if (!book)
		return false;
	if (rulebook_recogniser(book, today, certificate->star) == RULEBOOK_LEVEL_CENTRE)
		role = ALLOW(MINISTRY);
	return caller_may(transaction_caller(tx), role, NULL);
}

enum decision allow_late_filing(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__AllowLateFiling *asked =
		(const Ocop__Registration__V1__AllowLateFiling *)message;
	struct certificate certificate;
	struct late_filing filing;

	read_message(tx, asked, reply, &filing);
	certificate_load(tx, asked->certificate_code, &certificate);
	if (transaction_failed(tx))
		return FAILED;

	if (!registration_state(tx)->late_filing_by_exception)
		reply_refuse(reply, REFUSAL(LATE_FILING_NOT_ALLOWED), NULL, NULL);
	if (!certificate_carries(&certificate, DOSSIER_KIND(RE_RATING), certificate.product_id))
		reply_refuse(reply, REFUSAL(RECOGNITION_MISSING), "certificate_code", NULL);
	else if (!is_competent(tx, &certificate))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "certificate_code", NULL);
	if (reply_refused(reply))
		return REFUSED;

	late_filing_write(tx, &filing);
	event_late_filing_allowed(tx, &certificate, &filing);
	reply_accept(reply, certificate.code, 1);
	return ACCEPTED;
}
