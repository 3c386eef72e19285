/* backend_lane.c - one endpoint of one daemon: what waits, the frames under way, the second try */
#include "gateway/backend_lane.h"

#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"

enum {
	COMMAND_FRAMES_MAX = 2, /* more only wait in the daemon, where they cannot be gathered */
	QUERY_FRAMES_MAX = 8,
	FILE_FRAMES_MAX = 4, /* of up to 512 KiB */
	WAITING_MAX = 4096,
	PROBE_TIMEOUT_MS = 1000,
	SECOND_TRY_MS = 100, /* a daemon that restarts takes about that long to listen */
	FIELD_HEAD_SIZE = 6, /* tag and length of an envelope in its frame */
	ENVELOPES_TAG = 1 << 3 | 2
};

struct lane_frame {
	LIST_ENTRY(lane_frame) link;
	uv_timer_t second_try;
	struct lane *lane;
	struct lane_call *calls[FRAME_COMMANDS_MAX];
	size_t count;
	int64_t timeout_ms;
	bool tried;          /* once; this is the second */
	bool waits;          /* for its second try */
	unsigned generation; /* of the client it was sent by */
	size_t size_bytes;
	uint8_t bytes[];
};

void lane_call_refuse(struct lane_hub *hub, struct lane_call *call,
		      Ocop__Common__V1__Outcome outcome, Ocop__Common__V1__RefusalCode code,
		      const char *detail)
{
	Ocop__Common__V1__Refusal refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal *refusals[] = {&refusal};
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT;

	refusal.code = code;
	refusal.detail = (char *)(uintptr_t)detail;
	reply.outcome = outcome;
	reply.n_refusals = 1;
	reply.refusals = refusals;
	hub->figures.waiting--;
	call->on_reply(call->context, &reply);
	memory_free(call);
}

static void call_unreachable(struct lane_hub *hub, struct lane_call *call, int error)
{
	char detail[128];
	const char *what =
		error == ERROR_TIMED_OUT ? "did not answer in time" : "cannot be reached";

	(void)snprintf(detail, sizeof(detail), "%s %s%s", call->source, what,
		       call->endpoint == BACKEND_COMMANDS
			       ? "; ask again with the same Idempotency-Key"
			       : "");
	hub->figures.unreachable++;
	lane_call_refuse(hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED,
			 REFUSAL(DAEMON_UNREACHABLE), detail);
}

static void on_frame_closed(uv_handle_t *handle)
{
	memory_free(handle->data);
}

static void frame_finish(struct lane_frame *frame)
{
	LIST_REMOVE(frame, link);
	frame->lane->frame_count--;
	uv_close((uv_handle_t *)&frame->second_try, on_frame_closed);
}

static void frame_fail(struct lane_frame *frame, int error)
{
	struct lane_hub *hub = frame->lane->hub;

	for (size_t i = 0; i < frame->count; i++)
		call_unreachable(hub, frame->calls[i], error);
	frame_finish(frame);
}

/* An answer that does not fit its question is as good as none. */
static void frame_answer(struct lane_frame *frame, const uint8_t *bytes, size_t size_bytes)
{
	struct lane_hub *hub = frame->lane->hub;
	const Ocop__Common__V1__ReplyFrame *replies =
		(const Ocop__Common__V1__ReplyFrame *)message_unpack(
			&ocop__common__v1__reply_frame__descriptor, bytes, size_bytes, hub->arena,
			NULL);

	if (!replies || replies->n_replies != frame->count) {
		log_write(LOG_ERROR, "backend_reply_unreadable", "source=%s",
			  frame->calls[0]->source);
		frame_fail(frame, ERROR_UNREADABLE);
	} else {
		for (size_t i = 0; i < frame->count; i++) {
			hub->figures.waiting--;
			frame->calls[i]->on_reply(frame->calls[i]->context, replies->replies[i]);
			memory_free(frame->calls[i]);
		}
		frame_finish(frame);
	}
	arena_reset(hub->arena);
}

/* Sent, failed and sent once more: the one circle in this file. */
static void frame_send(struct lane_frame *frame);

/* A client whose peer was away dials again only now and then, up to two seconds apart; a new one
 * dials at once. The first frame to come back replaces it for all. */
static void lane_reconnect(struct lane *lane, unsigned generation)
{
	struct bus_client *before = lane->client;

	if (generation != lane->generation)
		return;
	lane->client = NULL;
	lane->generation++;
	bus_client_close(before);
}

static void on_second_try(uv_timer_t *timer)
{
	struct lane_frame *frame = timer->data;

	frame->waits = false;
	frame->tried = true;
	lane_reconnect(frame->lane, frame->generation);
	frame->lane->hub->figures.retries++;
	frame_send(frame);
}

static void on_answer(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct lane_frame *frame = context;
	bool broken = error == ERROR_UNREACHABLE || error == ERROR_CLOSED;

	if (!error) {
		frame_answer(frame, bytes, size_bytes);
	} else if (broken && !frame->tried && !frame->lane->hub->closing) {
		frame->waits = true;
		(void)uv_timer_start(&frame->second_try, on_second_try, SECOND_TRY_MS, 0);
	} else {
		frame_fail(frame, error);
	}
}

static bool lane_connect(struct lane *lane)
{
	int error;

	if (lane->client)
		return true;
	error = bus_client_open(lane->hub->bus, lane->address, &lane->client);
	if (error)
		log_write(LOG_WARNING, "backend_open", "address=%s error=\"%s\"", lane->address,
			  error_text(error));
	return !error;
}

static void frame_send(struct lane_frame *frame)
{
	struct lane *lane = frame->lane;

	lane->hub->figures.frames++;
	frame->generation = lane->generation;
	if (lane_connect(lane))
		bus_client_ask(lane->client, frame->bytes, frame->size_bytes, frame->timeout_ms,
			       on_answer, frame);
	else
		on_answer(frame, ERROR_UNREACHABLE, NULL, 0);
}

/* Envelopes are packed already: a frame is their bytes with a tag and a length before each. */
static struct lane_frame *frame_create(struct lane *lane, struct lane_call **calls, size_t count,
				       size_t room_bytes)
{
	struct lane_frame *frame = memory_alloc(sizeof(*frame) + room_bytes);

	for (size_t i = 0; i < count; i++) {
		struct lane_call *call = calls[i];

		frame->calls[i] = call;
		frame->bytes[frame->size_bytes++] = ENVELOPES_TAG;
		frame->size_bytes +=
			varint_write(frame->bytes + frame->size_bytes, call->size_bytes);
		memcpy(frame->bytes + frame->size_bytes, call->bytes, call->size_bytes);
		frame->size_bytes += call->size_bytes;
	}
	frame->count = count;
	frame->lane = lane;
	frame->timeout_ms = lane->hub->timeout_ms;
	for (size_t i = 0; i < count; i++) {
		if (calls[i]->timeout_ms > frame->timeout_ms)
			frame->timeout_ms = calls[i]->timeout_ms;
	}
	(void)uv_timer_init(lane->hub->loop, &frame->second_try); /* always succeeds */
	frame->second_try.data = frame;
	LIST_INSERT_HEAD(&lane->frames, frame, link);
	lane->frame_count++;
	return frame;
}

/* Takes the next calls of a frame from what waits. */
static struct lane_frame *frame_gather(struct lane *lane)
{
	struct lane_call *calls[FRAME_COMMANDS_MAX];
	size_t count = 0;
	size_t room_bytes = 0;
	struct lane_call *call;

	while (count < lane->calls_per_frame_max && (call = STAILQ_FIRST(&lane->waiting))) {
		size_t needed = call->size_bytes + FIELD_HEAD_SIZE;
		if (count > 0 && room_bytes + needed > FRAME_LIMIT_BYTES)
			break;
		STAILQ_REMOVE_HEAD(&lane->waiting, link);
		lane->waiting_count--;
		room_bytes += needed;
		calls[count++] = call;
	}
	return frame_create(lane, calls, count, room_bytes);
}

void lane_open(struct lane *lane, struct lane_hub *hub, enum backend_endpoint endpoint,
	       const char *address)
{
	static const struct {
		size_t calls_max, frames_max;
	} limits[BACKEND_ENDPOINT_COUNT] = {
		[BACKEND_COMMANDS] = {FRAME_COMMANDS_MAX, COMMAND_FRAMES_MAX},
		[BACKEND_QUERIES] = {FRAME_QUERIES_MAX, QUERY_FRAMES_MAX},
		[BACKEND_FILES] = {1, FILE_FRAMES_MAX},
	};

	*lane = (struct lane){.hub = hub,
			      .calls_per_frame_max = limits[endpoint].calls_max,
			      .frames_max = limits[endpoint].frames_max};
	STAILQ_INIT(&lane->waiting);
	LIST_INIT(&lane->frames);
	(void)snprintf(lane->address, sizeof(lane->address), "%s", address); /* too long: refused
										when opened */
}

void lane_move(struct lane *lane, const char *address)
{
	struct bus_client *before = lane->client;

	if (strcmp(lane->address, address) == 0)
		return;
	(void)snprintf(lane->address, sizeof(lane->address), "%s", address); /* as above */
	lane->client = NULL;
	lane->generation++;
	bus_client_close(before);
}

void lane_push(struct lane *lane, struct lane_call *call)
{
	if (call->probe) {
		struct lane_frame *frame =
			frame_create(lane, &call, 1, call->size_bytes + FIELD_HEAD_SIZE);
		frame->timeout_ms = PROBE_TIMEOUT_MS;
		frame_send(frame);
		return;
	}
	STAILQ_INSERT_TAIL(&lane->waiting, call, link);
	lane->waiting_count++;
}

void lane_flush(struct lane *lane)
{
	struct lane_call *call;

	while (lane->frame_count < lane->frames_max && !STAILQ_EMPTY(&lane->waiting))
		frame_send(frame_gather(lane));
	while (lane->waiting_count > WAITING_MAX && (call = STAILQ_FIRST(&lane->waiting))) {
		STAILQ_REMOVE_HEAD(&lane->waiting, link);
		lane->waiting_count--;
		lane_call_refuse(lane->hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED,
				 REFUSAL(OVERLOADED), call->source);
	}
}

void lane_close(struct lane *lane)
{
	struct bus_client *client = lane->client;
	struct lane_frame *frame;
	struct lane_frame *next;
	struct lane_call *call;

	lane->client = NULL;
	bus_client_close(client); /* answers what is under way */
	for (frame = LIST_FIRST(&lane->frames); frame; frame = next) {
		next = LIST_NEXT(frame, link);
		frame_fail(frame, ERROR_CLOSED);
	}
	while ((call = STAILQ_FIRST(&lane->waiting))) {
		STAILQ_REMOVE_HEAD(&lane->waiting, link);
		lane->waiting_count--;
		call_unreachable(lane->hub, call, ERROR_CLOSED);
	}
}
