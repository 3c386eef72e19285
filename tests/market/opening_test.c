/* opening_test.c - when a shop is open, and where shops may be */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/date.h"
#include "market/rules/opening.h"
#include "market/rules/position.h"

/* Monday 30 November 2026 and what follows. */
#define MONDAY "2026-11-30"

static int64_t moment_of(const char *date, const char *time)
{
	int32_t day;
	int minute;

	assert_true(date_parse(date, &day));
	assert_true(opening_time_parse(time, true, &minute));
	return (int64_t)day * MINUTES_A_DAY + minute;
}

static void hours_are_read_as_they_are_written(void **state)
{
	static const struct {
		const char *text;
		bool end_of_day;
		int minute; /* -1: refused */
	} cases[] = {
		{"00:00", false, 0},   {"07:30", false, 450}, {"23:59", false, 1439},
		{"24:00", true, 1440}, {"24:00", false, -1},  {"24:01", true, -1},
		{"12:60", false, -1},  {"7:30", false, -1},   {"07:3", false, -1},
		{"07.30", false, -1},  {"ab:cd", false, -1},  {"", false, -1},
		{"07:300", false, -1}, {"-1:30", false, -1},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int minute = -1;

		(void)opening_time_parse(cases[i].text, cases[i].end_of_day, &minute);
		if (minute != cases[i].minute)
			fail_msg("%s is %d", cases[i].text, minute);
	}
}

/* A night market, Saturday 18:00 to 02:00; a shop with a pause at noon, Monday to Friday. */
static const struct opening_span spans[] = {
	{0, 450, 690}, {0, 810, 1050}, {1, 450, 690}, {1, 810, 1050},
	{2, 450, 690}, {3, 450, 690},  {4, 450, 690}, {5, 1080, 1560},
};

static void it_is_open_between_its_hours(void **state)
{
	static const struct {
		const char *name, *date, *time, *until_date, *until, *next_date, *next;
	} cases[] = {
		{"before it opens", MONDAY, "07:29", NULL, NULL, MONDAY, "07:30"},
		{"the minute it opens", MONDAY, "07:30", MONDAY, "11:30", NULL, NULL},
		{"the minute it closes", MONDAY, "11:30", NULL, NULL, MONDAY, "13:30"},
		{"in the afternoon", MONDAY, "17:29", MONDAY, "17:30", NULL, NULL},
		{"in the evening", MONDAY, "17:30", NULL, NULL, "2026-12-01", "07:30"},
		{"on a day that it does not open", "2026-12-02", "08:00", NULL, NULL, "2026-12-03",
		 "07:30"},
		{"Saturday night", "2026-12-05", "23:59", "2026-12-06", "02:00", NULL, NULL},
		{"Sunday morning, of Saturday", "2026-12-06", "01:59", "2026-12-06", "02:00", NULL,
		 NULL},
		{"Sunday, closed again", "2026-12-06", "02:00", NULL, NULL, "2026-12-07", "07:30"},
	};
	int32_t closed;

	(void)state; /* a table needs none */
	assert_true(date_parse("2026-12-02", &closed));
	const struct opening_hours hours = {spans, sizeof spans / sizeof *spans, &closed, 1};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct opening_state found =
			opening_state_at(&hours, moment_of(cases[i].date, cases[i].time));
		int64_t until = cases[i].until ? moment_of(cases[i].until_date, cases[i].until) : 0;
		int64_t next = cases[i].next ? moment_of(cases[i].next_date, cases[i].next) : 0;

		if (!found.is_known || found.always_open || found.open_now != (until != 0) ||
		    found.open_until != until || found.opens_next != next)
			fail_msg("%s", cases[i].name);
	}
}

/* The night of Saturday belongs to Saturday: closed on Sunday, it still is open until two. */
static void a_night_belongs_to_the_day_on_which_it_begins(void **state)
{
	int32_t sunday, saturday;

	(void)state; /* needs none */
	assert_true(date_parse("2026-12-06", &sunday));
	assert_true(date_parse("2026-12-05", &saturday));
	struct opening_hours hours = {spans, sizeof spans / sizeof *spans, &sunday, 1};

	assert_true(opening_state_at(&hours, moment_of("2026-12-06", "01:00")).open_now);
	hours.closed_days = &saturday;
	assert_false(opening_state_at(&hours, moment_of("2026-12-06", "01:00")).open_now);
}

static void what_follows_without_a_gap_is_one_opening(void **state)
{
	static const struct opening_span whole[] = {
		{0, 0, 1440}, {1, 0, 1440}, {2, 0, 1440}, {3, 0, 1440},
		{4, 0, 1440}, {5, 0, 1440}, {6, 0, 1440},
	};
	const struct opening_hours always = {whole, 7, NULL, 0};
	const struct opening_hours weekdays = {whole, 5, NULL, 0};
	int64_t now = moment_of("2026-12-01", "12:00");
	struct opening_state found = opening_state_at(&always, now);

	(void)state; /* needs none */
	assert_true(found.open_now && found.always_open && found.open_until == 0);
	found = opening_state_at(&weekdays, now);
	assert_true(found.open_now && !found.always_open);
	assert_int_equal(found.open_until, moment_of("2026-12-05", "00:00"));
}

static void nothing_is_said_where_no_hours_are(void **state)
{
	const struct opening_hours none = {NULL, 0, NULL, 0};
	struct opening_state found = opening_state_at(&none, moment_of(MONDAY, "12:00"));

	(void)state; /* needs none */
	assert_false(found.is_known || found.open_now);
	assert_int_equal(found.opens_next, 0);
}

static void spans_that_overlap_are_seen_around_the_week(void **state)
{
	struct opening_span sunday_night, monday, whole_day, touching;

	(void)state;                                                 /* needs none */
	assert_true(opening_span_make(6, 1320, 120, &sunday_night)); /* to 02:00 on Monday */
	assert_true(opening_span_make(0, 60, 600, &monday));
	assert_true(opening_span_make(0, 120, 600, &touching));
	assert_true(opening_span_make(0, 0, 1440, &whole_day));
	assert_false(opening_span_make(0, 600, 600, &whole_day)); /* nothing would be open */

	assert_true(opening_spans_overlap((struct opening_span[]){sunday_night, monday}, 2));
	assert_true(opening_spans_overlap((struct opening_span[]){monday, sunday_night}, 2));
	assert_false(opening_spans_overlap((struct opening_span[]){sunday_night, touching}, 2));
	assert_true(opening_spans_overlap((struct opening_span[]){whole_day, touching}, 2));
	assert_true(opening_spans_overlap((struct opening_span[]){touching, touching}, 2));
	assert_false(opening_spans_overlap(&whole_day, 1));
}

static void shops_are_in_vietnam_and_near_their_commune(void **state)
{
	static const struct position na_ri = {22150000, 106080000, "19"};
	static const struct position truong_sa = {9710000, 114450000, "56"};
	static const struct {
		const char *name;
		struct position position;
		bool in_vietnam, near_na_ri;
	} cases[] = {
		{"Lũng Cú", {23363000, 105316000, ""}, true, false},
		{"Cà Mau", {8600000, 104720000, ""}, true, false},
		{"Trường Sa Lớn", {8645000, 111920000, ""}, true, false},
		{"Na Rì", {22160000, 106090000, ""}, true, true},
		{"latitude and longitude exchanged", {106080000, 22150000, ""}, false, false},
		{"Prague", {50087000, 14421000, ""}, false, false},
		{"Jakarta", {-6200000, 106816000, ""}, false, false},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (position_is_in_vietnam(&cases[i].position) != cases[i].in_vietnam ||
		    position_fits_commune(&cases[i].position, &na_ri) != cases[i].near_na_ri)
			fail_msg("%s", cases[i].name);
	}
	/* The islands of one commune lie far from each other. */
	assert_true(position_fits_commune(&cases[2].position, &truong_sa));
	/* A minute of latitude is a nautical mile. */
	const struct position north = {22150000 + 16667, 106080000, ""};
	assert_in_range(position_distance_m(&na_ri, &north), 1850, 1856);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_read_as_they_are_written),
		cmocka_unit_test(it_is_open_between_its_hours),
		cmocka_unit_test(a_night_belongs_to_the_day_on_which_it_begins),
		cmocka_unit_test(what_follows_without_a_gap_is_one_opening),
		cmocka_unit_test(nothing_is_said_where_no_hours_are),
		cmocka_unit_test(spans_that_overlap_are_seen_around_the_week),
		cmocka_unit_test(shops_are_in_vietnam_and_near_their_commune),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
