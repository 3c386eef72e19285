/* route_limits_test.c - how often one address may fail to sign in and have lists checked */
#include "gateway/routes_fixture.h"

#include "ocop/identity/v1/queries.pb-c.h"

static const char credentials[] = "{\"signInName\":\"an\",\"password\":\"b\"}";

/* One failed sign-in, or what is told instead. */
static void fail_to_sign_in(const char *name, int status, const char *rule)
{
	Ocop__Common__V1__Refusal wrong = OCOP__COMMON__V1__REFUSAL__INIT;

	wrong.code = REFUSAL(SIGN_IN_WRONG);
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	now->refusals[0] = &wrong;
	now->refusal_count = 1;
	ask("POST", "/api/v1/sessions",
	    arena_printf(now->arena, "{\"signInName\":\"%s\",\"password\":\"b\"}", name));
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	now->refusal_count = 0;
	assert_problem(status, rule, "");
}

static void sign_in(void)
{
	Ocop__Identity__V1__SessionOpened reply = OCOP__IDENTITY__V1__SESSION_OPENED__INIT;

	now->reply = &reply.base;
	ask("POST", "/api/v1/sessions", credentials);
	now->reply = NULL;
	assert_int_equal(now->status, 201);
}

static void assert_waits(long least_s, long most_s)
{
	long wait_s = strtol(header("retry-after"), NULL, 10);

	if (wait_s < least_s || wait_s > most_s)
		fail_msg("Retry-After: %ld", wait_s);
}

static void who_fails_to_sign_in_too_often_is_told_to_wait(void **state)
{
	(void)state;
	limit_set(&now->gateway.sign_in_limit, 5);
	limit_set(&now->gateway.sign_in_name_limit, 3);
	for (int i = 0; i < 20; i++)
		sign_in(); /* what is right does not count */
	for (int i = 0; i < 3; i++)
		fail_to_sign_in("an", 401, "sign-in-wrong");
	fail_to_sign_in("an", 429, "sign-ins-too-many");
	assert_int_equal(now->calls, 0); /* no password is compared any more */
	assert_waits(1, 1201);           /* a third of an hour */
	fail_to_sign_in("binh", 401, "sign-in-wrong");
	fail_to_sign_in("chi", 401, "sign-in-wrong");
	fail_to_sign_in("dung", 429, "sign-ins-too-many"); /* all of the address */
	assert_waits(1, 721);
}

static void a_daemon_that_is_away_is_no_failed_sign_in(void **state)
{
	(void)state;
	limit_set(&now->gateway.sign_in_limit, 1);
	limit_set(&now->gateway.sign_in_name_limit, 1);
	now->away = "identity";
	for (int i = 0; i < 5; i++) {
		ask("POST", "/api/v1/sessions", credentials);
		assert_problem(503, "daemon-unreachable", "");
	}
	now->away = NULL;
	sign_in();
	fail_to_sign_in("an", 401, "sign-in-wrong");
	fail_to_sign_in("an", 429, "sign-ins-too-many");
}

/* What one address may not do takes nothing from the name. */
static void the_names_share_is_given_back_where_the_address_has_none(void **state)
{
	const struct address_count name = {"127.0.0.1", "an"};
	int64_t wait_s;

	(void)state;
	limit_set(&now->gateway.sign_in_limit, 1);
	limit_set(&now->gateway.sign_in_name_limit, 1);
	fail_to_sign_in("binh", 401, "sign-in-wrong");
	fail_to_sign_in("an", 429, "sign-ins-too-many");
	assert_true(address_limit_allows(now->gateway.sign_in_name_limit, &name,
					 clock_monotonic_us(), &wait_s));
}

static void lists_are_checked_so_often_for_an_address(void **state)
{
	static const char *const paths[] = {"/api/v1/labels", "/api/v1/verify"};
	static const char *const bodies[] = {"{\"labels\":[\"1\"]}", "{\"numbers\":[\"1\"]}"};

	(void)state;
	limit_set(&now->gateway.check_limit, 2);
	for (int i = 0; i < 2; i++) {
		ask("POST", paths[i], bodies[i]);
		assert_int_equal(now->status, 200);
	}
	for (int i = 0; i < 2; i++) {
		ask("POST", paths[i], bodies[i]);
		assert_problem(429, "rate-limited", "");
		assert_int_equal(now->calls, 0);
		assert_waits(1, 1801);
	}
	ask("GET", "/api/v1/verify?number=1", NULL); /* one number is no list */
	assert_int_equal(now->status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(who_fails_to_sign_in_too_often_is_told_to_wait),
		ROUTE_TEST(a_daemon_that_is_away_is_no_failed_sign_in),
		ROUTE_TEST(the_names_share_is_given_back_where_the_address_has_none),
		ROUTE_TEST(lists_are_checked_so_often_for_an_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
