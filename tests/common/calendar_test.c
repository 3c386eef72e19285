/* calendar_test.c - working days against the calendar of 2026 written out day by day
 *
 * The months below are the independent computation: every day of 2026 as offices kept it, a letter
 * each. Recorded are only the days that differ from their weekday, as identity tells them: the
 * ministry's notices on New Year (2 January off for Saturday the 10th), Tết (16 to 20 February),
 * the Hùng Kings' day (26 April, a Sunday: the 27th in its place), 30 April and 1 May, and
 * National Day (31 August off for Saturday the 22nd, 1 and 2 September). Vietnamese Culture Day (24
 * November) is not recorded here: it is a holiday by law.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/command.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "harness.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

#define KIND(name) OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_##name

/* 2026 by months; "w" is a working day. */
static const char year_2026[] = "----wwwwww-wwwww--wwwww--wwwww-"
				"-wwwww--wwwww---------wwwww-"
				"-wwwww--wwwww--wwwww--wwwww--ww"
				"www--wwwww--wwwww--wwwww---ww-"
				"---wwwww--wwwww--wwwww--wwwww--"
				"wwwww--wwwww--wwwww--wwwww--ww"
				"www--wwwww--wwwww--wwwww--wwwww"
				"--wwwww--wwwww--wwwwww-wwwww---"
				"--ww--wwwww--wwwww--wwwww--www"
				"ww--wwwww--wwwww--wwwww--wwwww-"
				"-wwwww--wwwww--wwwww--w-www--w"
				"wwww--wwwww--wwwww--wwwww--wwww";
enum { DAYS_OF_2026 = 365 };

static const struct {
	const char *day;
	Ocop__Identity__V1__CalendarDayKind kind;
} recorded_2026[] = {
	{"2026-01-01", KIND(HOLIDAY)}, {"2026-01-02", KIND(HOLIDAY)}, {"2026-01-10", KIND(WORKING)},
	{"2026-02-16", KIND(HOLIDAY)}, {"2026-02-17", KIND(HOLIDAY)}, {"2026-02-18", KIND(HOLIDAY)},
	{"2026-02-19", KIND(HOLIDAY)}, {"2026-02-20", KIND(HOLIDAY)}, {"2026-04-27", KIND(HOLIDAY)},
	{"2026-04-30", KIND(HOLIDAY)}, {"2026-05-01", KIND(HOLIDAY)}, {"2026-08-22", KIND(WORKING)},
	{"2026-08-31", KIND(HOLIDAY)}, {"2026-09-01", KIND(HOLIDAY)}, {"2026-09-02", KIND(HOLIDAY)},
};
enum { RECORDED_2026 = sizeof recorded_2026 / sizeof *recorded_2026 };

static int32_t day_of(const char *text)
{
	int32_t day = 0;

	assert_true(date_parse(text, &day));
	return day;
}

static void assert_day(int32_t day, const char *expected)
{
	char text[DATE_TEXT_SIZE];

	date_print(day, text);
	assert_string_equal(text, expected);
}

/* The recorded days in the order of the table, which is theirs. */
static struct calendar calendar_2026(struct calendar_day days[RECORDED_2026])
{
	for (size_t i = 0; i < RECORDED_2026; i++)
		days[i] = (struct calendar_day){day_of(recorded_2026[i].day),
						recorded_2026[i].kind == KIND(WORKING)};
	return (struct calendar){.version = 1, .days = days, .day_count = RECORDED_2026};
}

static void every_day_of_a_year_is_what_it_was(void **state)
{
	struct calendar_day days[RECORDED_2026];
	const struct calendar calendar = calendar_2026(days);
	int32_t first = day_of("2026-01-01");

	(void)state;
	assert_int_equal(strlen(year_2026), DAYS_OF_2026);
	for (int i = 0; i < DAYS_OF_2026; i++) {
		if (calendar_is_working_day(&calendar, first + i) != (year_2026[i] == 'w'))
			fail_msg("day %d of 2026", i + 1);
	}
}

/* Every period of up to 30 working days from every day of the year, counted along the letters. */
static void periods_agree_with_the_days_one_by_one(void **state)
{
	struct calendar_day days[RECORDED_2026];
	const struct calendar calendar = calendar_2026(days);
	int32_t first = day_of("2026-01-01");

	(void)state;
	for (int from = 0; from < DAYS_OF_2026; from++) {
		uint32_t count = 0;

		for (int i = from + 1; i < DAYS_OF_2026 && count < 30; i++) {
			if (year_2026[i] == 'w') {
				count++;
				assert_int_equal(
					calendar_add_working_days(&calendar, first + from, count),
					first + i);
			}
			assert_int_equal(
				calendar_working_days_between(&calendar, first + from, first + i),
				count);
		}
	}
}

static void fifteen_working_days_across_tet_and_weekends(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{"2026-02-06", "2026-03-06"}, /* 9 to 13, 23 to 27 February, 2 to 6 March */
		{"2026-02-15", "2026-03-13"}, /* filed on a Sunday of Tết */
		{"2026-02-17", "2026-03-13"}, /* on the first day of Tết */
		{"2025-12-31", "2026-01-22"}, /* New Year, a Saturday worked */
		{"2026-04-10", "2026-05-06"}, /* three days off */
		{"2026-08-17", "2026-09-09"}, /* National Day, a Saturday worked */
	};
	struct calendar_day days[RECORDED_2026];
	const struct calendar calendar = calendar_2026(days);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_day(calendar_add_working_days(&calendar, day_of(cases[i].from), 15),
			   cases[i].to);
}

static void a_day_off_at_the_end_ends_with_the_next_working_day(void **state)
{
	static const struct {
		const char *day, *last, *before;
	} cases[] = {
		{"2026-02-13", "2026-02-13", "2026-02-12"}, /* a Friday */
		{"2026-02-14", "2026-02-23", "2026-02-13"}, /* Tết begins */
		{"2026-02-22", "2026-02-23", "2026-02-13"},
		{"2026-02-23", "2026-02-23", "2026-02-13"},
		{"2026-08-22", "2026-08-22", "2026-08-21"}, /* a Saturday worked */
		{"2026-08-29", "2026-09-03", "2026-08-28"},
	};
	struct calendar_day days[RECORDED_2026];
	const struct calendar calendar = calendar_2026(days);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_day(calendar_last_day(&calendar, day_of(cases[i].day)), cases[i].last);
		assert_day(calendar_working_day_before(&calendar, day_of(cases[i].day)),
			   cases[i].before);
	}
}

/* A year of which nothing is recorded, and one of which only one day is. */
static void fixed_holidays_hold_without_being_recorded(void **state)
{
	static const struct {
		const char *from;
		uint32_t count;
		const char *to;
	} cases[] = {
		{"2026-06-01", 15, "2026-06-22"}, /* a Monday, three weeks */
		{"2026-06-06", 1, "2026-06-08"},  /* from a Saturday */
		{"2026-06-03", 0, "2026-06-03"},  /* none */
		{"2026-04-29", 1, "2026-05-04"},  /* 30/4 Thursday, 1/5 Friday */
		{"2025-12-31", 1, "2026-01-02"},  /* 1/1 */
		{"2025-11-21", 1, "2025-11-24"},  /* 24/11 is one from 2026 on */
		{"2026-11-23", 1, "2026-11-25"},
		{"2024-08-30", 1, "2024-09-04"}, /* 2/9 Monday and 3/9, as decided for 2024 */
		{"2025-08-29", 1, "2025-09-03"}, /* 1/9 and 2/9, as decided for 2025 */
		{"2021-09-01", 1, "2021-09-06"}, /* 2/9 Thursday and 3/9, as decided for 2021 */
	};
	const struct calendar_day mourning[] = {{day_of("2026-07-20"), false}};
	const struct calendar calendar = {.version = 1, .days = mourning, .day_count = 1};
	const struct calendar nothing = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_day(
			calendar_add_working_days(&nothing, day_of(cases[i].from), cases[i].count),
			cases[i].to);
		assert_day(
			calendar_add_working_days(&calendar, day_of(cases[i].from), cases[i].count),
			cases[i].to);
	}
	assert_day(calendar_add_working_days(&calendar, day_of("2026-07-17"), 1), "2026-07-21");
}

/* 2026 would have had 1 September; had it been decided otherwise, that would hold. */
static void what_is_decided_beside_national_day_holds(void **state)
{
	const struct calendar_day decided[] = {{day_of("2026-09-03"), false}};
	const struct calendar calendar = {.version = 1, .days = decided, .day_count = 1};

	(void)state;
	assert_true(calendar_is_working_day(&calendar, day_of("2026-09-01")));
	assert_false(calendar_is_working_day(&calendar, day_of("2026-09-02")));
	assert_false(calendar_is_working_day(&calendar, day_of("2026-09-03")));
}

/* --- the mirror: asked with from_on and calendar_days, answers with the day and the version */

static enum decision add(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	Ocop__Registration__V1__TrackStep answer =
		*(const Ocop__Registration__V1__TrackStep *)message;
	struct calendar calendar;

	calendar_load(tx, &calendar);
	assert_int_equal(calendar.version, calendar_version(tx));
	answer.until_on = date_text(
		reply_arena(reply),
		calendar_add_working_days(&calendar, day_of(answer.from_on), answer.calendar_days));
	answer.working_days = (uint32_t)calendar.version;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static const struct migration migrations[] = {{"calendar", calendar_migration_sql}, {0}};

static const struct reaction reactions[] = {
	{&ocop__identity__v1__calendar_days_recorded__descriptor, FROM_BEGINNING,
	 calendar_days_recorded},
	{0},
};

static const struct query queries[] = {
	{
		.message = &ocop__registration__v1__track_step__descriptor,
		.reply = &ocop__registration__v1__track_step__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = add,
	},
	{0},
};

static const struct service_definition definition = {
	.name = "calendar",
	.migrations = migrations,
	.queries = queries,
	.reactions = reactions,
};

static void record(struct harness *harness, const char *day,
		   Ocop__Identity__V1__CalendarDayKind kind, uint64_t version)
{
	Ocop__Identity__V1__CalendarDaysRecorded event =
		OCOP__IDENTITY__V1__CALENDAR_DAYS_RECORDED__INIT;
	Ocop__Identity__V1__CalendarDay row = OCOP__IDENTITY__V1__CALENDAR_DAY__INIT;
	Ocop__Identity__V1__CalendarDay *rows[] = {&row};

	row.day = (char *)day;
	row.kind = kind;
	event.days = rows;
	event.n_days = 1;
	event.calendar_version = version;
	harness_event(harness, "identity", "calendar", &event.base);
}

static void assert_next(struct harness *harness, const char *from, const char *to, uint32_t version)
{
	Ocop__Registration__V1__TrackStep message = OCOP__REGISTRATION__V1__TRACK_STEP__INIT;
	const Ocop__Registration__V1__TrackStep *answer;

	message.from_on = (char *)from;
	message.calendar_days = 1;
	answer = harness_body(harness, harness_query(harness, &message.base),
			      &ocop__registration__v1__track_step__descriptor);
	assert_string_equal(answer->until_on, to);
	assert_int_equal(answer->working_days, version);
}

static void what_identity_tells_is_counted(void **state)
{
	struct harness *harness = harness_create(&definition, NULL);

	(void)state;
	assert_next(harness, "2027-02-05", "2027-02-08", 0); /* Tết is not known yet */
	record(harness, "2027-02-08", KIND(HOLIDAY), 1);
	assert_next(harness, "2027-02-05", "2027-02-09", 1);
	record(harness, "2027-02-06", KIND(WORKING), 2);
	assert_next(harness, "2027-02-05", "2027-02-06", 2);
	record(harness, "2027-02-06", KIND(ORDINARY), 3); /* taken back */
	assert_next(harness, "2027-02-05", "2027-02-09", 3);
	record(harness, "2027-02-08", KIND(WORKING), 4); /* recorded again */
	assert_next(harness, "2027-02-05", "2027-02-08", 4);
	harness_restart(harness);
	assert_next(harness, "2027-02-05", "2027-02-08", 4);
	assert_int_equal(harness_held_events(harness), 0);
	harness_destroy(harness);
}

/* Held back, where an operator sees it, and nothing of it counted. */
static void what_is_no_day_is_not_taken(void **state)
{
	struct harness *harness = harness_create(&definition, NULL);

	(void)state;
	record(harness, "2027-02-30", KIND(HOLIDAY), 1);
	assert_int_equal(harness_held_events(harness), 1);
	assert_next(harness, "2027-02-05", "2027-02-08", 0);
	harness_destroy(harness);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_a_year_is_what_it_was),
		cmocka_unit_test(periods_agree_with_the_days_one_by_one),
		cmocka_unit_test(fifteen_working_days_across_tet_and_weekends),
		cmocka_unit_test(a_day_off_at_the_end_ends_with_the_next_working_day),
		cmocka_unit_test(fixed_holidays_hold_without_being_recorded),
		cmocka_unit_test(what_is_decided_beside_national_day_holds),
		cmocka_unit_test(what_identity_tells_is_counted),
		cmocka_unit_test(what_is_no_day_is_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
