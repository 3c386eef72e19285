/* fields.c - what is said of a subscription when it is made and when it is changed */
#include "notification/subscription/fields.h"

#include <string.h>

#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/state.h"

/* What another kind of subscription has is not kept silently. */
static void refuse_unless_empty(struct reply *reply, const char *field, const char *text)
{
	if (text[0])
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "not of this kind");
}

static void read_url(struct transaction *tx, const char *url, struct reply *reply,
		     struct subscription *subscription)
{
	const struct notification_state *state = transaction_state(tx);

	subscription->url = url;
	if (subscription->kind != SUBSCRIPTION_KIND(WEBHOOK)) {
		refuse_unless_empty(reply, "url", url);
		return;
	}
	if (require_text(reply, "url", url, URL_LENGTH_MAX) &&
	    !webhook_url_is_sound(url, state->plain_http))
		reply_refuse(reply, REFUSAL(WEBHOOK_URL_INVALID), "url", NULL);
}

static void read_mail_address(const char *address, struct reply *reply,
			      struct subscription *subscription)
{
	subscription->mail_address = address;
	if (subscription->kind != SUBSCRIPTION_KIND(MAIL)) {
		refuse_unless_empty(reply, "mail_address", address);
		return;
	}
	if (require_text(reply, "mail_address", address, MAIL_ADDRESS_LENGTH_MAX) &&
	    !mail_address_is_sound(address))
		reply_refuse(reply, REFUSAL(MAIL_ADDRESS_INVALID), "mail_address", NULL);
}

void subscription_fields_read(struct transaction *tx, const struct subscription_fields *fields,
			      struct reply *reply, struct subscription *subscription)
{
	subscription->name = require_composed(reply, "name", fields->name, NAME_LENGTH_MAX);
	read_url(tx, fields->url, reply, subscription);
	read_mail_address(fields->mail_address, reply, subscription);
	subscription->language = fields->language[0] ? fields->language : "vi";
	if (strcmp(subscription->language, "vi") != 0 && strcmp(subscription->language, "en") != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "language", "vi, en");
	subscription->max_outstanding = fields->max_outstanding ? fields->max_outstanding : 1;
	if (subscription->max_outstanding > OUTSTANDING_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "max_outstanding", "1 to %d",
			     OUTSTANDING_MAX);
}
