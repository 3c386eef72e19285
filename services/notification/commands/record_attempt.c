/* record_attempt.c - how an attempt to deliver ended, and what follows from it
 *
 * Reads:     notification.v1.RecordAttempt, from the daemon itself
 * Needs:     a delivery that waits, and that nobody has recorded this attempt of
 * Writes:    deliveries, delivery_attempts; the subscription ends when its receiver is gone, and
 *            is paused when a delivery is given up
 * Publishes: nothing
 * Refuses:   NO_SUCH_THING, VERSION_STALE (recorded before, or settled meanwhile)
 */
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/delivery/outcome.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

static struct delivery_decision decide(const Ocop__Notification__V1__RecordAttempt *record,
				       const struct subscription *subscription,
				       const struct delivery *delivery)
{
	const struct attempt_facts facts = {
		.end = (enum attempt_end)record->end,
		.status = (int)record->status,
		.retry_after_s = record->retry_after_s,
		.attempt = (int)delivery->tries,
		.chance = record->chance,
	};

	return subscription->kind == SUBSCRIPTION_KIND(MAIL) ? mail_decide(&facts)
							     : webhook_decide(&facts);
}

static void settle(struct transaction *tx, const struct delivery_decision *decision,
		   struct delivery *delivery)
{
	int64_t now_us = transaction_now_us(tx);

	switch (decision->fate) {
	case DELIVERY_DELIVERED:
		delivery->state = DELIVERY_STATE(DELIVERED);
		delivery->settled_at_us = now_us;
		return;
	case DELIVERY_WAITS:
		delivery->next_attempt_at_us = now_us + decision->wait_us;
		return;
	case DELIVERY_DEAD:
	case DELIVERY_UNWANTED:
		delivery->state = DELIVERY_STATE(DEAD);
		delivery->settled_at_us = now_us;
		return;
	}
}

static void write_attempt(struct transaction *tx,
			  const Ocop__Notification__V1__RecordAttempt *record,
			  const struct subscription *subscription, const struct delivery *delivery)
{
	const struct attempt attempt = {
		.number = delivery->attempts,
		.end = record->end,
		.status = record->status,
		.duration_ms = record->duration_ms,
		.at_us = transaction_now_us(tx),
	};

	deliveries_open(tx, subscription, delivery->count);
	delivery_update(tx, subscription->subscription_id, delivery);
	attempt_insert(tx, subscription->subscription_id, delivery->count, &attempt);
}

/* One whose delivery was given up waits for its owner: to go on would leave a gap in what is
 * ordered, and a receiver that was away for three days is not there for the next item either. */
static enum decision follow(struct transaction *tx, const struct subscription *subscription,
			    enum delivery_fate fate, struct reply *reply)
{
	if (fate == DELIVERY_UNWANTED && subscription->state != SUBSCRIPTION_STATE(ENDED))
		return subscription_move(tx, subscription->subscription_id,
					 SUBSCRIPTION_STATE(ENDED), "gone", reply);
	if (fate == DELIVERY_DEAD && subscription->state == SUBSCRIPTION_STATE(ACTIVE))
		return subscription_move(tx, subscription->subscription_id,
					 SUBSCRIPTION_STATE(PAUSED), "not_delivered", reply);
	return ACCEPTED;
}

enum decision record_attempt(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Notification__V1__RecordAttempt *record =
		(const Ocop__Notification__V1__RecordAttempt *)message;
	struct subscription subscription;
	struct delivery delivery;
	struct delivery_decision decision;

	if (!subscription_load(tx, record->subscription_id, &subscription) ||
	    !delivery_load(tx, record->subscription_id, (int64_t)record->count, &delivery)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "count", NULL);
		return REFUSED;
	}
	if (delivery.state != DELIVERY_STATE(PENDING) || delivery.attempts + 1 != record->attempt) {
		reply_refuse(reply, REFUSAL(VERSION_STALE), "attempt", NULL);
		return REFUSED;
	}

	delivery.attempts++;
	delivery.tries++;
	decision = decide(record, &subscription, &delivery);
	settle(tx, &decision, &delivery);
	write_attempt(tx, record, &subscription, &delivery);
	reply_accept(reply, subscription.subscription_id, subscription.version);
	return follow(tx, &subscription, decision.fate, reply);
}
