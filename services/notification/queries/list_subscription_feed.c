/* list_subscription_feed.c - what a subscription is told, after a place of its count
 *
 * Reads:   notification.v1.ListSubscriptionFeed
 * Answers: notification.v1.FeedPage
 * Refuses: FEED_PLACE_UNKNOWN and FIELD_INVALID (places.h)
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/feed/page.h"
#include "notification/feed/places.h"
#include "notification/queries.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/notification/v1/queries.pb-c.h"

enum decision list_subscription_feed(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Notification__V1__ListSubscriptionFeed *list =
		(const Ocop__Notification__V1__ListSubscriptionFeed *)message;
	struct feed_event event;
	struct feed_page page;
	int64_t after = 0;

	subscription_place_read(tx, list->subscription_id, list->after, reply, &after);
	if (reply_refused(reply))
		return REFUSED;

	feed_page_begin(tx, list->limit, list->packed, list->after, &page);
	page.message.head = feed_head_message(tx, list->subscription_id);
	if (strcmp(list->after, "head") == 0 &&
	    subscription_event_load(tx, list->subscription_id, after, &event))
		feed_page_pass(tx, &page, &event);
	subscription_events_after(tx, list->subscription_id, after, FEED_LIMIT_MAX);
	while (feed_event_next(tx, &event)) {
		if (!feed_page_add(tx, &page, &event)) {
			statement_end(tx);
			break;
		}
	}
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &page.message.base);
	return ACCEPTED;
}
