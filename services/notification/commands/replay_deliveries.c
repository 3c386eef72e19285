/* replay_deliveries.c - items of a range are sent again, with the same ids
 *
 * Reads:     notification.v1.ReplayDeliveries
 * Needs:     a subscription that is sent to and has not ended; a range of its count
 * Writes:    deliveries: those of the range begin anew; the audit trail
 * Publishes: nothing
 * Refuses:   SUBSCRIPTION_KIND, SUBSCRIPTION_STATE, REPLAY_RANGE_INVALID (rules.h)
 *
 * They come before what is new, because the order is that of the count. What was delivered is
 * delivered again: a receiver who lost its data asks for just that.
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision replay_deliveries(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Notification__V1__ReplayDeliveries *replay =
		(const Ocop__Notification__V1__ReplayDeliveries *)message;
	struct subscription subscription;
	Ocop__Common__V1__RefusalCode why;

	if (!subscription_load(tx, replay->subscription_id, &subscription))
		return FAILED; /* command.c has found it */
	struct replay_facts facts = {
		.kind = subscription.kind,
		.state = subscription.state,
		.count = items_count(tx, subscription.subscription_id),
		.from_count = (int64_t)replay->from_count,
		.to_count = (int64_t)replay->to_count,
	};

	if (facts.to_count == 0)
		facts.to_count = facts.count;
	why = may_replay_deliveries(&facts);
	if (why) {
		reply_refuse(reply, why, NULL, "1 to %lld, at most %d at a time",
			     (long long)facts.count, REPLAY_MAX);
		return REFUSED;
	}

	deliveries_restart(tx, subscription.subscription_id, facts.from_count, facts.to_count);
	subscription_changed(tx, &subscription,
			     arena_printf(transaction_arena(tx), "replayed %lld to %lld",
					  (long long)facts.from_count, (long long)facts.to_count),
			     reply);
	return ACCEPTED;
}
