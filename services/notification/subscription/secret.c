/* secret.c - a subscription's keys: made, replaced, shown once */
#include "notification/subscription/secret.h"

#include "common/access_token.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "notification/delivery/signature.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/notification/v1/commands.pb-c.h"

static void answer(const struct subscription *subscription,
		   Ocop__Notification__V1__SubscriptionSecret *answer, struct reply *reply)
{
	answer->id = message_text(subscription->subscription_id);
	answer->version = subscription->version;
	reply_set(reply, &answer->base);
	reply_set_version(reply, subscription->version);
}

/* "whsec_..." is the secret itself; "whpk_..." is what anybody may know. */
static void show(const struct webhook_key *key, char text[WEBHOOK_KEY_TEXT_SIZE],
		 Ocop__Notification__V1__SubscriptionSecret *answer)
{
	webhook_key_print(key, text);
	if (key->scheme == WEBHOOK_HMAC)
		answer->secret = text;
	else
		answer->public_key = text;
}

static int64_t next_number(struct transaction *tx, const char *subscription_id)
{
	struct signing_key newest;

	return signing_key_load(tx, subscription_id, &newest) ? newest.number + 1 : 1;
}

void secret_give(struct transaction *tx, const struct subscription *subscription,
		 int64_t old_until_us, struct reply *reply)
{
	Ocop__Notification__V1__SubscriptionSecret secret =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_SECRET__INIT;
	Google__Protobuf__Timestamp old_until = message_time(old_until_us);
	struct webhook_key made;
	char text[WEBHOOK_KEY_TEXT_SIZE];

	if (subscription->kind != SUBSCRIPTION_KIND(WEBHOOK)) {
		answer(subscription, &secret, reply);
		return;
	}
	webhook_key_create(subscription->signature_kind == SIGNATURE_KIND(HMAC) ? WEBHOOK_HMAC
										: WEBHOOK_ED25519,
			   &made);
	struct signing_key key = {
		.number = next_number(tx, subscription->subscription_id),
		.signature_kind = subscription->signature_kind,
		.secret = made.secret,
		.created_at_us = transaction_now_us(tx),
		.command_id = transaction_caller(tx)->command_id,
	};

	if (old_until_us)
		signing_keys_expire(tx, subscription->subscription_id, old_until_us);
	signing_key_insert(tx, subscription->subscription_id, &key);
	secret.key_number = (uint32_t)key.number;
	secret.old_key_until = old_until_us ? &old_until : NULL;
	show(&made, text, &secret);
	answer(subscription, &secret, reply);
}

void secret_answer_again(struct transaction *tx, const struct subscription *subscription,
			 struct reply *reply)
{
	Ocop__Notification__V1__SubscriptionSecret secret =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_SECRET__INIT;
	struct signing_key newest;

	if (signing_key_load(tx, subscription->subscription_id, &newest))
		secret.key_number = (uint32_t)newest.number;
	answer(subscription, &secret, reply);
}
