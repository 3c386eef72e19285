/* json_time_test.c - moments as RFC 3339 writes them */
#include "common/json/json_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct moment {
	const char *text;
	int64_t seconds;
	int32_t nanoseconds;
};

/* Seconds from POSIX date(1); the last two days of RFC 3339's range. */
static const struct moment moments[] = {
	{"1970-01-01T00:00:00Z", 0, 0},
	{"1969-12-31T23:59:59Z", -1, 0},
	{"2000-02-29T12:00:00Z", 951825600, 0},
	{"2026-05-22T00:00:00Z", 1779408000, 0},
	{"2026-11-25T02:24:04.500Z", 1795573444, 500000000},
	{"2026-11-25T02:24:04.000001Z", 1795573444, 1000},
	{"2026-11-25T02:24:04.000000001Z", 1795573444, 1},
	{"2026-11-29T08:26:53.016062Z", 1795940813, 16062000},
	{"0987-06-05T04:03:02.001Z", -31007044618, 1000000},
	{"0001-01-01T00:00:00Z", -62135596800, 0},
	{"9999-12-31T23:59:59.999999999Z", 253402300799, 999999999},
};

static void moments_are_printed_with_as_many_decimals_as_they_need(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		char text[JSON_TIME_SIZE];

		json_time_print(moments[i].seconds, moments[i].nanoseconds, text);
		assert_string_equal(text, moments[i].text);
	}
}

static void printed_moments_are_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		int64_t seconds;
		int32_t nanoseconds;

		assert_true(json_time_parse(moments[i].text, &seconds, &nanoseconds));
		assert_int_equal(seconds, moments[i].seconds);
		assert_int_equal(nanoseconds, moments[i].nanoseconds);
	}
}

static void moments_beyond_the_range_become_its_ends(void **state)
{
	char text[JSON_TIME_SIZE];

	(void)state;
	json_time_print(INT64_MIN, 0, text);
	assert_string_equal(text, "0001-01-01T00:00:00Z");
	json_time_print(INT64_MAX, -1, text);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
}

static void offsets_are_reckoned_in(void **state)
{
	int64_t seconds;
	int32_t nanoseconds;

	(void)state;
	assert_true(json_time_parse("2026-05-22T07:00:00+07:00", &seconds, &nanoseconds));
	assert_int_equal(seconds, 1779408000);
	assert_true(json_time_parse("2026-05-21T20:30:00.25-03:30", &seconds, &nanoseconds));
	assert_int_equal(seconds, 1779408000);
	assert_int_equal(nanoseconds, 250000000);
}

static void what_is_no_moment_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"2026",
		"2026-05-22",
		"2026-05-22 00:00:00Z",
		"2026-05-22T00:00:00",
		"2026-05-22T00:00:00z",
		"2026-02-29T00:00:00Z",
		"1900-02-29T00:00:00Z",
		"2026-13-01T00:00:00Z",
		"2026-04-31T00:00:00Z",
		"2026-05-22T24:00:00Z",
		"2026-05-22T23:60:00Z",
		"2026-05-22T23:59:60Z",
		"2026-05-22T00:00:00.Z",
		"2026-05-22T00:00:00.1234567890Z",
		"2026-05-22T00:00:00+7:00",
		"2026-05-22T00:00:00+24:00",
		"2026-05-22T00:00:00Z ",
		"0000-01-01T00:00:00Z",
		"0001-01-01T00:00:00+00:01",
		"+026-05-22T00:00:00Z",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int64_t seconds;
		int32_t nanoseconds;

		if (json_time_parse(texts[i], &seconds, &nanoseconds))
			fail_msg("taken: %s", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_are_printed_with_as_many_decimals_as_they_need),
		cmocka_unit_test(printed_moments_are_read_back),
		cmocka_unit_test(moments_beyond_the_range_become_its_ends),
		cmocka_unit_test(offsets_are_reckoned_in),
		cmocka_unit_test(what_is_no_moment_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
