/* programme_rules_test.c - moves of an idea, years and targets of a plan, recognitions counted */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "registration/rules/programme.h"

/* Every verb from every state: submitted -> accepted (to be developed) | returned | declined; what
 * was returned is handed in again. */
static void an_idea_moves_as_the_programme_says(void **state)
{
	static const Ocop__Registration__V1__IdeaState nowhere = IDEA_STATE(UNSPECIFIED);
	static const Ocop__Registration__V1__IdeaState to[][6] = {
		/* from: new, submitted, accepted, returned, declined, developed */
		[IDEA_SUBMIT] = {IDEA_STATE(SUBMITTED), nowhere, nowhere, IDEA_STATE(SUBMITTED),
				 nowhere, nowhere},
		[IDEA_ACCEPT] = {nowhere, IDEA_STATE(ACCEPTED), nowhere, nowhere, nowhere, nowhere},
		[IDEA_RETURN] = {nowhere, IDEA_STATE(RETURNED), nowhere, nowhere, nowhere, nowhere},
		[IDEA_DECLINE] = {nowhere, IDEA_STATE(DECLINED), nowhere, nowhere, nowhere,
				  nowhere},
		[IDEA_DEVELOP] = {nowhere, nowhere, IDEA_STATE(DEVELOPED), nowhere, nowhere,
				  nowhere},
	};

	(void)state;
	for (int verb = IDEA_SUBMIT; verb <= IDEA_DEVELOP; verb++) {
		for (int from = 0; from < 6; from++) {
			Ocop__Registration__V1__IdeaState seen = nowhere;
			Ocop__Common__V1__RefusalCode why =
				may_move_idea((enum idea_verb)verb,
					      (Ocop__Registration__V1__IdeaState)from, &seen);

			if (seen != to[verb][from] ||
			    why != (seen == nowhere ? REFUSAL(IDEA_STATE) : REFUSAL(UNSPECIFIED)))
				fail_msg("verb %d from %d: %d, %d", verb, from, seen, why);
		}
	}
}

static void three_states_are_decisions(void **state)
{
	enum idea_verb verb;

	(void)state;
	for (int decision = 0; decision < 8; decision++) {
		bool is_one =
			idea_decision_verb((Ocop__Registration__V1__IdeaState)decision, &verb);

		assert_int_equal(is_one, decision >= IDEA_STATE(ACCEPTED) &&
						 decision <= IDEA_STATE(DECLINED));
	}
}

static void a_plan_has_years_of_its_kind(void **state)
{
	static const struct {
		Ocop__Registration__V1__PlanKind kind;
		uint32_t from, until;
		const char *field; /* NULL: it may be */
	} rows[] = {
		{PLAN_KIND(YEAR), 2026, 2026, NULL},
		{PLAN_KIND(YEAR), 2026, 2027, "until_year"},
		{PLAN_KIND(SCHEME), 2026, 2030, NULL},
		{PLAN_KIND(SCHEME), 2026, 2026, NULL},
		{PLAN_KIND(SCHEME), 2026, 2025, "until_year"},
		{PLAN_KIND(SCHEME), 2026, 2035, NULL},
		{PLAN_KIND(SCHEME), 2026, 2036, "until_year"},
		{PLAN_KIND(SCHEME), 2018, 2020, NULL},
		{PLAN_KIND(SCHEME), 2017, 2020, "from_year"},
		{PLAN_KIND(YEAR), 2101, 2101, "from_year"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__Plan plan = OCOP__REGISTRATION__V1__PLAN__INIT;

		plan.kind = rows[i].kind;
		plan.from_year = rows[i].from;
		plan.until_year = rows[i].until;
		struct programme_answer answer = may_plan_years(&plan);
		if (!rows[i].field)
			assert_int_equal(answer.why, 0);
		else if (answer.why != REFUSAL(PLAN_INVALID) ||
			 strcmp(answer.field, rows[i].field) != 0)
			fail_msg("row %zu: %d", i, answer.why);
	}
}

static void targets_are_positive_and_once(void **state)
{
	static const struct {
		int indicator;
		int64_t value;
	} rows[] = {{0, 1}, {11, 1}, {2, 0}, {2, -3}, {1, 5}};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	Ocop__Registration__V1__Plan plan = OCOP__REGISTRATION__V1__PLAN__INIT;
	Ocop__Registration__V1__PlanTarget first = OCOP__REGISTRATION__V1__PLAN_TARGET__INIT;
	Ocop__Registration__V1__PlanTarget second = OCOP__REGISTRATION__V1__PLAN_TARGET__INIT;
	Ocop__Registration__V1__PlanTarget *targets[] = {&first, &second};

	(void)state;
	assert_string_equal(may_plan_targets(&plan, arena).field, "targets");
	first.indicator = INDICATOR(NEW_PRODUCTS);
	first.value = 1;
	plan.targets = targets;
	plan.n_targets = 2;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		second.indicator = (Ocop__Registration__V1__Indicator)rows[i].indicator;
		second.value = rows[i].value;
		struct programme_answer answer = may_plan_targets(&plan, arena);
		assert_int_equal(answer.why, REFUSAL(PLAN_INVALID));
		assert_string_equal(answer.field, "targets[1]");
	}
	second.indicator = INDICATOR(SUPPORT_VND);
	second.value = 1;
	assert_int_equal(may_plan_targets(&plan, arena).why, 0);
	arena_destroy(arena);
}

struct counted {
	const char *name;
	struct recognition rows[4];
	size_t count;
	uint32_t from, until;
	int64_t new_products, upgraded, re_rated, of_star[6];
};

static void each_product_counts_once_in_a_number(void **state)
{
	static const struct counted rows[] = {
		{"first", {{"a", "2026-06-20", 3}}, 1, 2026, 2026, 1, 0, 0, {[3] = 1}},
		{"first day of the years",
		 {{"a", "2026-01-01", 4}},
		 1,
		 2026,
		 2026,
		 1,
		 0,
		 0,
		 {[4] = 1}},
		{"last day of the years",
		 {{"a", "2026-12-31", 4}},
		 1,
		 2026,
		 2026,
		 1,
		 0,
		 0,
		 {[4] = 1}},
		{"before", {{"a", "2025-12-31", 3}}, 1, 2026, 2026, 0, 0, 0, {0}},
		{"after", {{"a", "2027-01-01", 3}}, 1, 2026, 2026, 0, 0, 0, {0}},
		{"upgraded",
		 {{"a", "2023-05-01", 3}, {"a", "2026-05-01", 4}},
		 2,
		 2026,
		 2026,
		 0,
		 1,
		 0,
		 {[4] = 1}},
		{"re-rated with the same star",
		 {{"a", "2023-05-01", 3}, {"a", "2026-05-01", 3}},
		 2,
		 2026,
		 2026,
		 0,
		 0,
		 1,
		 {[3] = 1}},
		{"re-rated downwards",
		 {{"a", "2023-05-01", 4}, {"a", "2026-05-01", 3}},
		 2,
		 2026,
		 2026,
		 0,
		 0,
		 1,
		 {[3] = 1}},
		{"new and upgraded in one scheme",
		 {{"a", "2026-05-01", 3}, {"a", "2028-05-01", 4}},
		 2,
		 2026,
		 2030,
		 1,
		 1,
		 0,
		 {[4] = 1}},
		{"an undated row came before",
		 {{"a", "", 3}, {"a", "2026-05-01", 4}},
		 2,
		 2026,
		 2026,
		 0,
		 1,
		 0,
		 {[4] = 1}},
		{"a star that is not known is not exceeded",
		 {{"a", "", 0}, {"a", "2026-05-01", 4}},
		 2,
		 2026,
		 2026,
		 0,
		 0,
		 1,
		 {[4] = 1}},
		{"an undated row alone", {{"a", "", 3}}, 1, 2018, 2100, 0, 0, 0, {0}},
		{"a month is in its year",
		 {{"a", "2021-06", 3}},
		 1,
		 2021,
		 2021,
		 1,
		 0,
		 0,
		 {[3] = 1}},
		{"a corrected copy",
		 {{"a", "2026-05-01", 3}, {"a", "2026-05-01", 3}},
		 2,
		 2026,
		 2026,
		 1,
		 0,
		 0,
		 {[3] = 1}},
		{"two products",
		 {{"a", "2023-05-01", 3}, {"a", "2026-05-01", 4}, {"b", "2026-05-01", 3}},
		 3,
		 2026,
		 2026,
		 1,
		 1,
		 0,
		 {[3] = 1, [4] = 1}},
		{"the second alone is in the years",
		 {{"a", "2023-05-01", 3}, {"b", "2026-05-01", 5}},
		 2,
		 2026,
		 2026,
		 1,
		 0,
		 0,
		 {[5] = 1}},
		{"nothing", {{"", "", 0}}, 0, 2026, 2026, 0, 0, 0, {0}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct counted *row = &rows[i];
		struct recognition_counts counts =
			recognitions_count(row->rows, row->count, row->from, row->until);

		if (counts.of_new_products != row->new_products ||
		    counts.of_upgraded_products != row->upgraded ||
		    counts.of_re_rated_products != row->re_rated ||
		    memcmp(counts.of_star, row->of_star, sizeof counts.of_star) != 0)
			fail_msg("%s", row->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_idea_moves_as_the_programme_says),
		cmocka_unit_test(three_states_are_decisions),
		cmocka_unit_test(a_plan_has_years_of_its_kind),
		cmocka_unit_test(targets_are_positive_and_once),
		cmocka_unit_test(each_product_counts_once_in_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
