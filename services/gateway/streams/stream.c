/* stream.c - one who listens: a place, a page at a time, and heartbeats between
 *
 * The token is found anew for every page, so that who loses his role or signs out is told no more
 * within a minute (sessions.h).
 */
#include "gateway/streams/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "gateway/api/request_message.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/routes.h"
#include "gateway/sessions.h"
#include "gateway/streams/sse.h"

enum {
	RETRY_MS = 2000,
	/* Of one page: some 100 KiB, less than the server lets wait unsent. */
	STREAM_PAGE_ITEMS = 100
};

static const char goodbye[] = "{\"why\":\"restart\"}";

static int64_t now_ms(const struct stream *stream)
{
	return (int64_t)uv_now(stream->streams->gateway->loop);
}

bool stream_is_idle(const struct stream *stream)
{
	return stream->request && stream->begun && !stream->waiting && !stream->sending;
}

/* Ended, and nothing comes back to it any more. */
static void free_if_over(struct stream *stream)
{
	if (!stream->request && !stream->waiting)
		streams_forget(stream->streams, stream);
}

static void on_gone(void *context)
{
	struct stream *stream = context;
	struct http_request *request = stream->request;

	stream->request = NULL;
	stream->sending = false;
	if (stream->begun)
		http_respond_end(request);
	else
		http_respond(request, 499, NULL, 0, NULL, 0); /* read by nobody */
	free_if_over(stream);
}

static void on_room(void *context)
{
	struct stream *stream = context;

	stream->sending = false;
	if (stream->more || stream->seen_sequence < stream->streams->head_sequence)
		stream_ask(stream);
}

static void on_last_room(void *context)
{
	(void)context; /* nothing follows */
}

void stream_end(struct stream *stream, const char *last_line)
{
	struct http_request *request = stream->request;
	struct sse sse = {0};

	if (!request)
		return;
	stream->request = NULL;
	stream->sending = false;
	if (!stream->begun) {
		problem_respond(request, REFUSAL(OVERLOADED), NULL, NULL);
		free_if_over(stream);
		return;
	}
	sse_add_end(&sse, last_line ? last_line : goodbye);
	http_request_watch(request, NULL, NULL);
	http_respond_part(request, sse.bytes, sse.size_bytes, on_last_room, NULL);
	http_respond_end(request);
	sse_deinit(&sse);
	free_if_over(stream);
}

/* Answers that nothing comes of it, before the stream was begun. */
static void end_unbegun(struct stream *stream, const Ocop__Common__V1__Reply *refusal)
{
	struct http_request *request = stream->request;

	stream->request = NULL;
	problem_respond_reply(request, refusal);
	free_if_over(stream);
}

/* A daemon that is away comes back; a refusal stays one. */
static void on_refused(struct stream *stream, const Ocop__Common__V1__Reply *refusal)
{
	struct arena *arena;
	int status;

	if (!stream->begun) {
		end_unbegun(stream, refusal);
		return;
	}
	if (refusal->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED) {
		stream->failed = true;
		return;
	}
	arena = arena_create(ARENA_LIMIT_BYTES);
	stream_end(stream,
		   problem_text(arena, language_of(stream->request), stream->request->request_id,
				(const Ocop__Common__V1__Refusal *const *)refusal->refusals,
				refusal->n_refusals, &status));
	arena_destroy(arena);
}

static void begin(struct stream *stream, struct sse *sse)
{
	static const struct http_header headers[] = {
		{"Content-Type", "text/event-stream"},
		{"Cache-Control", "no-store"},
		{"X-Accel-Buffering", "no"}, /* nginx would gather it */
	};

	stream->begun = true;
	stream->streams->figures.begun++;
	http_respond_begin(stream->request, 200, headers, sizeof(headers) / sizeof(headers[0]),
			   HTTP_SIZE_UNKNOWN);
	sse_add_retry(sse, RETRY_MS);
	stream->heartbeat_at_ms = 0; /* says at once where all stands */
}

static bool is_at_head(const Ocop__Notification__V1__FeedPage *page, const char *place)
{
	if (page->head->count > 0)
		return strtoull(place, NULL, 10) >= page->head->count;
	return strcmp(place, page->head->place) == 0;
}

/* What of a page is to be said, and where the stream stands behind it. */
static void take_page(struct stream *stream, const Ocop__Notification__V1__FeedPage *page,
		      struct sse *sse)
{
	bool moved = strcmp(stream->place, page->next) != 0;
	Ocop__Notification__V1__FeedHead head = *page->head;

	for (size_t i = 0; i < page->n_items; i++)
		sse_add_item(sse, page->items[i]);
	stream->streams->figures.items += page->n_items;
	stream->seen_sequence = page->head->sequence;
	(void)snprintf(stream->place, sizeof(stream->place), "%s", page->next); /* as parsed */
	stream->more = moved && !is_at_head(page, stream->place);
	if (now_ms(stream) < stream->heartbeat_at_ms || stream->more)
		return;
	head.log_size = stream->streams->log_size;
	sse_add_heartbeat(sse, stream->place, &head);
	stream->heartbeat_at_ms = now_ms(stream) + stream->streams->options.heartbeat_ms;
}

static void say(struct stream *stream, const Ocop__Notification__V1__FeedPage *page)
{
	struct sse sse = {0};

	if (!stream->begun)
		begin(stream, &sse);
	take_page(stream, page, &sse);
	stream->sending = true;
	if (sse.size_bytes > 0)
		http_respond_part(stream->request, sse.bytes, sse.size_bytes, on_room, stream);
	else
		on_room(stream);
	sse_deinit(&sse);
}

static void on_page(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct stream *stream = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Notification__V1__FeedPage *page = NULL;

	stream->waiting = false;
	stream->failed = false;
	if (!stream->request) {
		free_if_over(stream);
		arena_destroy(arena);
		return;
	}
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		page = (const Ocop__Notification__V1__FeedPage *)message_unpack(
			&ocop__notification__v1__feed_page__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	if (page && page->head && strlen(page->next) < sizeof(stream->place))
		say(stream, page);
	else
		on_refused(stream, reply);
	arena_destroy(arena);
}

/* Of this account, this one apart. */
static size_t streams_of_account(const struct stream *stream, const char *account_id)
{
	size_t count = 0;

	for (const struct stream *other = stream->streams->first; other; other = other->next)
		count += other != stream && strcmp(other->account_id, account_id) == 0;
	return count;
}

static bool account_has_room(struct stream *stream, const char *account_id)
{
	struct http_request *request = stream->request;

	if (stream->begun)
		return true;
	if (streams_of_account(stream, account_id) < stream->streams->options.most_of_account) {
		(void)snprintf(stream->account_id, sizeof(stream->account_id), "%s", account_id);
		return true;
	}
	stream->streams->figures.refused++;
	stream->request = NULL;
	problem_respond(request, REFUSAL(RATE_LIMITED), NULL, "streams of this account");
	return false;
}

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct stream *stream = context;
	struct backend_call call = {.source = "notification", .endpoint = BACKEND_QUERIES};

	if (!stream->request || refusal || !account_has_room(stream, account_id)) {
		stream->waiting = false;
		if (stream->request)
			on_refused(stream, refusal);
		else
			free_if_over(stream);
		return;
	}
	call.message = stream->message;
	call.request_id = stream->request->request_id;
	call.access_token = *access_token;
	backends_ask(stream->streams->gateway->backends, &call, on_page, stream);
}

/* Both queries call the fields alike. */
static void set_field(ProtobufCMessage *message, const char *name, const void *value, size_t size)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

	memcpy((char *)message + field->offset, value, size);
}

void stream_ask(struct stream *stream)
{
	const char *place = stream->place;

	if (!stream->request || stream->waiting || stream->sending)
		return;
	stream->waiting = true;
	set_field(stream->message, "after", &place, sizeof(place));
	sessions_find(stream->streams->gateway->sessions, stream->request, on_token, stream);
}

/* Where the client stood; else where it asks to begin; else what comes from now on. */
static const char *first_place(const struct http_request *request, const ProtobufCMessage *message)
{
	const char *last = http_request_header(request, "last-event-id");
	const ProtobufCFieldDescriptor *after =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, "after");
	const char *asked = *(const char *const *)((const char *)message + after->offset);

	if (last && *last)
		return last;
	return *asked ? asked : "head";
}

static struct stream *stream_create(struct streams *streams, struct http_request *request,
				    ProtobufCMessage *message)
{
	const uint32_t limit = STREAM_PAGE_ITEMS;
	const char *place = first_place(request, message);
	struct stream *stream = memory_alloc(sizeof(*stream));

	stream->streams = streams;
	stream->request = request;
	stream->message = message;
	/* One that is cut is no place, and refused. */
	(void)snprintf(stream->place, sizeof(stream->place), "%s", place);
	set_field(message, "limit", &limit, sizeof(limit));
	stream->next = streams->first;
	if (stream->next)
		stream->next->previous = stream;
	streams->first = stream;
	streams->figures.open++;
	http_request_watch(request, on_gone, stream);
	return stream;
}

void stream_handle(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	static const struct http_header type = {"Content-Type", "text/event-stream"};
	struct streams *streams = gateway->streams;
	ProtobufCMessage *message = request_message(request, route, values);

	if (!message)
		return;
	if (strcmp(request->method, "HEAD") == 0) {
		http_respond(request, 200, &type, 1, NULL, 0);
		return;
	}
	if (!streams || streams->figures.open >= streams->options.most) {
		if (streams)
			streams->figures.refused++;
		problem_respond(request, REFUSAL(OVERLOADED), NULL, "streams");
		return;
	}
	stream_ask(stream_create(streams, request, message));
}
