/* streams.c - all who listen: the signal that wakes them, the tick of heartbeats, the end */
#include "gateway/streams/streams.h"

#include <stdio.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/streams/stream.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { TICK_MS = 1000 };

/* A feed that is shorter than before was restored: its readers are told by what they ask. */
static void on_signal(void *context, const uint8_t *bytes, size_t size_bytes)
{
	struct streams *streams = context;
	struct arena *arena = arena_create(2 * (size_t)ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__EventFrame *frame =
		(const Ocop__Common__V1__EventFrame *)message_unpack(
			&ocop__common__v1__event_frame__descriptor, bytes, size_bytes, arena, NULL);
	bool moved = frame && frame->head_sequence != streams->head_sequence;

	if (moved)
		streams->head_sequence = frame->head_sequence;
	arena_destroy(arena);
	for (struct stream *stream = moved ? streams->first : NULL, *next; stream; stream = next) {
		next = stream->next; /* asking may end it */
		if (stream_is_idle(stream))
			stream_ask(stream);
	}
}

static void free_if_over(struct streams *streams)
{
	if (streams->closing && streams->tick_closed && !streams->first && !streams->log_asked)
		memory_free(streams);
}

/* A checkpoint's second line is the size (c2sp.org/tlog-checkpoint); who wants proof checks its
 * signature at /log/checkpoint. */
static void on_checkpoint(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct streams *streams = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Certification__V1__LogFile *file = NULL;
	unsigned long long size;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		file = (const Ocop__Certification__V1__LogFile *)message_unpack(
			&ocop__certification__v1__log_file__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	if (file && sscanf(arena_printf(arena, "%.*s", (int)file->content.len,
					(const char *)file->content.data),
			   "%*[^\n]\n%20llu\n", &size) == 1)
		streams->log_size = size;
	streams->log_asked = false;
	arena_destroy(arena);
	free_if_over(streams);
}

static void ask_checkpoint(struct streams *streams)
{
	Ocop__Certification__V1__GetLogFile get = OCOP__CERTIFICATION__V1__GET_LOG_FILE__INIT;
	struct backend_call call = {.source = "certification",
				    .endpoint = BACKEND_QUERIES,
				    .message = &get.base,
				    .request_id = "checkpoint"};

	if (streams->log_asked)
		return; /* certification does not answer: no heap of questions */
	streams->log_asked = true;
	get.path = message_text("checkpoint");
	backends_ask(streams->gateway->backends, &call, on_checkpoint, streams);
}

static void on_tick(uv_timer_t *timer)
{
	struct streams *streams = timer->data;
	int64_t now_ms = (int64_t)uv_now(timer->loop);

	ask_checkpoint(streams);
	for (struct stream *stream = streams->first, *next; stream; stream = next) {
		next = stream->next; /* asking may end it */
		if (stream_is_idle(stream) && (stream->failed || now_ms >= stream->heartbeat_at_ms))
			stream_ask(stream);
	}
}

int streams_open(struct gateway *gateway, const struct streams_options *options,
		 struct streams **ret_streams)
{
	struct streams *streams = memory_alloc(sizeof(*streams));
	int error;

	streams->gateway = gateway;
	streams->options = *options;
	error = bus_subscriber_open(gateway->bus, options->events_address, on_signal, streams,
				    &streams->signal);
	if (error) {
		memory_free(streams);
		return error;
	}
	(void)uv_timer_init(gateway->loop, &streams->tick); /* these two always succeed */
	streams->tick.data = streams;
	(void)uv_timer_start(&streams->tick, on_tick, TICK_MS, TICK_MS);
	*ret_streams = streams;
	return 0;
}

static void on_tick_closed(uv_handle_t *handle)
{
	struct streams *streams = handle->data;

	streams->tick_closed = true;
	free_if_over(streams);
}

void streams_forget(struct streams *streams, struct stream *stream)
{
	if (stream->previous)
		stream->previous->next = stream->next;
	else
		streams->first = stream->next;
	if (stream->next)
		stream->next->previous = stream->previous;
	streams->figures.open--;
	memory_free(stream);
	free_if_over(streams);
}

void streams_close(struct streams *streams)
{
	if (!streams || streams->closing)
		return;
	bus_subscriber_close(streams->signal);
	streams->closing = true;
	for (struct stream *stream = streams->first, *next; stream; stream = next) {
		next = stream->next; /* ending frees it */
		stream_end(stream, NULL);
	}
	uv_close((uv_handle_t *)&streams->tick, on_tick_closed);
}

uint64_t streams_log_size(const struct streams *streams)
{
	return streams ? streams->log_size : 0;
}

struct streams_figures streams_figures(const struct streams *streams)
{
	return streams ? streams->figures : (struct streams_figures){0};
}
