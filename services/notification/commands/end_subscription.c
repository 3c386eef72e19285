/* end_subscription.c - a subscriber wants no more
 *
 * Reads:     notification.v1.EndSubscription
 * Needs:     a subscription that has not ended
 * Writes:    subscriptions: state, why; its topics go; the audit trail
 * Publishes: nothing
 * Refuses:   FIELD_TOO_LONG, SUBSCRIPTION_STATE (moves.h)
 *
 * What it was told stays, to be asked for; nothing is sent any more.
 */
#include "common/message/field.h"
#include "notification/commands.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision end_subscription(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Notification__V1__EndSubscription *end =
		(const Ocop__Notification__V1__EndSubscription *)message;
	const char *reason = allow_composed(reply, "reason", end->reason, REASON_LENGTH_MAX);

	if (reply_refused(reply))
		return REFUSED;
	return subscription_move(tx, end->subscription_id, SUBSCRIPTION_STATE(ENDED), reason,
				 reply);
}
