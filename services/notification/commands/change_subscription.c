/* change_subscription.c - a subscriber wants to be told otherwise, from the next item on
 *
 * Reads:     notification.v1.ChangeSubscription
 * Needs:     a subscription that has not ended; kind and signature stay what they are
 * Writes:    subscriptions, its filter and topics, the audit trail
 * Publishes: nothing
 * Refuses:   SUBSCRIPTION_STATE, and what fields.h and filter.h name
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/fields.h"
#include "notification/subscription/filter.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision change_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Notification__V1__ChangeSubscription *change =
		(const Ocop__Notification__V1__ChangeSubscription *)message;
	const struct subscription_fields fields = {change->name, change->url, change->mail_address,
						   change->language, change->max_outstanding};
	struct filter *filter = arena_alloc(transaction_arena(tx), sizeof(*filter));
	struct subscription subscription;

	if (!subscription_load(tx, change->subscription_id, &subscription))
		return FAILED; /* command.c has found it */
	if (subscription.state == SUBSCRIPTION_STATE(ENDED)) {
		reply_refuse(reply, REFUSAL(SUBSCRIPTION_STATE), NULL, NULL);
		return REFUSED;
	}
	subscription_fields_read(tx, &fields, reply, &subscription);
	filter_read(tx, change->filter, reply, filter);
	if (reply_refused(reply))
		return REFUSED;

	filter_write(tx, subscription.subscription_id, filter);
	subscription_changed(tx, &subscription, "changed", reply);
	return ACCEPTED;
}
