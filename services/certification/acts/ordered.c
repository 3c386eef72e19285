/* ordered.c - what every order about a certificate begins with */
#include "certification/acts/ordered.h"

#include "certification/acts/moves.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"

bool order_is_sound(struct reply *reply, const char *reason, const char *decision_number)
{
	if (reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", reason, REASON_LENGTH_MAX);
	(void)require_text(reply, "decision_number", decision_number, NUMBER_LENGTH_MAX);
	return !reply_refused(reply);
}

bool order_gather(struct transaction *tx, struct reply *reply, const char *code,
		  struct ordered *ret_ordered)
{
	char stored_code[CERTIFICATE_CODE_SIZE];

	if (!certificate_code_read(code, stored_code) ||
	    !certificate_load(tx, stored_code, &ret_ordered->certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return false;
	}
	ret_ordered->book = certificate_rulebook(tx, &ret_ordered->certificate);
	if (ret_ordered->book == NULL) {
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), NULL, NULL);
		return false;
	}
	ret_ordered->state = certificate_state_now(tx, &ret_ordered->certificate);
	ret_ordered->competence =
		competence_gather(tx, &ret_ordered->certificate, ret_ordered->book);
	return true;
}
