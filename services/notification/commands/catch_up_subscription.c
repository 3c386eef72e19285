/* catch_up_subscription.c - a subscription that began in the past is told the next of it
 *
 * Reads:     notification.v1.CatchUpSubscription, from the daemon itself
 * Needs:     a subscription that is behind
 * Writes:    subscription_items; how far the subscription has been reckoned
 * Publishes: nothing
 * Refuses:   NO_SUCH_THING
 *
 * A step at a time, so that the writer is never long away. The last one brings it to the head, in
 * the transaction that looks: the feed's next item finds it live.
 */
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision catch_up_subscription(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Notification__V1__CatchUpSubscription *catch_up =
		(const Ocop__Notification__V1__CatchUpSubscription *)message;
	struct subscription subscription;
	int64_t head = outbox_head(tx);
	int64_t to_sequence;

	if (!subscription_load(tx, catch_up->subscription_id, &subscription) || subscription.live ||
	    subscription.state == SUBSCRIPTION_STATE(ENDED)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "subscription_id", NULL);
		return REFUSED;
	}

	to_sequence = subscription.matched_sequence + CATCH_UP_ITEMS;
	if (to_sequence > head)
		to_sequence = head;
	items_give_past(tx, subscription.subscription_id, subscription.matched_sequence,
			to_sequence);
	subscription_set_matched(tx, subscription.subscription_id, to_sequence,
				 to_sequence == head);
	reply_accept(reply, subscription.subscription_id, subscription.version);
	return ACCEPTED;
}
