/* get_feed_head.c - where the feed stands, alone or with a subscription
 *
 * Reads:   notification.v1.GetFeedHead, GetSubscriptionHead
 * Answers: notification.v1.FeedHead
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/queries.h"
#include "ocop/notification/v1/queries.pb-c.h"

static enum decision answer(struct transaction *tx, const char *subscription_id,
			    struct reply *reply)
{
	Ocop__Notification__V1__FeedHead *head = feed_head_message(tx, subscription_id);

	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &head->base);
	return ACCEPTED;
}

enum decision get_feed_head(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)message; /* asks for nothing but the head */
	return answer(tx, NULL, reply);
}

enum decision get_subscription_head(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Notification__V1__GetSubscriptionHead *get =
		(const Ocop__Notification__V1__GetSubscriptionHead *)message;

	return answer(tx, get->subscription_id, reply);
}
