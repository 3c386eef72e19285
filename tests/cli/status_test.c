/* status_test.c - `ocop status`, `clock show`, `clock advance`: who is missing, behind, diverged */
#include <jansson.h>

#include "fake_daemons.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* How every fake daemon of a test says it is. */
struct state {
	struct fakes fakes;
	Ocop__Common__V1__FollowState follow_state;
	uint64_t held_events;
	int64_t market_offset_seconds;
	const char *market_alarm;   /* NULL for none */
	atomic_int market_busy_for; /* times that market is asked before it has done what was due */
};

/* A fake's context: whose it is, and the test's state. */
struct daemon {
	const char *source;
	struct state *state;
};

static void answer(void *context, const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
		   Ocop__Common__V1__Reply *reply)
{
	const struct daemon *daemon = context;
	Ocop__Common__V1__StatusReply status = OCOP__COMMON__V1__STATUS_REPLY__INIT;
	Ocop__Common__V1__FollowedSource followed = OCOP__COMMON__V1__FOLLOWED_SOURCE__INIT;
	Ocop__Common__V1__FollowedSource *follows[] = {&followed};
	Google__Protobuf__Timestamp now = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	Google__Protobuf__Timestamp earlier = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	if (fake_identity_answer(envelope, arena, reply))
		return;
	if (fake_asked(envelope, &ocop__identity__v1__move_clock__descriptor)) {
		fake_accept(reply, &accepted.base, arena);
		return;
	}
	now.seconds = 1780000000;
	earlier.seconds = now.seconds - 1;
	status.source = (char *)daemon->source;
	status.now = &now;
	status.deadlines_run_until = &now;
	status.head_sequence = 7;
	followed.source = (char *)"identity";
	followed.cursor_sequence = 5;
	followed.head_sequence = 7;
	followed.state = daemon->state->follow_state;
	followed.held_events = daemon->state->held_events;
	if (strcmp(daemon->source, "market") == 0) {
		status.clock_offset_seconds = daemon->state->market_offset_seconds;
		if (atomic_load(&daemon->state->market_busy_for) > 0) {
			status.deadlines_run_until = &earlier;
			atomic_fetch_sub(&daemon->state->market_busy_for, 1);
		}
		if (daemon->state->market_alarm)
			status.alarm = (char *)daemon->state->market_alarm;
		status.n_follows = 1;
		status.follows = follows;
	}
	fake_accept(reply, &status.base, arena);
}

static struct daemon daemons[] = {{"identity", NULL},      {"registration", NULL},
				  {"certification", NULL}, {"scoring_tn1", NULL},
				  {"notification", NULL},  {"market", NULL}};

static void start(struct state *state, size_t count)
{
	fakes_init(&state->fakes);
	for (size_t i = 0; i < count; i++) {
		daemons[i].state = state;
		fakes_add(&state->fakes, daemons[i].source, answer, &daemons[i]);
	}
	fakes_run(&state->fakes);
}

static int set_up(void **state)
{
	struct state *made = memory_alloc(sizeof(*made));

	made->follow_state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING;
	start(made, 6);
	*state = made;
	return 0;
}

static int set_up_without_market(void **state)
{
	struct state *made = memory_alloc(sizeof(*made));

	start(made, 5);
	*state = made;
	return 0;
}

static int tear_down(void **state)
{
	fakes_deinit(&((struct state *)*state)->fakes);
	memory_free(*state);
	return 0;
}

static void all_daemons_and_shards_are_shown_and_well(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "status", NULL), EXIT_DONE);
	for (size_t i = 0; i < 6; i++)
		assert_non_null(strstr(state->fakes.output, daemons[i].source));
	assert_non_null(strstr(state->fakes.output, "identity 5/7"));
	assert_null(strstr(state->fakes.output, "NOT WELL"));
}

static void json_says_the_same(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "status", "--json", NULL), EXIT_DONE);
	json_t *list = json_loads(state->fakes.output, 0, NULL);
	assert_int_equal(json_array_size(list), 6);
	for (size_t i = 0; i < 6; i++)
		assert_true(json_is_true(json_object_get(json_array_get(list, i), "well")));
	json_decref(list);
}

static void diverged_follower_ends_1(void **context)
{
	struct state *state = *context;

	state->follow_state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED;
	assert_int_equal(fakes_ocop(&state->fakes, "status", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "DIVERGED"));
}

static void held_events_end_1(void **context)
{
	struct state *state = *context;

	state->held_events = 3;
	assert_int_equal(fakes_ocop(&state->fakes, "status", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "3 held"));
}

static void alarm_of_a_daemon_is_shown_and_ends_1(void **context)
{
	struct state *state = *context;

	state->market_alarm = "2 deliveries given up";
	assert_int_equal(fakes_ocop(&state->fakes, "status", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "NOT WELL"));
	assert_non_null(strstr(state->fakes.output, "identity 5/7; 2 deliveries given up"));
}

static void missing_daemon_ends_1(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "status", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "MISSING"));
}

static void clocks_that_disagree_end_1(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "clock", "show", NULL), EXIT_DONE);
	state->market_offset_seconds = 60;
	assert_int_equal(fakes_ocop(&state->fakes, "clock", "show", NULL), EXIT_FINDINGS);
}

static void a_moved_clock_has_done_what_was_due(void **context)
{
	struct state *state = *context;

	atomic_store(&state->market_busy_for, 5);
	assert_int_equal(fakes_ocop(&state->fakes, "clock", "advance", "1h", NULL), EXIT_DONE);
	assert_int_equal(atomic_load(&state->market_busy_for), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_daemons_and_shards_are_shown_and_well, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(json_says_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(diverged_follower_ends_1, set_up, tear_down),
		cmocka_unit_test_setup_teardown(held_events_end_1, set_up, tear_down),
		cmocka_unit_test_setup_teardown(alarm_of_a_daemon_is_shown_and_ends_1, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(missing_daemon_ends_1, set_up_without_market,
						tear_down),
		cmocka_unit_test_setup_teardown(clocks_that_disagree_end_1, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_moved_clock_has_done_what_was_due, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
