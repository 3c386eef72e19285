/* events.c - what notification tells: the public feed, one function for every public type */
#include "notification/events.h"

#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "notification/rules.h"
#include "ocop/notification/v1/events.pb-c.h"

enum { EPOCH_SIZE_BYTES = 16 };

/* The origin's id follows from source, epoch and sequence: the same when the feed is built anew
 * from event 1, so that receivers do not take it twice. */
static void origin_fill(struct transaction *tx, const Ocop__Common__V1__Event *event,
			Ocop__Notification__V1__Origin *ret_origin)
{
	struct arena *arena = transaction_arena(tx);

	ocop__notification__v1__origin__init(ret_origin);
	ret_origin->source = event->source;
	ret_origin->sequence = event->sequence;
	ret_origin->epoch = arena_alloc(arena, 2 * EPOCH_SIZE_BYTES + 1);
	(void)sodium_bin2hex(ret_origin->epoch, 2 * EPOCH_SIZE_BYTES + 1,
			     transaction_source_epoch(tx), EPOCH_SIZE_BYTES); /* fits */
	ret_origin->event_id = arena_alloc(arena, IDENTIFIER_SIZE);
	identifier_derive("event", NULL, event->occurred_at_us,
			  arena_printf(arena, "%s/%s/%llu", event->source, ret_origin->epoch,
				       (unsigned long long)event->sequence),
			  ret_origin->event_id);
}

const char *event_published(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	Ocop__Notification__V1__EventPublished published =
		OCOP__NOTIFICATION__V1__EVENT_PUBLISHED__INIT;
	Ocop__Notification__V1__PublicEvent told = OCOP__NOTIFICATION__V1__PUBLIC_EVENT__INIT;
	Ocop__Notification__V1__Origin origin;
	Google__Protobuf__Timestamp occurred_at = message_time(event->occurred_at_us);

	origin_fill(tx, event, &origin);
	if (!public_event_set_payload(&told, body)) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return "";
	}
	told.type = event->type;
	told.origin = &origin;
	told.thing_id = event->thing_id;
	told.thing_version = event->thing_version;
	told.occurred_at = &occurred_at;
	published.event = &told;
	outbox_append(tx, event->thing_id, event->thing_version, &published.base);
	return origin.event_id;
}

const ProtobufCMessageDescriptor *const notification_naming_events[] = {
	&ocop__notification__v1__event_published__descriptor,
	NULL,
};
