/* get_subscription.c - one subscription
 *
 * Reads:   notification.v1.GetSubscription
 * Answers: notification.v1.Subscription
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/queries.h"
#include "notification/records.h"
#include "ocop/notification/v1/queries.pb-c.h"

enum decision get_subscription(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Notification__V1__GetSubscription *get =
		(const Ocop__Notification__V1__GetSubscription *)message;
	struct subscription subscription;

	if (!subscription_load(tx, get->subscription_id, &subscription))
		return FAILED; /* query.c has found it */
	reply_set(reply, &subscription_message(tx, &subscription)->base);
	reply_set_version(reply, subscription.version);
	return transaction_failed(tx) ? FAILED : ACCEPTED;
}
