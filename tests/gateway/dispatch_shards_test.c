/* dispatch_shards_test.c - which shard is asked: any, all in turn, the only one */
#include "gateway/routes_fixture.h"

#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

static void list_over_shards_goes_from_one_to_the_next(void **state)
{
	Ocop__Scoring__V1__ListRoundsReply reply = OCOP__SCORING__V1__LIST_ROUNDS_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	reply.next = (char *)"key/1";
	ask("GET", "/api/v1/rounds", NULL);
	assert_string_equal(now->source, "scoring_tn1");
	assert_string_equal(now->body,
			    "{\"rounds\":[],\"next\":\"scoring_tn1/key/1\",\"missingShards\":[]}");

	reply.next = (char *)"";
	ask("GET", "/api/v1/rounds?cursor=scoring_tn1%2Fkey%2F1", NULL);
	assert_string_equal(((const Ocop__Scoring__V1__ListRounds *)now->message)->cursor, "key/1");
	assert_has("\"next\":\"scoring_tn2/\"");

	ask("GET", "/api/v1/rounds?cursor=scoring_tn2/", NULL);
	assert_string_equal(now->source, "scoring_tn2");
	assert_string_equal(((const Ocop__Scoring__V1__ListRounds *)now->message)->cursor, "");
	assert_has("\"next\":\"\"");
}

/* What is listed is the others'; who is missing is said. */
static void list_over_shards_goes_on_behind_one_that_is_away(void **state)
{
	Ocop__Scoring__V1__ListRoundsReply reply = OCOP__SCORING__V1__LIST_ROUNDS_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	now->away = "scoring_tn1";
	reply.next = (char *)"key/2";
	ask("GET", "/api/v1/rounds", NULL);
	assert_int_equal(now->status, 200);
	assert_int_equal(now->calls, 2);
	assert_true(now->has_token);
	assert_has("\"next\":\"scoring_tn2/key/2\",\"missingShards\":[\"tn1\"]");

	/* In the middle of its list: the place in it is not the other's. */
	ask("GET", "/api/v1/rounds?cursor=scoring_tn1/key/1", NULL);
	assert_string_equal(now->source, "scoring_tn2");
	assert_string_equal(((const Ocop__Scoring__V1__ListRounds *)now->message)->cursor, "");

	now->away = "scoring_tn2";
	reply.next = (char *)"";
	ask("GET", "/api/v1/rounds", NULL);
	assert_has("\"next\":\"scoring_tn2/\",\"missingShards\":[]");
	ask("GET", "/api/v1/rounds?cursor=scoring_tn2/", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(now->body, "{\"rounds\":[],\"next\":\"\",\"missingShards\":[\"tn2\"]}");

	now->away = "scoring_tn1,scoring_tn2";
	ask("GET", "/api/v1/rounds", NULL);
	assert_problem(503, "daemon-unreachable", "");
}

static void what_any_shard_can_answer_another_is_asked(void **state)
{
	Ocop__Scoring__V1__ListRulebooksReply reply = OCOP__SCORING__V1__LIST_RULEBOOKS_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	now->away = "scoring_tn1";
	ask("GET", "/api/v1/rulebooks", NULL);
	assert_int_equal(now->status, 200);
	assert_int_equal(now->calls, 2);
	/* From then on it is asked first. */
	ask("GET", "/api/v1/rulebooks", NULL);
	assert_int_equal(now->calls, 1);
	assert_string_equal(now->source, "scoring_tn2");
	now->away = "scoring_tn1,scoring_tn2";
	ask("GET", "/api/v1/rulebooks", NULL);
	assert_problem(503, "daemon-unreachable", "");
	assert_int_equal(now->calls, 2);
}

/* The gateway has just started: which shards there are is looked up before it is said that there is
 * none. */
static void while_no_shard_is_known_any_is_asked_for(void **state)
{
	Ocop__Scoring__V1__ListRulebooksReply books = OCOP__SCORING__V1__LIST_RULEBOOKS_REPLY__INIT;
	Ocop__Scoring__V1__ListRoundsReply rounds = OCOP__SCORING__V1__LIST_ROUNDS_REPLY__INIT;

	(void)state;
	now->no_shards = true;
	now->reply = &books.base;
	ask("GET", "/api/v1/rulebooks", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(now->source, BACKENDS_ANY_SHARD);

	now->no_shards = true;
	now->reply = &rounds.base;
	rounds.next = (char *)"key/1";
	ask("GET", "/api/v1/rounds", NULL);
	assert_string_equal(now->source, BACKENDS_ANY_SHARD);
	assert_has("\"next\":\"scoring_tn1/key/1\"");

	now->no_shards = true;
	now->away = BACKENDS_ANY_SHARD;
	ask("GET", "/api/v1/rulebooks", NULL);
	assert_problem(503, "daemon-unreachable", "");
	ask("GET", "/api/v1/rounds", NULL);
	assert_problem(503, "daemon-unreachable", "");
	assert_int_equal(now->calls, 1);

	/* Whose the rest of a list is cannot be said yet; that it is nobody's, neither. */
	ask("GET", "/api/v1/rounds?cursor=scoring_tn1/key/1", NULL);
	assert_problem(503, "daemon-unreachable", "");
	now->no_shards = false;
	ask("GET", "/api/v1/rounds?cursor=scoring_tn9/key/1", NULL);
	assert_problem(400, "cursor-invalid", "cursor");
}

/* A round is on its shard and nowhere else. */
static void what_is_of_one_shard_is_asked_of_no_other(void **state)
{
	char id[IDENTIFIER_SIZE];

	(void)state;
	now->away = "scoring_tn1";
	identifier_create("round", "tn1", INT64_C(1795573444000000), id);
	ask("GET", arena_printf(now->arena, "/api/v1/rounds/%s", id), NULL);
	assert_problem(503, "daemon-unreachable", "");
	assert_int_equal(now->calls, 1);
	ask("POST", "/api/v1/rounds", "{\"shard\":\"tn1\",\"name\":\"Đợt 1\"}");
	assert_problem(503, "daemon-unreachable", "");
	assert_int_equal(now->calls, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(list_over_shards_goes_from_one_to_the_next),
		ROUTE_TEST(list_over_shards_goes_on_behind_one_that_is_away),
		ROUTE_TEST(what_any_shard_can_answer_another_is_asked),
		ROUTE_TEST(while_no_shard_is_known_any_is_asked_for),
		ROUTE_TEST(what_is_of_one_shard_is_asked_of_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
