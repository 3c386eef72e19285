/* moves.c - a subscription becomes another one: active, paused, ended */
#include "notification/subscription/moves.h"

#include "common/store/transaction.h"
#include "notification/records.h"
#include "notification/rules.h"

void subscription_changed(struct transaction *tx, struct subscription *subscription,
			  const char *what, struct reply *reply)
{
	subscription->changed_at_us = transaction_now_us(tx);
	subscription->version++;
	subscription_update(tx, subscription, what);
	reply_accept(reply, subscription->subscription_id, subscription->version);
}

static const char *name_of_move(int64_t to_state)
{
	if (to_state == SUBSCRIPTION_STATE(ENDED))
		return "ended";
	return to_state == SUBSCRIPTION_STATE(PAUSED) ? "paused" : "resumed";
}

enum decision subscription_move(struct transaction *tx, const char *subscription_id,
				int64_t to_state, const char *why, struct reply *reply)
{
	struct subscription subscription;
	Ocop__Common__V1__RefusalCode refusal;

	if (!subscription_load(tx, subscription_id, &subscription))
		return FAILED; /* who calls has found it */
	refusal = may_move_subscription(subscription.state, to_state);
	if (refusal) {
		reply_refuse(reply, refusal, NULL, NULL);
		return REFUSED;
	}

	subscription.state = to_state;
	subscription.why = why;
	/* What has ended is not told any more; what is paused is, but not sent. */
	if (to_state == SUBSCRIPTION_STATE(ENDED)) {
		subscription.live = false;
		topics_delete(tx, subscription_id);
	}
	subscription_changed(tx, &subscription, name_of_move(to_state), reply);
	return ACCEPTED;
}
