/* frames_test.c - frames of commands and queries from the bus and back: their limits */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <uv.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/words_service.h"
#include "harness.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

/* A toy service, reached over a bus. */
struct line {
	struct harness *h;
	struct service *service;
	uv_loop_t loop;
	struct bus *bus;
	struct bus_server *commands, *queries;
	bool answered;
	int error;
	const Ocop__Common__V1__ReplyFrame *frame;
};

static int start(void **state)
{
	struct line *line = test_calloc(1, sizeof(*line));

	words_start((void **)&line->h);
	line->service = (struct service *)line->h; /* the harness's first member */
	uv_loop_init(&line->loop);
	line->bus = bus_create(BUS_MEMORY, &line->loop);
	assert_int_equal(bus_server_open(line->bus, "memory://words.commands",
					 command_frame_receive, line->service, &line->commands),
			 0);
	assert_int_equal(bus_server_open(line->bus, "memory://words.queries", query_frame_receive,
					 line->service, &line->queries),
			 0);
	assert_int_equal(work_pool_create(line->service->store, 1, &line->service->readers), 0);
	*state = line;
	return 0;
}

static int stop(void **state)
{
	struct line *line = *state;

	work_pool_destroy(line->service->readers);
	bus_server_close(line->commands);
	bus_server_close(line->queries);
	bus_destroy(line->bus);
	uv_run(&line->loop, UV_RUN_DEFAULT);
	uv_loop_close(&line->loop);
	words_stop((void **)&line->h);
	test_free(line);
	return 0;
}

static void on_answer(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct line *line = context;

	line->answered = true;
	line->error = error;
	if (!error)
		line->frame = (const void *)message_unpack(
			&ocop__common__v1__reply_frame__descriptor, bytes, size_bytes,
			harness_arena(line->h), NULL);
}

/* Sends bytes and is the writer thread until the answer comes. */
static const Ocop__Common__V1__ReplyFrame *ask(struct line *line, const char *address,
					       ProtobufCBinaryData bytes)
{
	struct bus_client *client;

	line->answered = false;
	line->frame = NULL;
	assert_int_equal(bus_client_open(line->bus, address, &client), 0);
	bus_client_ask(client, bytes.data, bytes.len, 20000, on_answer, line);
	while (!line->answered) {
		struct work *work;

		uv_run(&line->loop, UV_RUN_ONCE);
		work = work_queue_take(&line->service->writer);
		if (work)
			work->run(work, NULL);
	}
	bus_client_close(client);
	assert_int_equal(line->error, 0);
	assert_non_null(line->frame);
	return line->frame;
}

/* The same question many times over, in one frame. */
static ProtobufCBinaryData frame_of(struct line *line, Ocop__Common__V1__Envelope *envelopes,
				    size_t count)
{
	struct arena *arena = harness_arena(line->h);
	Ocop__Common__V1__Frame frame = OCOP__COMMON__V1__FRAME__INIT;

	frame.n_envelopes = count;
	frame.envelopes = arena_alloc(arena, count * sizeof(*frame.envelopes));
	for (size_t i = 0; i < count; i++)
		frame.envelopes[i] = &envelopes[i];
	return message_pack(&frame.base, arena);
}

static void full_answers_leave_room_for_their_neighbours(void **state)
{
	struct line *line = *state;
	struct arena *arena = harness_arena(line->h);
	Ocop__Common__V1__Replay query = OCOP__COMMON__V1__REPLAY__INIT;
	Ocop__Common__V1__Envelope envelopes[FRAME_QUERIES_MAX];
	const Ocop__Common__V1__ReplyFrame *frame;

	/* A log of more than an answer holds: each event says the name twice. */
	for (int i = 0; i < 50; i++) {
		char *name = arena_alloc(arena, 20001);

		memset(name, 'a' + i % 26, 20000 - (size_t)i);
		assert_string_equal(harness_id(line->h, words_set(line->h, name, "yes")), name);
	}
	for (size_t i = 0; i < FRAME_QUERIES_MAX; i++) {
		ocop__common__v1__envelope__init(&envelopes[i]);
		envelopes[i].type = (char *)query.base.descriptor->name;
		envelopes[i].body = message_pack(&query.base, arena);
	}
	frame = ask(line, "memory://words.queries", frame_of(line, envelopes, FRAME_QUERIES_MAX));
	assert_int_equal(frame->n_replies, FRAME_QUERIES_MAX);
	assert_int_equal(frame->replies[0]->outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	for (size_t i = 1; i < FRAME_QUERIES_MAX; i++)
		assert_int_equal(harness_refusal(frame->replies[i]), REFUSAL(REPLY_TOO_LARGE));
}

/* Queries that wait for each other: with one after the other none would ever be answered. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t come;
	size_t count, wanted;
} meeting = {.mutex = PTHREAD_MUTEX_INITIALIZER, .come = PTHREAD_COND_INITIALIZER};

static enum decision meet(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__GetListing *asked = (const void *)message;
	struct timespec until;
	int error = 0;

	(void)tx;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 20;
	pthread_mutex_lock(&meeting.mutex);
	meeting.count++;
	pthread_cond_broadcast(&meeting.come);
	while (!error && meeting.count < meeting.wanted)
		error = pthread_cond_timedwait(&meeting.come, &meeting.mutex, &until);
	pthread_mutex_unlock(&meeting.mutex);
	reply_accept(reply, asked->listing_id, 1);
	return error ? FAILED : ACCEPTED;
}

/* Each gets its own answer, whichever thread was free for it. */
static void queries_of_a_frame_are_answered_by_all_readers(void **state)
{
	static const struct query queries[] = {
		{.message = &ocop__market__v1__get_listing__descriptor,
		 .allow = ALLOW_ANYONE,
		 .handle = meet},
		{0},
	};
	struct line *line = *state;
	struct arena *arena = harness_arena(line->h);
	struct service_definition definition = *line->service->definition;
	Ocop__Common__V1__Envelope envelopes[FRAME_QUERIES_MAX];
	const Ocop__Common__V1__ReplyFrame *frame;

	definition.queries = queries;
	line->service->definition = &definition;
	work_pool_destroy(line->service->readers);
	assert_int_equal(work_pool_create(line->service->store, 3, &line->service->readers), 0);
	assert_int_equal(work_pool_threads(line->service->readers), 3);
	meeting.wanted = 3;
	for (size_t i = 0; i < FRAME_QUERIES_MAX; i++) {
		Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;

		query.listing_id = arena_printf(arena, "listing_%zu", i);
		ocop__common__v1__envelope__init(&envelopes[i]);
		envelopes[i].type = (char *)query.base.descriptor->name;
		envelopes[i].body = message_pack(&query.base, arena);
	}
	frame = ask(line, "memory://words.queries", frame_of(line, envelopes, FRAME_QUERIES_MAX));
	assert_int_equal(frame->n_replies, FRAME_QUERIES_MAX);
	for (size_t i = 0; i < FRAME_QUERIES_MAX; i++) {
		const Ocop__Common__V1__Accepted *accepted = (const void *)message_unpack(
			&ocop__common__v1__accepted__descriptor, frame->replies[i]->body.data,
			frame->replies[i]->body.len, arena, NULL);

		assert_int_equal(frame->replies[i]->outcome,
				 OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
		assert_string_equal(accepted->id, arena_printf(arena, "listing_%zu", i));
	}
	line->service->definition = &words_service;
}

static void unreadable_frames_are_refused(void **state)
{
	struct line *line = *state;
	static const char *const addresses[] = {"memory://words.commands",
						"memory://words.queries"};

	for (size_t i = 0; i < 2; i++) {
		const Ocop__Common__V1__ReplyFrame *frame =
			ask(line, addresses[i],
			    (ProtobufCBinaryData){.len = 3, .data = (uint8_t *)"\xff\xff\xff"});

		assert_int_equal(frame->n_replies, 1);
		assert_int_equal(harness_refusal(frame->replies[0]), REFUSAL(MESSAGE_UNREADABLE));
	}
}

static void reasons_without_number_leave_every_command_its_answer(void **state)
{
	struct line *line = *state;
	struct arena *arena = harness_arena(line->h);
	struct command_item items[FRAME_COMMANDS_MAX];
	Ocop__Common__V1__Envelope envelopes[FRAME_COMMANDS_MAX];
	const Ocop__Common__V1__ReplyFrame *frame;

	for (size_t i = 0; i < FRAME_COMMANDS_MAX; i++) {
		words_item(line->h, arena_printf(arena, "%zu", i), i ? "many" : "yes", &items[i]);
		envelopes[i] = *items[i].envelope;
		envelopes[i].type = (char *)items[i].message->descriptor->name;
		envelopes[i].body = message_pack(items[i].message, arena);
		envelopes[i].access_token = harness_token(line->h);
	}
	frame = ask(line, "memory://words.commands", frame_of(line, envelopes, FRAME_COMMANDS_MAX));
	assert_int_equal(frame->n_replies, FRAME_COMMANDS_MAX);
	assert_int_equal(frame->replies[0]->outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	for (size_t i = 1; i < FRAME_COMMANDS_MAX; i++)
		assert_int_equal(harness_refusal(frame->replies[i]), REFUSAL(FIELD_INVALID));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(full_answers_leave_room_for_their_neighbours, start,
						stop),
		cmocka_unit_test_setup_teardown(queries_of_a_frame_are_answered_by_all_readers,
						start, stop),
		cmocka_unit_test_setup_teardown(unreadable_frames_are_refused, start, stop),
		cmocka_unit_test_setup_teardown(
			reasons_without_number_leave_every_command_its_answer, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
