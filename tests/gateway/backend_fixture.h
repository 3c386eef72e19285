/* backend_fixture.h - daemons that are functions, on an in-memory bus and the test's own loop */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <uv.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/backends.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum { FRAMES_SEEN_MAX = 64, DAEMONS_MAX = 8 };

struct daemon_fake;

/* Answers one envelope: sets type and body (in the arena), or refusals. */
typedef void answer_fn(struct daemon_fake *fake, const Ocop__Common__V1__Envelope *envelope,
		       struct arena *arena, Ocop__Common__V1__Reply *reply);

struct daemon_fake {
	struct bus *bus;
	char address[64];
	struct bus_server *server;
	answer_fn *answer;
	bool hold;     /* frames are kept until released */
	bool miscount; /* answers one reply too few */
	size_t frames;
	size_t envelopes[FRAMES_SEEN_MAX]; /* of each frame */
	uint8_t first_id[FRAMES_SEEN_MAX][16];
	struct bus_request *held[FRAMES_SEEN_MAX];
	uint8_t *held_bytes[FRAMES_SEEN_MAX];
	size_t held_size[FRAMES_SEEN_MAX];
	size_t held_count;
	void *state;
};

struct backend_fixture {
	uv_loop_t loop;
	struct bus *bus;
	struct backends *backends;
	struct clock clock;
	struct daemon_fake daemons[DAEMONS_MAX];
	size_t daemon_count;
	const char *shards; /* of ListShards: "tn1,tn2" */
	unsigned shard_lists;
};

static inline void answer_message(const ProtobufCMessage *message, struct arena *arena,
				  Ocop__Common__V1__Reply *reply)
{
	reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	reply->type = (char *)(uintptr_t)message->descriptor->name;
	reply->body = message_pack(message, arena);
}

/* The reply carries the envelope's request id back, so that a test sees whose it is. */
static inline void answer_accepted(struct daemon_fake *fake,
				   const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
				   Ocop__Common__V1__Reply *reply)
{
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	(void)fake;
	accepted.id = envelope->request_id;
	answer_message(&accepted.base, arena, reply);
}

static inline void frame_answer_now(struct daemon_fake *fake, struct bus_request *request,
				    const uint8_t *bytes, size_t size_bytes)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__Frame *frame = (const Ocop__Common__V1__Frame *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);
	Ocop__Common__V1__ReplyFrame answer = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	ProtobufCBinaryData packed;

	assert_non_null(frame);
	answer.n_replies = frame->n_envelopes - (fake->miscount ? 1 : 0);
	answer.replies = arena_alloc(arena, (frame->n_envelopes + 1) * sizeof(*answer.replies));
	for (size_t i = 0; i < frame->n_envelopes; i++) {
		answer.replies[i] = arena_alloc(arena, sizeof(*answer.replies[i]));
		ocop__common__v1__reply__init(answer.replies[i]);
		fake->answer(fake, frame->envelopes[i], arena, answer.replies[i]);
	}
	packed = message_pack(&answer.base, arena);
	bus_request_answer(request, packed.data, packed.len);
	arena_destroy(arena);
}

static inline void fake_release(struct daemon_fake *fake)
{
	size_t count = fake->held_count;

	fake->held_count = 0;
	for (size_t i = 0; i < count; i++) {
		frame_answer_now(fake, fake->held[i], fake->held_bytes[i], fake->held_size[i]);
		memory_free(fake->held_bytes[i]);
	}
}

static inline void on_fake_request(void *context, struct bus_request *request, const uint8_t *bytes,
				   size_t size_bytes)
{
	struct daemon_fake *fake = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__Frame *frame = (const Ocop__Common__V1__Frame *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);

	assert_non_null(frame);
	assert_true(fake->frames < FRAMES_SEEN_MAX && frame->n_envelopes > 0);
	fake->envelopes[fake->frames] = frame->n_envelopes;
	if (frame->envelopes[0]->id.len == 16)
		memcpy(fake->first_id[fake->frames], frame->envelopes[0]->id.data, 16);
	fake->frames++;
	arena_destroy(arena);
	if (fake->hold) {
		fake->held[fake->held_count] = request;
		fake->held_bytes[fake->held_count] = memory_copy(bytes, size_bytes);
		fake->held_size[fake->held_count++] = size_bytes;
		return;
	}
	frame_answer_now(fake, request, bytes, size_bytes);
}

static inline struct daemon_fake *fake_open(struct backend_fixture *fixture, const char *endpoint,
					    answer_fn *answer)
{
	struct daemon_fake *fake = &fixture->daemons[fixture->daemon_count++];

	assert_true(fixture->daemon_count <= DAEMONS_MAX);
	fake->bus = fixture->bus;
	fake->answer = answer;
	fake->state = fixture;
	(void)snprintf(fake->address, sizeof(fake->address), "memory://test/%s", endpoint);
	assert_int_equal(
		bus_server_open(fixture->bus, fake->address, on_fake_request, fake, &fake->server),
		0);
	return fake;
}

static inline void fake_close(struct daemon_fake *fake)
{
	bus_server_close(fake->server);
	fake->server = NULL;
	for (size_t i = 0; i < fake->held_count; i++) {
		bus_request_answer(fake->held[i], "", 0); /* too late: only frees it */
		memory_free(fake->held_bytes[i]);
	}
	fake->held_count = 0;
}

static inline void fake_open_again(struct daemon_fake *fake)
{
	assert_int_equal(
		bus_server_open(fake->bus, fake->address, on_fake_request, fake, &fake->server), 0);
}

static inline void answer_shards(struct backend_fixture *fixture, struct arena *arena,
				 Ocop__Common__V1__Reply *reply)
{
	Ocop__Identity__V1__ListShardsReply table = OCOP__IDENTITY__V1__LIST_SHARDS_REPLY__INIT;
	Ocop__Identity__V1__Shard *shards[8];
	const char *at = fixture->shards;

	fixture->shard_lists++;
	table.shards = shards;
	while (*at) {
		size_t length = strcspn(at, ",");
		Ocop__Identity__V1__Shard *shard = arena_alloc(arena, sizeof(*shard));
		ocop__identity__v1__shard__init(shard);
		shard->service = arena_strdup(arena, "scoring");
		shard->name = arena_printf(arena, "%.*s", (int)length, at);
		shard->commands_address =
			arena_printf(arena, "memory://elsewhere/%s.commands", shard->name);
		shard->queries_address =
			arena_printf(arena, "memory://elsewhere/%s.queries", shard->name);
		shards[table.n_shards++] = shard;
		at += length + (at[length] == ',');
	}
	answer_message(&table.base, arena, reply);
}

/* Identity's queries: the shard table, status; other tests have their own. */
static inline void answer_identity(struct daemon_fake *fake,
				   const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
				   Ocop__Common__V1__Reply *reply)
{
	Ocop__Common__V1__StatusReply status = OCOP__COMMON__V1__STATUS_REPLY__INIT;

	if (strcmp(envelope->type, "ocop.identity.v1.ListShards") == 0) {
		answer_shards(fake->state, arena, reply);
	} else if (strcmp(envelope->type, "ocop.common.v1.Status") == 0) {
		status.clock_offset_seconds = 86400;
		answer_message(&status.base, arena, reply);
	} else {
		answer_accepted(fake, envelope, arena, reply);
	}
}

static inline struct backend_fixture *fixture_open(const char *scoring_shards)
{
	struct backend_fixture *fixture = memory_alloc(sizeof(*fixture));
	struct backends_options options = {.addresses = "memory://test",
					   .scoring_shards = scoring_shards,
					   .timeout_ms = 5000,
					   .clock = &fixture->clock};

	fixture->shards = "";
	assert_int_equal(uv_loop_init(&fixture->loop), 0);
	fixture->bus = bus_create(BUS_MEMORY, &fixture->loop);
	assert_int_equal(backends_open(fixture->bus, &fixture->loop, &options, &fixture->backends),
			 0);
	return fixture;
}

/* Turns the loop until the condition holds; gives up after 20 s. */
static inline void run_until(struct backend_fixture *fixture, const size_t *value, size_t least)
{
	int64_t until_us = clock_monotonic_us() + 20 * 1000 * 1000;

	while (*value < least) {
		(void)uv_run(&fixture->loop, UV_RUN_ONCE);
		if (clock_monotonic_us() > until_us)
			fail_msg("%zu of %zu after 20 s", *value, least);
	}
}

static inline void fixture_close(struct backend_fixture *fixture)
{
	backends_close(fixture->backends);
	for (size_t i = 0; i < fixture->daemon_count; i++)
		fake_close(&fixture->daemons[i]);
	bus_destroy(fixture->bus);
	(void)uv_run(&fixture->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&fixture->loop), 0);
	memory_free(fixture);
}

enum { ANSWERS_MAX = 512 };

/* Answers in the order they came. */
struct answers {
	size_t count;
	struct answer {
		int outcome;
		int code;
		char detail[128];
		char id[64]; /* of an Accepted */
	} items[ANSWERS_MAX];
};

static inline void on_reply(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct answers *answers = context;
	struct answer *answer = &answers->items[answers->count++];
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__Accepted *accepted;

	assert_true(answers->count <= ANSWERS_MAX);
	answer->outcome = (int)reply->outcome;
	if (reply->n_refusals) {
		answer->code = (int)reply->refusals[0]->code;
		(void)snprintf(answer->detail, sizeof(answer->detail), "%s",
			       reply->refusals[0]->detail);
	}
	accepted = (const Ocop__Common__V1__Accepted *)message_unpack(
		&ocop__common__v1__accepted__descriptor, reply->body.data, reply->body.len, arena,
		NULL);
	if (accepted)
		(void)snprintf(answer->id, sizeof(answer->id), "%s", accepted->id);
	arena_destroy(arena);
}

static inline void ask_command(struct backend_fixture *fixture, const char *source,
			       const char *request_id, struct answers *answers)
{
	Ocop__Identity__V1__MoveClock message = OCOP__IDENTITY__V1__MOVE_CLOCK__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	struct backend_call call = {.source = source,
				    .endpoint = BACKEND_COMMANDS,
				    .message = &message.base,
				    .command_id = id,
				    .request_id = request_id};

	command_id_create(clock_machine_us(), id);
	message.seconds = 1;
	backends_ask(fixture->backends, &call, on_reply, answers);
}

static inline void ask_query(struct backend_fixture *fixture, const char *source,
			     const char *request_id, struct answers *answers)
{
	Ocop__Identity__V1__GetUnit message = OCOP__IDENTITY__V1__GET_UNIT__INIT;
	struct backend_call call = {.source = source,
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .request_id = request_id};

	message.code = (char *)(uintptr_t) "19";
	backends_ask(fixture->backends, &call, on_reply, answers);
}
