/* queries.h - what notification can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. The feed is for every account, and for machines
 * with a key; a subscription for those of its agency and the administrator. Lists give a page and a
 * cursor, opaque to the caller; CURSOR_INVALID for one that is none of ours.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query notification_queries[];

/* The public feed after a place. FEED_PLACE_UNKNOWN. */
enum decision list_feed(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* What a subscription is told, after a place of its count. FEED_PLACE_UNKNOWN. */
enum decision list_subscription_feed(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Where the feed stands. */
enum decision get_feed_head(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Where the feed and a subscription stand. */
enum decision get_subscription_head(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* One subscription. */
enum decision get_subscription(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Subscriptions of the caller's agency; of all for the administrator. SCOPE_MISSING for another's.
 */
enum decision list_subscriptions(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* The log of a subscription's deliveries, newest first. */
enum decision list_deliveries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
