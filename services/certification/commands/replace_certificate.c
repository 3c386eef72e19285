/* replace_certificate.c - a corrected certificate in the place of one with a mistake
 *
 * Reads:     certification.v1.ReplaceCertificate
 * Needs:     a valid certificate; the correction changes what it says, never star, points or dates
 * Writes:    certificates: the old one's state, one new row with a code and number of its own
 * Publishes: certification.v1.CertificateReplaced, CertificateIssued
 * Refuses:   CERTIFICATE_UNKNOWN, REASON_MISSING, FIELD_MISSING (nothing corrected),
 *            FIELD_TOO_LONG, RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT, CERTIFICATE_STATE
 */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/moves.h"
#include "certification/numbers.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
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

static const char *corrected(const char *correction, const char *old)
{
	return correction[0] == '\0' ? old : correction;
}

static void write_correction(struct transaction *tx, struct certificate *old,
			     const Ocop__Certification__V1__ReplaceCertificate *command,
			     bool is_of_centre, struct certificate *ret_new)
{
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	int year = date_year(date_of_us(transaction_now_us(tx)));

	certificate_code_draw(tx, code);
	*ret_new = *old;
	ret_new->code = code;
	ret_new->version = 1;
	ret_new->official_number = official_number_draw(tx, old->province_code, is_of_centre, year);
	ret_new->product_name = corrected(command->product_name, old->product_name);
	ret_new->producer_name = corrected(command->producer_name, old->producer_name);
	ret_new->decision_number = corrected(command->decision_number, old->decision_number);
	ret_new->corrects_code = old->code;
	ret_new->changed_at_us = transaction_now_us(tx);

	certificate_replace_by(tx, old, code, command->reason);
	certificate_insert(tx, ret_new);
	event_certificate_issued(tx, ret_new);
}

enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__ReplaceCertificate *command =
		(const Ocop__Certification__V1__ReplaceCertificate *)message;
	struct revocation_facts facts = {0};
	struct certificate old, new;
	char code[CERTIFICATE_CODE_SIZE];
	Ocop__Common__V1__RefusalCode why;

	if (!is_sound(command, reply))
		return REFUSED;

	if (!certificate_code_read(command->code, code) || !certificate_load(tx, code, &old)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}
	if (revocation_facts_gather(tx, &old, NULL, &facts) == NULL) {
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), NULL, NULL);
		return REFUSED;
	}

	why = may_replace_certificate(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}

	write_correction(tx, &old, command, facts.is_of_centre, &new);
	reply_accept(reply, new.code, new.version);
	return ACCEPTED;
}
