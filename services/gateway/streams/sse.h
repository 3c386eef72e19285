/* sse.h - items and heartbeats as lines of an event stream (WHATWG HTML 9.2.5) */
#pragma once

#include <stddef.h>

#include "ocop/notification/v1/queries.pb-c.h"

/* Lines that are put together; grows as needed. Zeroed it is empty. */
struct sse {
	char *bytes;
	size_t size_bytes, capacity_bytes;
};

/* id is the item's place, event its type, data its JSON. */
void sse_add_item(struct sse *sse, const Ocop__Notification__V1__FeedItem *item);

/* id is the reader's place: it comes back behind all that was left out too. */
void sse_add_heartbeat(struct sse *sse, const char *place,
		       const Ocop__Notification__V1__FeedHead *head);

/* How long a browser waits before it comes back. */
void sse_add_retry(struct sse *sse, unsigned retry_ms);

/* A last event: why there will be no more; data is JSON. */
void sse_add_end(struct sse *sse, const char *data);

/* Gives back the memory. */
void sse_deinit(struct sse *sse);
