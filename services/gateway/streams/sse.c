/* sse.c - items and heartbeats as lines of an event stream
 *
 * JSON is written without line ends, so each is one line of data.
 */
#include "gateway/streams/sse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/json/message_json.h"

static void add(struct sse *sse, const char *text)
{
	size_t size_bytes = strlen(text);

	if (sse->size_bytes + size_bytes > sse->capacity_bytes) {
		sse->capacity_bytes = 2 * (sse->size_bytes + size_bytes);
		sse->bytes = memory_realloc(sse->bytes, sse->capacity_bytes);
	}
	memcpy(sse->bytes + sse->size_bytes, text, size_bytes);
	sse->size_bytes += size_bytes;
}

static void add_line(struct sse *sse, const char *name, const char *value)
{
	add(sse, name);
	add(sse, ": ");
	add(sse, value);
	add(sse, "\n");
}

static void add_message(struct sse *sse, const ProtobufCMessage *message)
{
	size_t size_bytes;
	char *text = message_to_json_text(message, &size_bytes);

	add_line(sse, "data", text);
	add(sse, "\n");
	memory_free(text);
}

void sse_add_item(struct sse *sse, const Ocop__Notification__V1__FeedItem *item)
{
	add_line(sse, "id", item->place);
	add_line(sse, "event", item->event ? item->event->type : "message");
	add_message(sse, &item->base);
}

void sse_add_heartbeat(struct sse *sse, const char *place,
		       const Ocop__Notification__V1__FeedHead *head)
{
	add_line(sse, "id", place);
	add_line(sse, "event", "heartbeat");
	add_message(sse, &head->base);
}

void sse_add_retry(struct sse *sse, unsigned retry_ms)
{
	char text[16];

	(void)snprintf(text, sizeof(text), "%u", retry_ms); /* ten digits */
	add_line(sse, "retry", text);
	add(sse, "\n");
}

void sse_add_end(struct sse *sse, const char *data)
{
	add_line(sse, "event", "end");
	add_line(sse, "data", data);
	add(sse, "\n");
}

void sse_deinit(struct sse *sse)
{
	memory_free(sse->bytes);
	*sse = (struct sse){0};
}
