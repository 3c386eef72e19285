/* trade_plans_test.c - how the store runs the statements that look for shops, exports and
 * enquiries: by an index for what is asked, and never by looking at all that there are
 */
#include "common/query.h"
#include "harness.h"
#include "market/figures/trade/export_sums.h"
#include "market/market_fixture.h"
#include "market/records/export.h"
#include "market/records/point_of_sale.h"
#include "ocop/common/v1/queries.pb-c.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

/* A value for each parameter up to the last, whatever it is. */
static void bind_all(struct transaction *tx, const char *text)
{
	int last = 0;

	for (int number = 1; number <= 9; number++) {
		char parameter[4];

		(void)snprintf(parameter, sizeof(parameter), "$%d", number);
		if (strstr(text, parameter))
			last = number;
	}
	for (int number = 1; number <= last; number++)
		bind_text(tx, "");
}

/* Every step, one a line. */
static const char *plan_of(struct transaction *tx, const char *text)
{
	struct arena *arena = transaction_arena(tx);
	const char *plan = "";

	statement(tx, arena_printf(arena, "EXPLAIN QUERY PLAN %s", text));
	bind_all(tx, text);
	while (statement_step(tx))
		plan = arena_printf(arena, "%s%s\n", plan, column_text(tx, "detail"));
	assert_false(transaction_failed(tx));
	return plan;
}

static void assert_plan(struct transaction *tx, const char *text, const char *const *steps)
{
	const char *plan = plan_of(tx, text);

	for (size_t i = 0; steps[i]; i++) {
		if (!strstr(plan, steps[i]))
			fail_msg("not \"%s\" in:\n%s", steps[i], plan);
	}
	/* The table itself, by its letter in the statements, is never walked. */
	if (strstr(plan, "SCAN p\n") || strstr(plan, "SCAN p ") || strstr(plan, "SCAN q") ||
	    strstr(plan, "SCAN e\n") || strstr(plan, "SCAN e "))
		fail_msg("walks a table:\n%s", plan);
}

static enum decision explain(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	static const char *const by_code[] = {
		"SEARCH p USING INDEX sqlite_autoindex_points_of_sale_1 (point_of_sale_id=?)",
		"points_of_sale_by_province (province_code=?)",
		"points_of_sale_by_commune (commune_code=?)", NULL};
	static const char *const within[] = {
		"SEARCH p USING INDEX points_of_sale_by_position (latitude_microdegrees>? AND"
		" latitude_microdegrees<?)",
		NULL};
	static const char *const carrying[] = {"carried_by_listing (listing_id=?)", NULL};
	static const char *const anywhere[] = {"points_of_sale_open (point_of_sale_id>?)", NULL};
	static const char *const of_producer[] = {"SEARCH e USING INDEX exports_by_producer"
						  " (producer_id=? AND export_id>?)",
						  "figure_merges_into (merged_into=?)", NULL};
	Ocop__Common__V1__Accepted answer = OCOP__COMMON__V1__ACCEPTED__INIT;

	(void)message; /* asked by no daemon */
	assert_plan(tx, point_statements[POINTS_BY_CODE], by_code);
	assert_plan(tx, point_statements[POINTS_BY_NAME], by_code);
	assert_plan(tx, point_statements[POINTS_WITHIN], within);
	assert_plan(tx, point_statements[POINTS_CARRYING], carrying);
	assert_plan(tx, point_statements[POINTS_ANYWHERE], anywhere);
	assert_plan(tx, export_statements[EXPORTS_OF_PRODUCER], of_producer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static void shops_and_exports_are_found_by_their_indexes(void **state)
{
	static const struct query queries[] = {
		{.message = &ocop__market__v1__list_points_of_sale__descriptor,
		 .reply = &ocop__common__v1__accepted__descriptor,
		 .allow = ALLOW_ANYONE,
		 .handle = explain},
		{0},
	};
	static const struct service_definition definition = {
		.name = "market", .migrations = market_migrations, .queries = queries};
	Ocop__Market__V1__ListPointsOfSale message = OCOP__MARKET__V1__LIST_POINTS_OF_SALE__INIT;
	struct harness *harness = harness_create(&definition, NULL);

	(void)state; /* none is needed */
	(void)harness_body(harness, harness_query(harness, &message.base),
			   &ocop__common__v1__accepted__descriptor);
	harness_destroy(harness);
}

/* A grant of this role; of a producer's, for this one. */
static Ocop__Common__V1__Grant grant_of(Ocop__Common__V1__Role role, const char *producer_id)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = role;
	grant.producer_id = (char *)producer_id;
	return grant;
}

/* So that the statement of his exports is run, and not the one that looks at all. */
static void who_sees_only_his_own_exports_is_asked_for_them(void **state)
{
	static const struct {
		const char *name;
		Ocop__Common__V1__Role roles[2]; /* 0: no second grant */
		const char *producers[2], *asked, *expected;
	} cases[] = {
		{"one producer", {ROLE(PRODUCER)}, {"producer_1"}, "", "producer_1"},
		{"the same twice",
		 {ROLE(PRODUCER), ROLE(PRODUCER)},
		 {"producer_1", "producer_1"},
		 "",
		 "producer_1"},
		{"with a role that sees none",
		 {ROLE(COUNCIL_MEMBER), ROLE(PRODUCER)},
		 {"", "producer_1"},
		 "",
		 "producer_1"},
		{"two producers",
		 {ROLE(PRODUCER), ROLE(PRODUCER)},
		 {"producer_1", "producer_2"},
		 "",
		 ""},
		{"an office too",
		 {ROLE(PRODUCER), ROLE(COMMUNE_OFFICER)},
		 {"producer_1", ""},
		 "",
		 ""},
		{"asks for another's",
		 {ROLE(PRODUCER)},
		 {"producer_1"},
		 "producer_2",
		 "producer_2"},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		Ocop__Common__V1__Grant first = grant_of(cases[i].roles[0], cases[i].producers[0]);
		Ocop__Common__V1__Grant second = grant_of(cases[i].roles[1], cases[i].producers[1]);
		const Ocop__Common__V1__Grant *const grants[] = {&first, &second};
		const struct caller caller = {.grants = grants,
					      .grant_count = cases[i].roles[1] ? 2 : 1};
		struct export_question question = {.producer_id = cases[i].asked};

		print_message("%s\n", cases[i].name);
		export_question_narrow(&caller, &question);
		assert_string_equal(question.producer_id, cases[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shops_and_exports_are_found_by_their_indexes),
		cmocka_unit_test(who_sees_only_his_own_exports_is_asked_for_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
