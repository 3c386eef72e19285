/* enquiry.c - what commands and queries of enquiries share */
#include "market/acts/enquiry.h"

#include <sodium.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/base/random.h"
#include "common/label/public_code.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "common/sending/contact.h"
#include "common/sending/sent.h"
#include "common/store/transaction.h"
#include "market/events/enquiry.h"
#include "market/records/enquiry_count.h"
#include "market/rules/enquiry.h"
#include "market/state.h"

bool enquiry_of_receipt(struct transaction *tx, struct reply *reply, const char *receipt,
			struct enquiry *ret_enquiry)
{
	char stored[SECRET_RECEIPT_LENGTH + 1];

	if (public_code_read(receipt, SECRET_RECEIPT_LENGTH, stored) &&
	    enquiry_load_by_receipt(tx, stored, ret_enquiry))
		return true;
	reply_refuse(reply, REFUSAL(NO_SUCH_THING), "receipt", NULL);
	return false;
}

const char *enquiry_message_read(struct reply *reply, const char *text)
{
	/* Composing would make one line of many: only blanks alone are looked for. */
	if (*require_composed(reply, "message", text, ENQUIRY_MESSAGE_MAX))
		(void)allow_text(reply, "message", text, 2 * ENQUIRY_MESSAGE_MAX);
	return text;
}

enum {
	KEY_BYTES = 16, /* nobody looks for two contacts with one key */
	KEY_SECRET_BYTES = crypto_generichash_KEYBYTES
};

const char *buyer_key_of(struct transaction *tx, const char *contact_key)
{
	const char *account_id = transaction_caller(tx)->account_id;
	const char *known_by =
		arena_printf(transaction_arena(tx), "%s/%s", *account_id ? "account" : "contact",
			     *account_id ? account_id : contact_key);
	char *key = arena_alloc(transaction_arena(tx), 2 * KEY_BYTES + 1);
	uint8_t hash[KEY_BYTES], fresh[KEY_SECRET_BYTES];
	const uint8_t *secret;

	random_bytes(fresh, sizeof(fresh));
	secret = buyer_secret_load(tx, fresh, sizeof(fresh));
	(void)crypto_generichash(hash, sizeof(hash), (const uint8_t *)known_by, strlen(known_by),
				 secret, KEY_SECRET_BYTES); /* always 0 */
	return sodium_bin2hex(key, 2 * KEY_BYTES + 1, hash, sizeof(hash));
}

bool enquiry_write(struct transaction *tx, struct reply *reply, struct enquiry *enquiry,
		   Ocop__Market__V1__EnquirySide side, const char *text)
{
	const struct thread_facts facts = {
		.state = enquiry->state,
		.in_a_row = enquiry->last_side == side ? enquiry->in_a_row : 0,
		.messages = enquiry->message_count,
	};
	char sent_id[IDENTIFIER_SIZE];
	struct enquiry_message written;
	Ocop__Common__V1__RefusalCode why;

	sent_id_derive(tx, "message", sent_id);
	if (enquiry_message_load(tx, sent_id, &written)) {
		if (strcmp(written.enquiry_id, enquiry->enquiry_id) == 0 && written.side == side &&
		    strcmp(written.text, text) == 0)
			return true;
		reply_refuse(reply, REFUSAL(COMMAND_ID_REUSED), NULL, NULL);
		return false;
	}
	why = may_write_message(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, NULL, NULL);
		return false;
	}
	enquiry_message_insert(tx, enquiry, side, text, sent_id);
	event_enquiry_continued(tx, enquiry, side);
	return true;
}

void enquiry_close(struct transaction *tx, struct enquiry *enquiry,
		   Ocop__Market__V1__EnquiryOutcome outcome)
{
	struct arena *arena = transaction_arena(tx);
	int32_t today = date_of_us(transaction_now_us(tx));
	int32_t kept_days = (int32_t)market_state(tx)->enquiry_contact_days;

	enquiry->state = ENQUIRY_STATE(CLOSED);
	enquiry->outcome = outcome;
	enquiry->closed_on = date_text(arena, today);
	enquiry_update(tx, enquiry);
	contact_keep_until(tx, enquiry->enquiry_id, date_text(arena, today + kept_days));
	event_enquiry_closed(tx, enquiry);
}

void enquiry_forget_buyer(struct transaction *tx, struct enquiry *enquiry)
{
	enquiry->account_id = "";
	enquiry->buyer_key = "";
	contact_erase(tx, enquiry->enquiry_id);
	enquiry_update(tx, enquiry);
	event_buyer_erased(tx, enquiry);
}

void enquiry_counts_check(struct reply *reply, const struct enquiry_count_filter *filter)
{
	if (*filter->province_code == '\0' && *filter->commune_code == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "province_code", NULL);
	if (!month_is(filter->month_from))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "month_from", "YYYY-MM");
	if (!month_is(filter->month_until))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "month_until", "YYYY-MM");
}
