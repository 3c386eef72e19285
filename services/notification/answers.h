/* answers.h - items of the feed, subscriptions and deliveries as they are shown
 *
 * Messages live in the transaction's arena; texts are the rows'.
 */
#pragma once

#include <stdbool.h>

#include "ocop/notification/v1/queries.pb-c.h"
#include "ocop/notification/v1/types.pb-c.h"

struct delivery;
struct feed_event;
struct subscription;
struct transaction;

/* An item; with its packed bytes when asked. NULL for bytes that are no item, which fails the
 * transaction. */
Ocop__Notification__V1__FeedItem *feed_item_message(struct transaction *tx,
						    const struct feed_event *event, bool packed);

/* Where the feed stands; with a subscription (NULL: none) also how far its count is. */
Ocop__Notification__V1__FeedHead *feed_head_message(struct transaction *tx,
						    const char *subscription_id);

/* A subscription; its keys without what is secret. */
Ocop__Notification__V1__Subscription *subscription_message(struct transaction *tx,
							   const struct subscription *subscription);

/* A delivery with its newest attempts. */
Ocop__Notification__V1__Delivery *delivery_message(struct transaction *tx,
						   const char *subscription_id,
						   const struct delivery *delivery);
