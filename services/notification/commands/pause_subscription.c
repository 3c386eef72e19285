/* pause_subscription.c - nothing is sent for a while; items are counted on
 *
 * Reads:     notification.v1.PauseSubscription
 * Needs:     an active subscription
 * Writes:    subscriptions: state, why; the audit trail
 * Publishes: nothing
 * Refuses:   FIELD_TOO_LONG, SUBSCRIPTION_STATE (moves.h)
 */
#include "common/message/field.h"
#include "notification/commands.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision pause_subscription(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Notification__V1__PauseSubscription *pause =
		(const Ocop__Notification__V1__PauseSubscription *)message;
	const char *reason = allow_composed(reply, "reason", pause->reason, REASON_LENGTH_MAX);

	if (reply_refused(reply))
		return REFUSED;
	return subscription_move(tx, pause->subscription_id, SUBSCRIPTION_STATE(PAUSED), reason,
				 reply);
}
