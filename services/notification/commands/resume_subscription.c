/* resume_subscription.c - what waited is sent, in its order
 *
 * Reads:     notification.v1.ResumeSubscription
 * Needs:     a paused subscription
 * Writes:    subscriptions: state; the audit trail; deliveries that were given up begin anew
 * Publishes: nothing
 * Refuses:   SUBSCRIPTION_STATE (moves.h)
 */
#include "notification/commands.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision resume_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Notification__V1__ResumeSubscription *resume =
		(const Ocop__Notification__V1__ResumeSubscription *)message;

	deliveries_revive(tx, resume->subscription_id);
	return subscription_move(tx, resume->subscription_id, SUBSCRIPTION_STATE(ACTIVE), "",
				 reply);
}
