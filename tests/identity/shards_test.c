/* shards_test.c - the table of scoring shards: added, closed and moved, each once */
#include "identity_fixture.h"

#define assert_refused(reply, code) assert_int_equal(harness_refusal(reply), REFUSAL(code))

static const char *address(struct harness *harness, const char *folder, const char *name,
			   const char *endpoint)
{
	return arena_printf(harness_arena(harness), "ipc://%s/scoring_%s.%s", folder, name,
			    endpoint);
}

static Ocop__Identity__V1__AddShard shard_of(struct harness *harness, const char *name)
{
	Ocop__Identity__V1__AddShard add = OCOP__IDENTITY__V1__ADD_SHARD__INIT;

	add.service = (char *)"scoring";
	add.name = (char *)name;
	add.commands_address = (char *)address(harness, "/run/ocop", name, "commands");
	add.queries_address = (char *)address(harness, "/run/ocop", name, "queries");
	add.events_address = (char *)address(harness, "/run/ocop", name, "events");
	return add;
}

static const Ocop__Common__V1__Reply *added(struct harness *harness, const char *name)
{
	Ocop__Identity__V1__AddShard add = shard_of(harness, name);

	return harness_command(harness, &add.base);
}

static const Ocop__Common__V1__Reply *closed(struct harness *harness, const char *name)
{
	Ocop__Identity__V1__CloseShard close = OCOP__IDENTITY__V1__CLOSE_SHARD__INIT;

	close.name = (char *)name;
	return harness_command(harness, &close.base);
}

static Ocop__Identity__V1__MoveShard move_of(struct harness *harness, const char *name,
					     const char *folder)
{
	Ocop__Identity__V1__MoveShard move = OCOP__IDENTITY__V1__MOVE_SHARD__INIT;

	move.name = (char *)name;
	move.commands_address = (char *)address(harness, folder, name, "commands");
	move.queries_address = (char *)address(harness, folder, name, "queries");
	move.events_address = (char *)address(harness, folder, name, "events");
	return move;
}

static const Ocop__Common__V1__Reply *moved(struct harness *harness, const char *name,
					    const char *folder)
{
	Ocop__Identity__V1__MoveShard move = move_of(harness, name, folder);

	return harness_command(harness, &move.base);
}

static const Ocop__Identity__V1__ListShardsReply *listed(struct harness *harness)
{
	Ocop__Identity__V1__ListShards list = OCOP__IDENTITY__V1__LIST_SHARDS__INIT;

	return harness_body(harness, harness_query(harness, &list.base),
			    MESSAGE(list_shards_reply));
}

static void a_shard_name_is_never_used_again(void **state)
{
	struct harness *harness = *state;

	assert_string_equal(harness_id(harness, added(harness, "tn1")), "tn1");
	assert_refused(added(harness, "tn1"), SHARD_NAME_TAKEN);
	assert_int_equal(closed(harness, "tn1")->version, 2);
	assert_refused(added(harness, "tn1"), SHARD_NAME_TAKEN);
	assert_int_equal(harness_events(harness, MESSAGE(shard_added)), 1);
	assert_int_equal(listed(harness)->n_shards, 1);
	assert_true(listed(harness)->shards[0]->closed);
	assert_string_equal(listed(harness)->shards[0]->events_address,
			    "ipc:///run/ocop/scoring_tn1.events");
}

static void a_shard_is_closed_once(void **state)
{
	struct harness *harness = *state;

	assert_refused(closed(harness, "tn1"), SHARD_UNKNOWN);
	(void)harness_id(harness, added(harness, "tn1"));
	(void)harness_id(harness, closed(harness, "tn1"));
	const Ocop__Common__V1__Reply *reply = closed(harness, "tn1");
	assert_refused(reply, SHARD_CLOSED);
	assert_string_equal(reply->refusals[0]->field, "name");
	assert_int_equal(harness_events(harness, MESSAGE(shard_closed)), 1);
}

static void the_same_close_again_is_the_same_answer(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CloseShard close = OCOP__IDENTITY__V1__CLOSE_SHARD__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)harness_id(harness, added(harness, "tn1"));
	close.name = (char *)"tn1";
	command_id_create(clock_machine_us(), id);
	(void)harness_id(harness, harness_command_as(harness, id, 0, &close.base));
	const Ocop__Common__V1__Reply *again = harness_command_as(harness, id, 0, &close.base);
	(void)harness_id(harness, again);
	assert_true(again->remembered);
	assert_int_equal(harness_events(harness, MESSAGE(shard_closed)), 1);
}

static void a_shard_is_scorings_and_has_addresses(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddShard add = shard_of(harness, "tn1");

	add.service = (char *)"market";
	add.name = (char *)"TN";
	add.events_address = (char *)"tcp://10.0.0.1:1";
	const Ocop__Common__V1__Reply *reply = harness_command(harness, &add.base);
	assert_int_equal(reply->n_refusals, 3);
	assert_string_equal(reply->refusals[0]->field, "service");
	assert_string_equal(reply->refusals[1]->field, "name");
	assert_string_equal(reply->refusals[2]->field, "eventsAddress");
}

/* Whoever asks the one would be answered by the other. */
static void two_shards_never_answer_at_one_address(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddShard add = shard_of(harness, "tn2");
	const Ocop__Common__V1__Reply *reply;

	(void)harness_id(harness, added(harness, "tn1"));
	add.queries_address = (char *)address(harness, "/run/ocop", "tn1", "commands");
	reply = harness_command(harness, &add.base);
	assert_refused(reply, FIELD_INVALID);
	assert_int_equal(reply->n_refusals, 1);
	assert_string_equal(reply->refusals[0]->field, "queriesAddress");
	assert_string_equal(reply->refusals[0]->detail, "shard tn1 answers there");
	add.queries_address = add.commands_address;
	reply = harness_command(harness, &add.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "queriesAddress");
	(void)harness_id(harness, added(harness, "tn2"));

	/* Nor after a move, were it only at one of the three. */
	Ocop__Identity__V1__MoveShard move = move_of(harness, "tn2", "/run/other");
	move.events_address = (char *)address(harness, "/run/ocop", "tn1", "events");
	reply = harness_command(harness, &move.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "eventsAddress");
	assert_int_equal(harness_events(harness, MESSAGE(shard_moved)), 0);
}

static void a_shard_moves_with_its_name(void **state)
{
	struct harness *harness = *state;

	assert_refused(moved(harness, "tn1", "/run/other"), SHARD_UNKNOWN);
	(void)harness_id(harness, added(harness, "tn1"));
	assert_int_equal(moved(harness, "tn1", "/run/other")->version, 2);
	const Ocop__Identity__V1__ShardMoved *event =
		harness_last_event(harness, MESSAGE(shard_moved));
	assert_string_equal(event->shard->name, "tn1");
	assert_string_equal(event->shard->service, "scoring");
	assert_string_equal(event->shard->queries_address, "ipc:///run/other/scoring_tn1.queries");
	assert_string_equal(listed(harness)->shards[0]->commands_address,
			    "ipc:///run/other/scoring_tn1.commands");

	/* It is there: nothing happens. Back it may go, and others to where it was. */
	assert_int_equal(moved(harness, "tn1", "/run/other")->version, 2);
	assert_int_equal(harness_events(harness, MESSAGE(shard_moved)), 1);
	assert_int_equal(moved(harness, "tn1", "/run/ocop")->version, 3);
}

/* Its rounds run on, wherever it is; it does not open again by that. */
static void a_closed_shard_moves_and_stays_closed(void **state)
{
	struct harness *harness = *state;

	(void)harness_id(harness, added(harness, "tn1"));
	(void)harness_id(harness, closed(harness, "tn1"));
	(void)harness_id(harness, moved(harness, "tn1", "/run/other"));
	assert_true(listed(harness)->shards[0]->closed);
	assert_refused(closed(harness, "tn1"), SHARD_CLOSED);
}

static void only_the_operator_changes_the_table(void **state)
{
	struct harness *harness = *state;

	(void)harness_id(harness, added(harness, "tn1"));
	harness_sign_in_as(harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	assert_refused(added(harness, "tn2"), ROLE_MISSING);
	assert_refused(closed(harness, "tn1"), ROLE_MISSING);
	assert_refused(moved(harness, "tn1", "/run/other"), ROLE_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(a_shard_name_is_never_used_again),
		TEST(a_shard_is_closed_once),
		TEST(the_same_close_again_is_the_same_answer),
		TEST(a_shard_is_scorings_and_has_addresses),
		TEST(two_shards_never_answer_at_one_address),
		TEST(a_shard_moves_with_its_name),
		TEST(a_closed_shard_moves_and_stays_closed),
		TEST(only_the_operator_changes_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
