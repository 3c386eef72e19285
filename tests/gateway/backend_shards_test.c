/* backend_shards_test.c - shards that come, move and are looked up */
#include "backend_fixture.h"

static struct daemon_fake *shard_fake(struct backend_fixture *fixture, const char *name)
{
	struct daemon_fake *fake = fake_open(fixture, name, answer_accepted);

	/* Identity's table says where it is: elsewhere. */
	fake_close(fake);
	(void)snprintf(fake->address, sizeof(fake->address), "memory://elsewhere/%s", name);
	fake_open_again(fake);
	return fake;
}

static void a_new_shard_is_found_when_it_is_named(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity);
	fixture->shards = "tn1,tn2";
	struct daemon_fake *tn2 = shard_fake(fixture, "tn2.commands");
	ask_command(fixture, "scoring_tn2", "r", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	assert_int_equal(tn2->frames, 1);
	assert_int_equal(backends_scoring_count(fixture->backends), 2);
	assert_string_equal(backends_scoring_source(fixture->backends, 1), "scoring_tn2");
	assert_null(backends_scoring_source(fixture->backends, 2));
	fixture_close(fixture);
}

/* The table that is on its way says it: another need not be asked for. */
static void what_comes_while_the_table_is_read_is_routed_by_it(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct daemon_fake *identity = fake_open(fixture, "identity.queries", answer_identity);
	struct answers answers = {0};

	(void)state;
	fixture->shards = "tn1";
	shard_fake(fixture, "tn1.commands");
	identity->hold = true;
	run_until(fixture, &identity->held_count, 1);
	ask_command(fixture, "scoring_tn1", "r", &answers);
	(void)uv_run(&fixture->loop, UV_RUN_NOWAIT);
	fake_release(identity);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	assert_int_equal(fixture->shard_lists, 1);
	fixture_close(fixture);
}

static void any_shard_is_the_same_until_it_is_passed_over(void **state)
{
	struct backend_fixture *fixture = fixture_open("tn1,tn2");
	struct backends *backends = fixture->backends;

	(void)state;
	assert_string_equal(backends_any_scoring_source(backends), "scoring_tn1");
	backends_pass_over(backends, "scoring_tn1");
	backends_pass_over(backends, "scoring_tn1"); /* found out twice */
	assert_string_equal(backends_any_scoring_source(backends), "scoring_tn2");
	backends_pass_over(backends, "scoring_tn2");
	assert_string_equal(backends_any_scoring_source(backends), "scoring_tn1");
	fixture_close(fixture);

	fixture = fixture_open("");
	assert_null(backends_any_scoring_source(fixture->backends));
	fixture_close(fixture);
}

/* Just started, or the first shard just added: the table is read before anybody is told that there
 * is none. */
static void any_shard_is_looked_up_while_none_is_known(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity);
	ask_query(fixture, BACKENDS_ANY_SHARD, "r", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(answers.items[0].code, REFUSAL(DAEMON_UNREACHABLE));

	fixture->shards = "tn1,tn2";
	struct daemon_fake *tn1 = shard_fake(fixture, "tn1.queries");
	ask_query(fixture, BACKENDS_ANY_SHARD, "r", &answers);
	run_until(fixture, &answers.count, 2);
	assert_int_equal(answers.items[1].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	assert_int_equal(tn1->frames, 1);
	fixture_close(fixture);
}

static void a_shard_that_nobody_knows_is_refused_after_a_look(void **state)
{
	struct backend_fixture *fixture = fixture_open("tn1");
	struct answers answers = {0};

	(void)state;
	fake_open(fixture, "identity.queries", answer_identity);
	ask_command(fixture, "scoring_tn9", "r", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED);
	assert_int_equal(answers.items[0].code, REFUSAL(SHARD_UNKNOWN));
	assert_true(fixture->shard_lists >= 1);
	fixture_close(fixture);
}

/* Without identity nobody can say that there is no such shard. */
static void without_identity_an_unknown_shard_is_unreachable(void **state)
{
	struct backend_fixture *fixture = fixture_open("");
	struct answers answers = {0};

	(void)state;
	ask_command(fixture, "scoring_tn9", "r", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(answers.items[0].outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(answers.items[0].code, REFUSAL(DAEMON_UNREACHABLE));
	fixture_close(fixture);
}

static void a_shard_of_the_settings_moves_where_the_table_says(void **state)
{
	struct backend_fixture *fixture = fixture_open("tn1");
	struct daemon_fake *before = fake_open(fixture, "scoring_tn1.commands", answer_accepted);
	struct daemon_fake *identity = fake_open(fixture, "identity.queries", answer_identity);
	struct daemon_fake *after = shard_fake(fixture, "tn1.commands");
	struct answers answers = {0};
	size_t lists = 0;

	(void)state;
	fixture->shards = "tn1";
	identity->hold = true;
	ask_command(fixture, "scoring_tn1", "r", &answers);
	run_until(fixture, &answers.count, 1);
	assert_int_equal(before->frames, 1);

	identity->hold = false;
	fake_release(identity);
	while (lists == 0) {
		(void)uv_run(&fixture->loop, UV_RUN_ONCE);
		lists = fixture->shard_lists;
	}
	for (int i = 0; i < 10; i++)
		(void)uv_run(&fixture->loop, UV_RUN_NOWAIT);
	ask_command(fixture, "scoring_tn1", "r", &answers);
	run_until(fixture, &answers.count, 2);
	assert_int_equal(before->frames, 1);
	assert_int_equal(after->frames, 1);
	fixture_close(fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_shard_is_found_when_it_is_named),
		cmocka_unit_test(what_comes_while_the_table_is_read_is_routed_by_it),
		cmocka_unit_test(any_shard_is_the_same_until_it_is_passed_over),
		cmocka_unit_test(any_shard_is_looked_up_while_none_is_known),
		cmocka_unit_test(a_shard_that_nobody_knows_is_refused_after_a_look),
		cmocka_unit_test(without_identity_an_unknown_shard_is_unreachable),
		cmocka_unit_test(a_shard_of_the_settings_moves_where_the_table_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
