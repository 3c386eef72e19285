/* analysis_rule_test.c - gaps by part, who stands apart, what is disputed: on a sheet so small that
 * every number is reckoned by hand
 *
 *	part A   1.1   options 1, 2, 3 give 0, 2, 5 points
 *	         1.2   options 1, 2, 3 give 0, 3, 5 points
 *	part B   2.1   options 1 to 4 give 0, 1, 3, 6 points
 *
 * A member's sheet is written as three option numbers: "321" is 5 + 3 + 0 = 8 points, 8 of A and 0
 * of B.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "scoring/rules/analysis.h"

static const struct sheet_option options_11[] = {
	{.no = 1, .points = 0, .case_code = ""},
	{.no = 2, .points = 2, .case_code = ""},
	{.no = 3, .points = 5, .case_code = ""},
};
static const struct sheet_option options_12[] = {
	{.no = 1, .points = 0, .case_code = ""},
	{.no = 2, .points = 3, .case_code = ""},
	{.no = 3, .points = 5, .case_code = ""},
};
static const struct sheet_option options_21[] = {
	{.no = 1, .points = 0, .case_code = ""},
	{.no = 2, .points = 1, .case_code = ""},
	{.no = 3, .points = 3, .case_code = ""},
	{.no = 4, .points = 6, .case_code = ""},
};
static const struct sheet_node nodes[] = {
	{.code = "1", .select = NODE_SUM, .part = 0, .end = 3},
	{.code = "1.1",
	 .select = NODE_ONE,
	 .part = 0,
	 .end = 2,
	 .options = options_11,
	 .option_count = 3},
	{.code = "1.2",
	 .select = NODE_ONE,
	 .part = 0,
	 .end = 3,
	 .options = options_12,
	 .option_count = 3},
	{.code = "2.1",
	 .select = NODE_ONE,
	 .part = 1,
	 .end = 4,
	 .options = options_21,
	 .option_count = 4},
};
static const struct rulebook book = {
	.certifiable_from_star = 3,
	.parts = {{.code = "A", .max = 10}, {.code = "B", .max = 6}},
	.part_count = 2,
	.bands = {{.star = 1, .from = 0, .below = 100}},
	.band_count = 1,
};
static const struct sheet sheet = {.book = &book, .nodes = nodes, .node_count = 4};

/* The sheet of three option numbers; a '-' leaves the criterion out. */
static struct filled_sheet filled_of(const char *numbers, struct arena *arena)
{
	static const char *const codes[] = {"1.1", "1.2", "2.1"};
	struct choice *choices = arena_alloc(arena, 3 * sizeof(*choices));
	struct filled_sheet filled = {.choices = choices};

	for (size_t i = 0; i < 3; i++)
		if (numbers[i] != '-')
			choices[filled.choice_count++] =
				(struct choice){codes[i], (uint32_t)(numbers[i] - '0')};
	return filled;
}

enum { SHEETS_MAX = 6 };

static bool analysed(const char *const *sheets, struct arena *arena,
		     struct dossier_analysis *ret_analysis)
{
	struct filled_sheet *filled = arena_alloc(arena, SHEETS_MAX * sizeof(*filled));
	struct analysis_facts facts = {.sheet = &sheet, .filled = filled};

	while (facts.filled_count < SHEETS_MAX && sheets[facts.filled_count]) {
		filled[facts.filled_count] = filled_of(sheets[facts.filled_count], arena);
		facts.filled_count++;
	}
	return dossier_analyse(&facts, arena, ret_analysis);
}

static void the_gap_is_told_part_by_part(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	/* 8 + 0, 10 + 1, 2 + 3: A is 8 + 10 + 2 = 20 of three, B is 0 + 1 + 3 = 4. */
	struct filled_sheet filled[] = {filled_of("321", arena), filled_of("332", arena),
					filled_of("213", arena)};
	struct filled_sheet self = filled_of("334", arena); /* 5 + 5, 6 */
	struct filled_sheet team = filled_of("224", arena); /* 2 + 3, 6 */
	struct filled_sheet half = filled_of("33-", arena);
	struct analysis_facts facts = {
		.sheet = &sheet, .filled = filled, .filled_count = 3, .self = &self, .team = &team};
	struct dossier_analysis analysis;

	(void)state;
	assert_true(dossier_analyse(&facts, arena, &analysis));
	assert_int_equal(analysis.sheets, 3);
	assert_int_equal(analysis.council_sums[0], 20);
	assert_int_equal(analysis.council_sums[1], 4);
	assert_true(analysis.has_self);
	assert_int_equal(analysis.self_parts[0], 10);
	assert_int_equal(analysis.self_parts[1], 6);
	assert_true(analysis.has_team);
	assert_int_equal(analysis.team_parts[0], 5);
	assert_int_equal(analysis.team_parts[1], 6);

	facts.self = NULL;
	facts.team = &half; /* not complete: nothing is claimed of it */
	assert_true(dossier_analyse(&facts, arena, &analysis));
	assert_false(analysis.has_self);
	assert_false(analysis.has_team);
	assert_int_equal(analysis.team_parts[0], 0);
	filled[1] = half;
	assert_false(dossier_analyse(&facts, arena, &analysis));
	arena_destroy(arena);
}

static void who_stands_apart_is_alone_and_among_five(void **state)
{
	static const struct {
		const char *name;
		const char *sheets[SHEETS_MAX + 1];
		int outlier; /* -1: nobody */
		uint32_t total, others_sum, others_count;
	} rows[] = {
		/* Totals 10 10 10 10 0. Others' means 7.5 and for the last 10: 2.5 against 10. */
		{"one far below", {"331", "331", "331", "331", "111"}, 4, 0, 40, 4},
		/* Totals 16 8 8 8 8: the first is 8 from the mean 8, the others 2 from the mean 10.
		 */
		{"one far above", {"334", "321", "321", "321", "321"}, 0, 16, 32, 4},
		/* Four sheets: 10 10 10 0 say too little. */
		{"four sheets", {"331", "331", "331", "111"}, -1, 0, 0, 0},
		/* 0 10 5 5 5: the first is 6.25 below the mean of the others, 25 / 4, the second
		 * 6.25 above theirs, 15 / 4. */
		{"two equally far", {"111", "331", "311", "311", "311"}, -1, 0, 0, 0},
		/* All 5. */
		{"all agree", {"311", "311", "311", "311", "311"}, -1, 0, 0, 0},
		/* 0 10 5 5 6 (5 + 1): sum 26. 5 * 0 - 26 = -26 and 5 * 10 - 26 = 24: the first, by
		 * half a point of the mean: 26 / 4 = 6.5 against 10 - 16 / 4 = 6. */
		{"by half a point", {"111", "331", "311", "311", "312"}, 0, 0, 26, 4},
		/* Six: 0 10 10 10 10 10; the others' mean is 50 / 5. */
		{"six sheets", {"111", "331", "331", "331", "331", "331"}, 0, 0, 50, 5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
		struct dossier_analysis seen;

		assert_true(analysed(rows[i].sheets, arena, &seen));
		if (seen.has_outlier != (rows[i].outlier >= 0) ||
		    (seen.has_outlier && (int)seen.outlier != rows[i].outlier) ||
		    seen.outlier_total != rows[i].total || seen.others_sum != rows[i].others_sum ||
		    seen.others_count != rows[i].others_count)
			fail_msg("%s: %d, %zu, %u, %u / %u", rows[i].name, seen.has_outlier,
				 seen.outlier, seen.outlier_total, seen.others_sum,
				 seen.others_count);
		arena_destroy(arena);
	}
}

static void what_is_disputed_is_one_criterion_among_five(void **state)
{
	static const struct {
		const char *name;
		const char *sheets[SHEETS_MAX + 1];
		const char *code; /* NULL: none */
		uint32_t lowest, highest;
	} rows[] = {
		/* 1.1 0 to 5, 1.2 always 0, 2.1 0 to 6. */
		{"the greater spread", {"111", "314", "111", "311", "111"}, "2.1", 0, 6},
		{"four sheets", {"111", "314", "111", "311"}, NULL, 0, 0},
		{"all agree", {"311", "311", "311", "311", "311"}, NULL, 0, 0},
		/* 1.1 is 0 0 0 0 5 and 1.2 is 0 0 0 5 5: both spread 5. Five times the squares less
		 * the square of the sum: 5 * 25 - 25 = 100 and 5 * 50 - 100 = 150. */
		{"equal spread, greater variance",
		 {"111", "111", "111", "131", "331"},
		 "1.2",
		 0,
		 5},
		/* The same the other way round: the first criterion of the sheet has the more. */
		{"and the other way", {"111", "111", "111", "311", "331"}, "1.1", 0, 5},
		/* 1.1 is 0 0 0 0 5, 1.2 is 5 0 0 0 0. */
		{"equal in all", {"131", "111", "111", "111", "311"}, NULL, 0, 0},
		/* A third one, graver than two that are equal: 2.1 is 0 0 0 0 6. */
		{"equal ones under a graver", {"131", "111", "111", "111", "314"}, "2.1", 0, 6},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
		struct dossier_analysis seen;
		const char *code;

		assert_true(analysed(rows[i].sheets, arena, &seen));
		code = seen.disputed_code ? seen.disputed_code : "";
		if (strcmp(code, rows[i].code ? rows[i].code : "") != 0 ||
		    seen.disputed_lowest != rows[i].lowest ||
		    seen.disputed_highest != rows[i].highest)
			fail_msg("%s: %s, %u to %u", rows[i].name, code, seen.disputed_lowest,
				 seen.disputed_highest);
		arena_destroy(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_gap_is_told_part_by_part),
		cmocka_unit_test(who_stands_apart_is_alone_and_among_five),
		cmocka_unit_test(what_is_disputed_is_one_criterion_among_five),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
