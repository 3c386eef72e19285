/* backends_test.c - frames, the second try, who is missing */
#include "backend_fixture.h"

static void what_a_turn_brings_goes_out_in_two_frames_and_the_rest_waits(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.commands", answer_accepted);
	struct answers answers = {0};
	char request_id[16];

	(void)state;
	fake->hold = true;
	for (int i = 0; i < 200; i++) {
		(void)snprintf(request_id, sizeof(request_id), "r%d", i);
		ask_command(fixture, "market", request_id, &answers);
	}
	assert_int_equal(answers.count, 0);
	run_until(fixture, &fake->held_count, 2);
	(void)uv_run(&fixture->loop, UV_RUN_NOWAIT);
	assert_int_equal(fake->held_count, 2);
	assert_int_equal(fake->envelopes[0], 64);
	assert_int_equal(fake->envelopes[1], 64);

	fake->hold = false;
	fake_release(fake);
	run_until(fixture, &answers.count, 200);
	assert_int_equal(fake->frames, 4);
	assert_int_equal(fake->envelopes[2] + fake->envelopes[3], 72);
	fixture_close(fixture);
}

static void everybody_gets_his_own_answer(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};
	char request_id[16];

	(void)state;
	fake_open(fixture, "market.commands", answer_accepted);
	for (int i = 0; i < 64; i++) {
		(void)snprintf(request_id, sizeof(request_id), "r%d", i);
		ask_command(fixture, "market", request_id, &answers);
	}
	run_until(fixture, &answers.count, 64);
	for (int i = 0; i < 64; i++) {
		(void)snprintf(request_id, sizeof(request_id), "r%d", i);
		assert_int_equal(answers.items[i].outcome,
				 OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
		assert_string_equal(answers.items[i].id, request_id);
	}
	fixture_close(fixture);
}

static void queries_go_out_by_eight(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.queries", answer_accepted);
	struct answers answers = {0};

	(void)state;
	for (int i = 0; i < 20; i++)
		ask_query(fixture, "market", "q", &answers);
	run_until(fixture, &answers.count, 20);
	assert_int_equal(fake->frames, 3);
	assert_int_equal(fake->envelopes[0], 8);
	assert_int_equal(fake->envelopes[1], 8);
	assert_int_equal(fake->envelopes[2], 4);
	fixture_close(fixture);
}

/* The daemon dies with the frame and comes back: the same command, by the same id, once more. */
static void a_broken_connection_is_tried_once_more_with_the_same_id(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.commands", answer_accepted);
	struct answers answers = {0};

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity); /* only market is tried again */
	fake->hold = true;
	ask_command(fixture, "market", "r", &answers);
	run_until(fixture, &fake->held_count, 1);
	fake_close(fake);
	fake->hold = false;
	fake_open_again(fake);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	assert_int_equal(fake->frames, 2);
	assert_memory_equal(fake->first_id[0], fake->first_id[1], COMMAND_ID_SIZE_BYTES);
	assert_int_equal(backends_figures(fixture->backends).retries, 1);
	fixture_close(fixture);
}

/* A frame that ends its daemon twice does not get a third. */
static void a_connection_that_breaks_twice_is_given_up(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.commands", answer_accepted);
	struct answers answers = {0};

	(void)state;
	fake->hold = true;
	ask_command(fixture, "market", "r", &answers);
	for (int i = 0; i < 2; i++) {
		run_until(fixture, &fake->held_count, 1);
		fake_close(fake);
		fake_open_again(fake);
	}
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(answers.items[0].code, REFUSAL(DAEMON_UNREACHABLE));
	assert_int_equal(fake->frames, 2);
	fixture_close(fixture);
}

static void a_daemon_that_is_not_there_is_named(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};

	(void)state;
	ask_query(fixture, "certification", "q", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(answers.items[0].code, REFUSAL(DAEMON_UNREACHABLE));
	assert_non_null(strstr(answers.items[0].detail, "certification"));
	fixture_close(fixture);
}

static void an_answer_that_does_not_fit_its_frame_fails_all_of_it(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.queries", answer_accepted);
	struct answers answers = {0};

	(void)state;
	fake->miscount = true;
	ask_query(fixture, "market", "q1", &answers);
	ask_query(fixture, "market", "q2", &answers);
	run_until(fixture, &answers.count, 2);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(answers.items[1].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	fixture_close(fixture);
}

static void what_does_not_fit_a_frame_is_refused(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};
	Ocop__Identity__V1__GetUnit message = OCOP__IDENTITY__V1__GET_UNIT__INIT;
	struct backend_call call = {
		.source = "market", .endpoint = BACKEND_QUERIES, .message = &message.base};

	(void)state;
	message.code = memory_alloc(FRAME_LIMIT_BYTES + 1);
	memset(message.code, 'a', FRAME_LIMIT_BYTES);
	backends_ask(fixture->backends, &call, on_reply, &answers);
	memory_free(message.code);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].code, REFUSAL(MESSAGE_TOO_LARGE));
	fixture_close(fixture);
}

/* Frames stay under their limit when a few large envelopes wait together. */
static void large_envelopes_are_spread_over_frames(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.queries", answer_accepted);
	struct answers answers = {0};
	char token[300 * 1024];
	Ocop__Identity__V1__GetUnit message = OCOP__IDENTITY__V1__GET_UNIT__INIT;
	struct backend_call call = {.source = "market",
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .access_token = {sizeof(token), (uint8_t *)token}};

	(void)state;
	memset(token, 't', sizeof(token));
	for (int i = 0; i < 4; i++)
		backends_ask(fixture->backends, &call, on_reply, &answers);
	run_until(fixture, &answers.count, 4);
	assert_int_equal(fake->frames, 2);
	assert_int_equal(fake->envelopes[0], 3);
	assert_int_equal(fake->envelopes[1], 1);
	for (int i = 0; i < 4; i++)
		assert_int_equal(answers.items[i].outcome,
				 OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	fixture_close(fixture);
}

static void the_clock_follows_identity(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	size_t moved = 0;

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity);
	while (!moved) {
		(void)uv_run(&fixture->loop, UV_RUN_ONCE);
		moved = clock_offset_us(&fixture->clock) != 0;
	}
	assert_int_equal(clock_offset_us(&fixture->clock), 86400LL * 1000000);
	fixture_close(fixture);
}

struct probed {
	size_t count;
	char missing[256];
};

static void on_probed(void *context, const char *missing)
{
	struct probed *probed = context;

	probed->count++;
	(void)snprintf(probed->missing, sizeof(probed->missing), "%s", missing);
}

static void answer_no_table(struct daemon_fake *fake, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	if (strcmp(envelope->type, "ocop.identity.v1.ListShards") == 0)
		reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
	else
		answer_identity(fake, envelope, arena, reply);
}

static void who_does_not_answer_is_named(void **state)
{
	struct backend_fixture *fixture = fixture_open("tn1");
	struct probed probed = {0};
	struct daemon_fake *market;

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity);
	fake_open(fixture, "registration.queries", answer_accepted);
	fake_open(fixture, "scoring_tn1.queries", answer_accepted);
	fake_open(fixture, "notification.queries", answer_accepted);
	market = fake_open(fixture, "market.queries", answer_accepted);
	backends_probe(fixture->backends, on_probed, &probed);
	run_until(fixture, &probed.count, 1);
	assert_string_equal(probed.missing, "certification");

	/* Stuck is missing too: it listens, but no answer comes. */
	fake_open(fixture, "certification.queries", answer_accepted);
	market->hold = true;
	backends_probe(fixture->backends, on_probed, &probed);
	run_until(fixture, &probed.count, 2);
	assert_string_equal(probed.missing, "market");

	market->hold = false;
	fake_release(market);
	backends_probe(fixture->backends, on_probed, &probed);
	run_until(fixture, &probed.count, 3);
	assert_string_equal(probed.missing, "");
	fixture_close(fixture);
}

/* Identity lives, but which shards there are it has not told. */
static void until_the_table_is_read_the_shards_are_missing(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct probed probed = {0};
	struct daemon_fake *identity = fake_open(fixture, "identity.queries", answer_no_table);

	(void)state;
	fake_open(fixture, "registration.queries", answer_accepted);
	fake_open(fixture, "certification.queries", answer_accepted);
	fake_open(fixture, "notification.queries", answer_accepted);
	fake_open(fixture, "market.queries", answer_accepted);
	backends_probe(fixture->backends, on_probed, &probed);
	run_until(fixture, &probed.count, 1);
	assert_string_equal(probed.missing, BACKENDS_ANY_SHARD);

	identity->answer = answer_identity;
	while (fixture->shard_lists == 0)
		(void)uv_run(&fixture->loop, UV_RUN_ONCE);
	backends_probe(fixture->backends, on_probed, &probed);
	run_until(fixture, &probed.count, 2);
	assert_string_equal(probed.missing, "");
	fixture_close(fixture);
}

static void closing_answers_what_is_under_way(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *fake = fake_open(fixture, "market.commands", answer_accepted);
	struct answers answers = {0};

	(void)state;
	fake->hold = true;
	for (int i = 0; i < 200; i++)
		ask_command(fixture, "market", "r", &answers);
	run_until(fixture, &fake->held_count, 2);
	ask_command(fixture, "scoring_tn1", "r", &answers);
	fixture_close(fixture);
	assert_int_equal(answers.count, 201);
	for (size_t i = 0; i < answers.count; i++)
		assert_int_equal(answers.items[i].code, REFUSAL(DAEMON_UNREACHABLE));
}

static void sources_are_named_by_shard_and_by_id(void **state)
{
	static const struct {
		const char *shard;
		const char *source;
	} cases[] = {{"tn1", "scoring_tn1"},
		     {"abcdefgh", "scoring_abcdefgh"},
		     {"", NULL},
		     {"a", NULL},
		     {"abcdefghi", NULL},
		     {"TN1", NULL},
		     {"tn-1", NULL},
		     {"../x", NULL}};
	char source[SOURCE_NAME_SIZE];
	char id[IDENTIFIER_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool known = backends_source_of_shard(cases[i].shard, source);
		assert_true(known == (cases[i].source != NULL));
		if (known)
			assert_string_equal(source, cases[i].source);
	}
	identifier_create("round", "tn1", clock_machine_us(), id);
	assert_true(backends_source_of_id(id, source));
	assert_string_equal(source, "scoring_tn1");
	identifier_create("dossier", NULL, clock_machine_us(), id);
	assert_false(backends_source_of_id(id, source));
	assert_false(backends_source_of_id("round_", source));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_turn_brings_goes_out_in_two_frames_and_the_rest_waits),
		cmocka_unit_test(everybody_gets_his_own_answer),
		cmocka_unit_test(queries_go_out_by_eight),
		cmocka_unit_test(a_broken_connection_is_tried_once_more_with_the_same_id),
		cmocka_unit_test(a_connection_that_breaks_twice_is_given_up),
		cmocka_unit_test(a_daemon_that_is_not_there_is_named),
		cmocka_unit_test(an_answer_that_does_not_fit_its_frame_fails_all_of_it),
		cmocka_unit_test(what_does_not_fit_a_frame_is_refused),
		cmocka_unit_test(large_envelopes_are_spread_over_frames),
		cmocka_unit_test(the_clock_follows_identity),
		cmocka_unit_test(who_does_not_answer_is_named),
		cmocka_unit_test(until_the_table_is_read_the_shards_are_missing),
		cmocka_unit_test(closing_answers_what_is_under_way),
		cmocka_unit_test(sources_are_named_by_shard_and_by_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
