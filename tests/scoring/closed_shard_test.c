/* closed_shard_test.c - a shard that identity has closed: its rounds run to their end, no others
 * are planned there */
#include "scoring_fixture.h"

static void identity_closes(const char *name)
{
	Ocop__Identity__V1__ShardClosed event = OCOP__IDENTITY__V1__SHARD_CLOSED__INIT;

	event.name = (char *)name;
	harness_event(fixture.harness, "identity", name, &event.base);
}

static void no_round_is_planned_on_a_closed_shard(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan();

	(void)state;
	sign_in_secretary();
	identity_closes("tn1");
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, SHARD_CLOSED);
	assert_string_equal(reply->refusals[0]->field, "shard");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(round_planned)), 0);

	/* For good. */
	identity_closes("tn1");
	harness_restart(fixture.harness);
	sign_in_secretary();
	assert_refused(command(&message.base), SHARD_CLOSED);
}

static void another_shard_that_closes_is_nothing_to_this_one(void **state)
{
	(void)state;
	identity_closes("tn2");
	(void)round_planned(); /* asserts that it is accepted */
}

/* The answer to a plan was lost, and the shard closed before it was asked for again. */
static void a_plan_of_before_is_remembered(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan();
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	command_id_create(clock_machine_us(), id);
	sign_in_secretary();
	const char *round_id = harness_id(
		fixture.harness, harness_command_as(fixture.harness, id, 0, &message.base));
	identity_closes("tn1");
	assert_string_equal(harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base)),
			    round_id);
	assert_refused(command(&message.base), SHARD_CLOSED);
}

static void a_round_runs_to_its_end_on_a_closed_shard(void **state)
{
	const uint32_t first[] = {70, 90, 85}, second[] = {80, 80, 80};
	Ocop__Scoring__V1__PublishRound publish = OCOP__SCORING__V1__PUBLISH_ROUND__INIT;
	const char *round_id = round_planned();

	(void)state;
	identity_closes("tn1");
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, first, 3);
	assert_accepted(rescore(round_id, "chênh lệch"));
	totals_submitted(round_id, second, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	publish.round_id = (char *)round_id;
	assert_accepted(command(&publish.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(result_decided)), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_round_is_planned_on_a_closed_shard),
		TEST(another_shard_that_closes_is_nothing_to_this_one),
		TEST(a_plan_of_before_is_remembered),
		TEST(a_round_runs_to_its_end_on_a_closed_shard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
