/* figure_span_test.c - from which day to which a recognition is what, for counting */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/date.h"
#include "market/figures/figure_span.h"

static int32_t day(const char *text)
{
	int32_t number;

	assert_true(date_parse(text, &number));
	return number;
}

static struct recognition recognition(const char *decided_on, const char *last_day)
{
	return (struct recognition){.code = "A",
				    .product_id = "product",
				    .is_verified = true,
				    .decided_on = decided_on,
				    .valid_from = "",
				    .last_day = last_day,
				    .sector_code = "",
				    .commune_code = "",
				    .province_code = "",
				    .revoked_on = "",
				    .replaced_by = "",
				    .replaced_on = ""};
}

static void it_counts_from_the_first_day_that_its_decision_may_have_been_on(void **state)
{
	static const struct {
		const char *decided_on;
		const char *from;
		int year;
	} cases[] = {
		{"2024-02-29", "2024-02-29", 2024},
		{"2021-03", "2021-03-01", 2021},
		{"2020", "2020-01-01", 2020},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct recognition one = recognition(cases[i].decided_on, "");

		assert_int_equal(figure_from_day(&one), day(cases[i].from));
		assert_int_equal(figure_year(&one), cases[i].year);
	}
}

static void what_is_no_day_is_earlier_than_all_and_in_no_year(void **state)
{
	static const char *const cases[] = {"", "2021-13", "20-1", "2021-02-30", "năm 2021"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct recognition one = recognition(cases[i], "");

		assert_int_equal(figure_from_day(&one), FIGURE_DAY_FIRST);
		assert_int_equal(figure_year(&one), 0);
	}
}

static void another_stands_in_its_place_from_that_ones_decision_on(void **state)
{
	struct recognition one = recognition("2021-05-01", "2024-04-30");
	struct recognition successor = recognition("2024-02-10", "2027-02-09");

	(void)state;
	one.replaced_by = "B";
	one.replaced_on = "2024-02-20";
	assert_int_equal(figure_span(&one, &successor).replaced_day, day("2024-02-10"));
	assert_int_equal(figure_span(&one, NULL).replaced_day, day("2024-02-20"));
	successor.decided_on = "2020-01-01"; /* a row that was decided earlier and runs longer */
	assert_int_equal(figure_span(&one, &successor).replaced_day, day("2021-05-01"));
}

static void a_corrected_copy_is_the_same_recognition(void **state)
{
	struct recognition one = recognition("2021-05-01", "2024-04-30");

	(void)state;
	assert_true(figure_counts(&one));
	one.replaced_by = "B";
	one.replaced_for = REPLACED_FOR(RENEWAL);
	assert_true(figure_counts(&one));
	one.replaced_for = REPLACED_FOR(CORRECTION);
	assert_false(figure_counts(&one));
}

static void without_an_end_it_has_none(void **state)
{
	struct recognition one = recognition("2021-05-01", "");
	const struct figure_span span = figure_span(&one, NULL);

	(void)state;
	assert_int_equal(span.end_day, FIGURE_DAY_NEVER);
	assert_int_equal(span.revoked_day, FIGURE_DAY_NEVER);
	assert_int_equal(span.replaced_day, FIGURE_DAY_NEVER);
	assert_int_equal(span.next_day, FIGURE_DAY_NEVER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_counts_from_the_first_day_that_its_decision_may_have_been_on),
		cmocka_unit_test(what_is_no_day_is_earlier_than_all_and_in_no_year),
		cmocka_unit_test(another_stands_in_its_place_from_that_ones_decision_on),
		cmocka_unit_test(a_corrected_copy_is_the_same_recognition),
		cmocka_unit_test(without_an_end_it_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
