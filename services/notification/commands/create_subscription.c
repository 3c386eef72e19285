/* create_subscription.c - an agency wants to be told
 *
 * Reads:     notification.v1.CreateSubscription
 * Needs:     an agency: the caller's, or, for the administrator, the one that is named
 * Writes:    subscriptions, its filter and topics, its first key, the audit trail
 * Publishes: nothing: the feed is of what happened elsewhere
 * Refuses:   FIELD_MISSING, FIELD_INVALID, AGENCY_UNKNOWN, SCOPE_MISSING,
 *            SUBSCRIPTIONS_TOO_MANY, FEED_PLACE_UNKNOWN, COMMAND_ID_REUSED, and what fields.h and
 *            filter.h name
 *
 * Its id follows from the command's: sent again, it finds what it made. The secret is shown once
 * all the same; whoever lost the answer rotates.
 */
#include <inttypes.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/feed/places.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/fields.h"
#include "notification/subscription/filter.h"
#include "notification/subscription/secret.h"
#include "ocop/notification/v1/commands.pb-c.h"

static void read_kind(const Ocop__Notification__V1__CreateSubscription *create, struct reply *reply,
		      struct subscription *subscription)
{
	bool webhook = create->kind == SUBSCRIPTION_KIND(WEBHOOK);

	subscription->kind = create->kind;
	subscription->signature_kind = create->signature_kind;
	if (create->kind == SUBSCRIPTION_KIND(UNSPECIFIED))
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "kind", NULL);
	else if (create->kind > SUBSCRIPTION_KIND(MAIL))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	if (webhook && create->signature_kind == SIGNATURE_KIND(UNSPECIFIED))
		subscription->signature_kind = SIGNATURE_KIND(HMAC);
	else if (create->signature_kind > (webhook ? SIGNATURE_KIND(ED25519) : 0))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "signature_kind", NULL);
}

/* Only the administrator, who may act for all, names another's. */
static void read_agency(struct transaction *tx, const char *named, struct reply *reply,
			struct subscription *subscription)
{
	const struct caller *caller = transaction_caller(tx);

	subscription->agency_id = named[0] ? named : caller->agency_id;
	if (!subscription->agency_id[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "agency_id", NULL);
	else if (!strcmp(subscription->agency_id, caller->agency_id))
		return;
	else if (!caller_has_role(caller, ALLOW(OPERATOR)))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "agency_id", NULL);
	else if (!agency_exists(tx, subscription->agency_id))
		reply_refuse(reply, REFUSAL(AGENCY_UNKNOWN), "agency_id", NULL);
}

static void read_after(struct transaction *tx, const char *after, struct reply *reply,
		       struct subscription *subscription)
{
	int64_t sequence = 0;

	if (after[0] == '\0')
		sequence = outbox_head(tx);
	else if (strcmp(after, "beginning") != 0)
		feed_place_read(tx, "after", after, reply, &sequence);
	subscription->after_sequence = sequence;
	subscription->matched_sequence = sequence;
	subscription->live = sequence == outbox_head(tx);
}

/* The same command of the same account gives the same id. */
static void derive_id(struct transaction *tx, char ret_id[IDENTIFIER_SIZE])
{
	const struct caller *caller = transaction_caller(tx);
	char command[COMMAND_ID_TEXT_SIZE];

	command_id_print(caller->command_id, command);
	identifier_derive("subscription", NULL, command_id_time_ms(caller->command_id) * 1000,
			  arena_printf(transaction_arena(tx), "%s/%s", caller->account_id, command),
			  ret_id);
}

/* The command came before, with the same words or with others; what was changed since does not
 * count. */
static enum decision answer_again(struct transaction *tx, const struct subscription *made,
				  const struct subscription *asked, struct reply *reply)
{
	if (made->kind != asked->kind || strcmp(made->agency_id, asked->agency_id) != 0 ||
	    (made->version == 1 &&
	     (strcmp(made->name, asked->name) != 0 || strcmp(made->url, asked->url) != 0))) {
		reply_refuse(reply, REFUSAL(COMMAND_ID_REUSED), NULL, NULL);
		return REFUSED;
	}
	secret_answer_again(tx, made, reply);
	return ACCEPTED;
}

enum decision create_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Notification__V1__CreateSubscription *create =
		(const Ocop__Notification__V1__CreateSubscription *)message;
	const struct subscription_fields fields = {create->name, create->url, create->mail_address,
						   create->language, create->max_outstanding};
	struct filter *filter = arena_alloc(transaction_arena(tx), sizeof(*filter));
	char id[IDENTIFIER_SIZE];
	struct subscription made, subscription = {
					  .subscription_id = id,
					  .state = SUBSCRIPTION_STATE(ACTIVE),
					  .why = "",
					  .created_at_us = transaction_now_us(tx),
					  .changed_at_us = transaction_now_us(tx),
					  .version = 1,
				  };

	read_kind(create, reply, &subscription);
	subscription_fields_read(tx, &fields, reply, &subscription);
	read_agency(tx, create->agency_id, reply, &subscription);
	read_after(tx, create->after, reply, &subscription);
	filter_read(tx, create->filter, reply, filter);
	derive_id(tx, id);
	if (reply_refused(reply))
		return REFUSED;

	if (subscription_load(tx, id, &made))
		return answer_again(tx, &made, &subscription, reply);
	if (subscriptions_count(tx, subscription.agency_id) >= SUBSCRIPTIONS_MAX) {
		reply_refuse(reply, REFUSAL(SUBSCRIPTIONS_TOO_MANY), NULL, "at most %d",
			     SUBSCRIPTIONS_MAX);
		return REFUSED;
	}

	subscription_insert(tx, &subscription);
	subscription_change_insert(tx, &subscription, "created");
	filter_write(tx, id, filter);
	secret_give(tx, &subscription, 0, reply);
	return ACCEPTED;
}
