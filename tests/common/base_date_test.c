/* base_date_test.c - days, months and working days against the calendar and the Labour Code */
#include "common/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int32_t day_of(const char *text)
{
	int32_t day = 0;

	assert_true(date_parse(text, &day));
	return day;
}

static void assert_date(int32_t day, const char *expected)
{
	char text[DATE_TEXT_SIZE];

	date_print(day, text);
	assert_string_equal(text, expected);
}

static void days_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day_of("1970-01-01"), 0);
	assert_int_equal(day_of("1969-12-31"), -1);
	assert_int_equal(day_of("2000-03-01"), 11017); /* date -ud 2000-03-01 +%s / 86400 */
	assert_int_equal(day_of("2026-05-22"), 20595);
}

static void every_day_prints_as_it_was_read(void **state)
{
	(void)state;
	int32_t last = day_of("2999-12-31");
	for (int32_t day = day_of("1900-01-01"); day <= last; day++) {
		char text[DATE_TEXT_SIZE];
		date_print(day, text);
		assert_int_equal(day_of(text), day);
	}
}

static void what_is_no_day_is_not_read(void **state)
{
	static const char *const wrong[] = {
		"",           "2026-5-22",  "2026-05-22 ", "2026/05/22", "2026-02-29",
		"2025-04-31", "2026-13-01", "2026-00-10",  "2026-01-00", "1899-12-31",
		"3000-01-01", "2026-05-2x", "+026-05-22",  "22-05-2026", "1900-02-29",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		int32_t day = 7;
		assert_false(date_parse(wrong[i], &day));
		assert_int_equal(day, 7);
	}
	assert_date(day_of("2000-02-29"), "2000-02-29");
}

static void the_day_changes_at_midnight_in_vietnam(void **state)
{
	(void)state;
	/* 2026-06-30T16:59:59.999999Z is the last moment of 30 June in Vietnam. */
	assert_date(date_of_us(INT64_C(1782838799999999)), "2026-06-30");
	assert_date(date_of_us(INT64_C(1782838800000000)), "2026-07-01");
	assert_int_equal(date_end_us(day_of("2026-06-30")), INT64_C(1782838799999999));
	assert_int_equal(date_begin_us(day_of("2026-07-01")), INT64_C(1782838800000000));
	assert_date(date_of_us(INT64_C(-25200000001)), "1969-12-31");
}

static void months_end_on_the_last_day_there_is(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{"2021-11-15", 36, "2024-11-15"}, {"2024-02-29", 36, "2027-02-28"},
		{"2026-01-31", 1, "2026-02-28"},  {"2023-12-31", 2, "2024-02-29"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-12-01", 1, "2027-01-01"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_date(date_add_months(day_of(cases[i].from), cases[i].months), cases[i].to);
}

static void weekdays_begin_on_monday(void **state)
{
	static const struct {
		const char *day;
		int weekday;
	} cases[] = {
		{"1970-01-01", 3}, /* a Thursday */
		{"1969-12-31", 2}, {"2026-06-01", 0}, {"2026-06-07", 6}, {"2024-02-29", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(date_weekday(day_of(cases[i].day)), cases[i].weekday);
}

static void a_day_is_made_of_its_parts(void **state)
{
	(void)state;
	assert_int_equal(date_make(2024, 2, 29), day_of("2024-02-29"));
	assert_int_equal(date_make(2026, 12, 31), day_of("2026-12-31"));
	assert_int_equal(date_make(1970, 1, 1), 0);
}

static void a_day_knows_its_year(void **state)
{
	(void)state;
	assert_int_equal(date_year(day_of("2025-12-31")), 2025);
	assert_int_equal(date_year(day_of("2026-01-01")), 2026);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_counted_from_1970),
		cmocka_unit_test(every_day_prints_as_it_was_read),
		cmocka_unit_test(what_is_no_day_is_not_read),
		cmocka_unit_test(the_day_changes_at_midnight_in_vietnam),
		cmocka_unit_test(months_end_on_the_last_day_there_is),
		cmocka_unit_test(weekdays_begin_on_monday),
		cmocka_unit_test(a_day_is_made_of_its_parts),
		cmocka_unit_test(a_day_knows_its_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
