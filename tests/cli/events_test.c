/* events_test.c - `ocop events`: in order, once, kept on disk, and never a log that was changed */
#include <sodium.h>

#include "cli/cursor_file.h"
#include "fake_daemons.h"
#include "ocop/identity/v1/events.pb-c.h"

enum { EVENTS_MAX = 1200, EVENT_SIZE = 256 };

/* The log of a fake identity. */
struct state {
	struct fakes fakes;
	uint8_t epoch[CURSOR_EPOCH_SIZE];
	uint8_t hashes[EVENTS_MAX + 1][CHAIN_HASH_SIZE];
	uint8_t packed[EVENTS_MAX][EVENT_SIZE];
	size_t sizes[EVENTS_MAX];
	size_t count;
	char cursor_path[64];
};

static void append(struct state *state, const char *shard)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	Ocop__Identity__V1__ShardClosed closed = OCOP__IDENTITY__V1__SHARD_CLOSED__INIT;
	uint8_t body[EVENT_SIZE];

	closed.name = (char *)shard;
	event.source = (char *)"identity";
	event.sequence = state->count + 1;
	event.previous_hash.data = state->hashes[state->count];
	event.previous_hash.len = CHAIN_HASH_SIZE;
	event.type = (char *)closed.base.descriptor->name;
	event.thing_id = (char *)shard;
	event.body.len = protobuf_c_message_pack(&closed.base, body);
	event.body.data = body;
	state->sizes[state->count] =
		protobuf_c_message_pack(&event.base, state->packed[state->count]);
	crypto_hash_sha256(state->hashes[state->count + 1], state->packed[state->count],
			   state->sizes[state->count]);
	state->count++;
}

static void answer(void *context, const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
		   Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;

	if (fake_asked(envelope, &ocop__common__v1__head__descriptor)) {
		const Ocop__Common__V1__Head *head = (const void *)message_unpack(
			&ocop__common__v1__head__descriptor, envelope->body.data,
			envelope->body.len, arena, NULL);
		Ocop__Common__V1__HeadReply told = OCOP__COMMON__V1__HEAD_REPLY__INIT;
		told.epoch = (ProtobufCBinaryData){CURSOR_EPOCH_SIZE, state->epoch};
		told.head_sequence = state->count;
		if (head->sequence > 0 && head->sequence <= state->count)
			told.hash = (ProtobufCBinaryData){CHAIN_HASH_SIZE,
							  state->hashes[head->sequence]};
		fake_accept(reply, &told.base, arena);
		return;
	}
	const Ocop__Common__V1__Replay *replay =
		(const void *)message_unpack(&ocop__common__v1__replay__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	Ocop__Common__V1__ReplayReply run = OCOP__COMMON__V1__REPLAY_REPLY__INIT;
	ProtobufCBinaryData events[EVENTS_MAX];
	run.epoch = (ProtobufCBinaryData){CURSOR_EPOCH_SIZE, state->epoch};
	run.head_sequence = state->count;
	run.events = events;
	for (size_t i = replay->after_sequence; i < state->count && run.n_events < replay->limit;
	     i++)
		events[run.n_events++] = (ProtobufCBinaryData){state->sizes[i], state->packed[i]};
	fake_accept(reply, &run.base, arena);
}

static int set_up(void **context)
{
	struct state *state = memory_alloc(sizeof(*state));

	fakes_init(&state->fakes);
	fakes_add(&state->fakes, "identity", answer, state);
	fakes_run(&state->fakes);
	snprintf(state->cursor_path, sizeof(state->cursor_path), "%s/cursor",
		 state->fakes.directory);
	*context = state;
	return 0;
}

static int tear_down(void **context)
{
	struct state *state = *context;

	unlink(state->cursor_path);
	fakes_deinit(&state->fakes);
	memory_free(state);
	return 0;
}

static size_t lines(const struct state *state)
{
	size_t count = 0;

	for (const char *letter = state->fakes.output; *letter != '\0'; letter++)
		count += *letter == '\n';
	return count;
}

static int read_events(struct state *state)
{
	return fakes_ocop(&state->fakes, "events", "--source", "identity", "--cursor",
			  state->cursor_path, NULL);
}

static void each_event_is_printed_once_over_several_runs(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	append(state, "tn2");
	assert_int_equal(read_events(state), EXIT_DONE);
	assert_int_equal(lines(state), 2);
	assert_non_null(strstr(state->fakes.output, "\"body\":{\"name\":\"tn1\"}"));
	assert_int_equal(read_events(state), EXIT_DONE);
	assert_int_equal(lines(state), 0);
	append(state, "tn3");
	assert_int_equal(read_events(state), EXIT_DONE);
	assert_int_equal(lines(state), 1);
	assert_non_null(strstr(state->fakes.output, "\"sequence\":\"3\""));
}

static void many_batches_are_read_to_the_end(void **context)
{
	struct state *state = *context;

	for (int i = 0; i < EVENTS_MAX; i++)
		append(state, "a");
	assert_int_equal(fakes_ocop(&state->fakes, "events", "--source", "identity", "--types",
				    "ClockMoved", "--cursor", state->cursor_path, NULL),
			 EXIT_DONE);
	assert_int_equal(lines(state), 0); /* none of the type, and all of them behind us */
	assert_int_equal(read_events(state), EXIT_DONE);
	assert_int_equal(lines(state), 0);
}

static void only_the_asked_types_are_printed(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	assert_int_equal(fakes_ocop(&state->fakes, "events", "--source", "identity", "--types",
				    "ShardAdded,ShardClosed", NULL),
			 EXIT_DONE);
	assert_int_equal(lines(state), 1);
}

static void changed_event_is_noticed(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	append(state, "tn2");
	append(state, "tn3");
	state->packed[1][state->sizes[1] - 1] ^= 1; /* the last letter of tn2 */
	assert_int_equal(read_events(state), EXIT_FINDINGS);
	assert_int_equal(lines(state), 2); /* it is the third that no longer follows */
}

static void log_that_was_restored_is_noticed(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	append(state, "tn2");
	assert_int_equal(read_events(state), EXIT_DONE);
	state->count = 1; /* an old copy of the store, and other events since */
	append(state, "other");
	assert_int_equal(read_events(state), EXIT_FINDINGS);
	assert_int_equal(lines(state), 0);
}

static void new_epoch_is_noticed(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	assert_int_equal(read_events(state), EXIT_DONE);
	state->epoch[0] ^= 1;
	assert_int_equal(read_events(state), EXIT_FINDINGS);
}

static void reading_may_begin_behind_an_event(void **context)
{
	struct state *state = *context;

	append(state, "tn1");
	append(state, "tn2");
	assert_int_equal(
		fakes_ocop(&state->fakes, "events", "--source", "identity", "--after", "1", NULL),
		EXIT_DONE);
	assert_int_equal(lines(state), 1);
	assert_non_null(strstr(state->fakes.output, "tn2"));
}

static void absent_source_ends_3(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "events", "--source", "market", NULL),
			 EXIT_UNREACHABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_event_is_printed_once_over_several_runs,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_batches_are_read_to_the_end, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(only_the_asked_types_are_printed, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(changed_event_is_noticed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(log_that_was_restored_is_noticed, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(new_epoch_is_noticed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reading_may_begin_behind_an_event, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(absent_source_ends_3, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
