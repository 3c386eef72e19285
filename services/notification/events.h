/* events.h - what notification tells: the public feed, and nothing else
 *
 * Its event log is the feed: one item an event, with the feed's own numbers and chain. What changes
 * about subscriptions is nobody's business but theirs; subscription_changes keeps it.
 */
#pragma once

#include "common/reaction.h"

struct transaction;

/* The one event, in which a producer's name may stand; ends with NULL. */
extern const ProtobufCMessageDescriptor *const notification_naming_events[];

/* Appends the item that tells the public of this event of another daemon; its number is outbox_head
 * then. Returns the origin's event id, in the transaction's arena. Fails the transaction when no
 * payload of a PublicEvent takes such a body: it is no public type. */
const char *event_published(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);
