/* calendar_data_test.c - deploy/calendar/holidays.csv: taken in whole, its days those of the law
 *
 * Lunar days are reckoned here from the moon and the sun, apart from the file: the new moons of
 * Meeus (Astronomical Algorithms) and the months of the Vietnamese calendar as Hồ Ngọc Đức set them
 * out: a month begins on the day of the new moon at UTC+7, the 11th holds the winter solstice, and
 * in a year of 13 moons the first without a principal term is a leap month.
 */
#include "identity_fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/date.h"

enum {
	ROWS_MAX = CALENDAR_DAYS_A_COMMAND_MAX,
	LINE_SIZE = 1024,
	FIRST_YEAR = 2024,
	LAST_YEAR = 2027
};

static const double VIETNAM = 7.0 / 24.0; /* of a day */
static const double RADIANS = 3.14159265358979323846 / 180;
static const double MONTH_DAYS = 29.530588853;
static const double MOON_ZERO = 2415021.076998695; /* a new moon in January 1900 */
static const int JULIAN_OF_1970 = 2440588;

/* Julian day number in Vietnam of the k-th new moon after that of 1 January 1900. */
static int new_moon(int k)
{
	double T = k / 1236.85, T2 = T * T, T3 = T2 * T;
	double sun = (359.2242 + 29.10535608 * k - 0.0000333 * T2 - 0.00000347 * T3) * RADIANS;
	double moon = (306.0253 + 385.81691806 * k + 0.0107306 * T2 + 0.00001236 * T3) * RADIANS;
	double node = (21.2964 + 390.67050646 * k - 0.0016528 * T2 - 0.00000239 * T3) * RADIANS;
	double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * T2 - 0.000000155 * T3 +
		      0.00033 * sin((166.56 + 132.87 * T - 0.009173 * T2) * RADIANS);
	double periodic = (0.1734 - 0.000393 * T) * sin(sun) + 0.0021 * sin(2 * sun) -
			  0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon) +
			  0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) -
			  0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun) -
			  0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon) +
			  0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun);
	double delta_t = -0.000278 + 0.000265 * T + 0.000262 * T2;

	return (int)floor(mean + periodic - delta_t + 0.5 + VIETNAM);
}

/* Which twelfth of its way the sun is in at midnight in Vietnam; 0 begins at the spring equinox. */
static int sun_sector(int julian)
{
	double T = (julian - 2451545.5 - VIETNAM) / 36525, T2 = T * T;
	double M = (357.52910 + 35999.05030 * T - 0.0001559 * T2 - 0.00000048 * T * T2) * RADIANS;
	double longitude = 280.46645 + 36000.76983 * T + 0.0003032 * T2 +
			   (1.914600 - 0.004817 * T - 0.000014 * T2) * sin(M) +
			   (0.019993 - 0.000101 * T) * sin(2 * M) + 0.000290 * sin(3 * M);

	longitude -= 360 * floor(longitude / 360);
	return (int)(longitude / 30);
}

static int julian_of(int year, int month, int day)
{
	char text[32];
	int32_t number;

	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
	assert_true(date_parse(text, &number));
	return number + JULIAN_OF_1970;
}

/* The first day of the month that holds the winter solstice of a year. */
static int eleventh_month(int year)
{
	int k = (int)((julian_of(year, 12, 31) - 2415021) / MONTH_DAYS);
	int first = new_moon(k);

	return sun_sector(first) >= 9 ? new_moon(k - 1) : first;
}

static int moons_to(int eleventh)
{
	return (int)floor((eleventh - MOON_ZERO) / MONTH_DAYS + 0.5);
}

/* The place of the leap month behind the 11th, in a year that has one. */
static int leap_place(int eleventh)
{
	int k = moons_to(eleventh), place = 1;
	int last, sector = sun_sector(new_moon(k + 1));

	do {
		last = sector;
		place++;
		sector = sun_sector(new_moon(k + place));
	} while (sector != last && place < 14);
	return place - 1;
}

/* A day of the first ten months of a lunar year, as a day number. */
static int32_t lunar_day(int year, int month, int day)
{
	int eleventh = eleventh_month(year - 1);
	int place = month + 1; /* behind the 11th month of the year before */

	if (eleventh_month(year) - eleventh > 365 && place >= leap_place(eleventh))
		place++;
	return new_moon(moons_to(eleventh) + place) + day - 1 - JULIAN_OF_1970;
}

/* The file has no comma in a cell but those of quoted ones. */
static void split(char *line, Ocop__Identity__V1__CalendarDay *ret_day)
{
	char *cells[5];
	char *at = line;

	line[strcspn(line, "\r\n")] = '\0';
	for (int i = 0; i < 5; i++) {
		bool quoted = *at == '"';

		at += quoted;
		cells[i] = at;
		at += strcspn(at, quoted ? "\"" : ",");
		if (*at != '\0')
			*at++ = '\0';
		at += quoted && *at == ',';
	}
	ocop__identity__v1__calendar_day__init(ret_day);
	ret_day->day = cells[0];
	ret_day->kind = strcmp(cells[1], "working") == 0 ? CALENDAR_DAY_KIND(WORKING)
							 : CALENDAR_DAY_KIND(HOLIDAY);
	ret_day->name_vi = cells[2];
	ret_day->name_en = cells[3];
	ret_day->source = cells[4];
}

static const Ocop__Common__V1__Reply *load(struct harness *harness)
{
	Ocop__Identity__V1__RecordCalendarDays message =
		OCOP__IDENTITY__V1__RECORD_CALENDAR_DAYS__INIT;
	struct arena *arena = harness_arena(harness);
	char line[LINE_SIZE];
	FILE *file = fopen(SOURCE_DIR "/deploy/calendar/holidays.csv", "r");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file)); /* the heading */
	assert_string_equal(line, "day,kind,name_vi,name_en,source\n");
	message.days = arena_alloc(arena, ROWS_MAX * sizeof(*message.days));
	while (fgets(line, sizeof(line), file)) {
		message.days[message.n_days] = arena_alloc(arena, sizeof(**message.days));
		split(arena_strdup(arena, line), message.days[message.n_days++]);
	}
	fclose(file);
	return harness_command(harness, &message.base);
}

static const Ocop__Identity__V1__ListCalendarDaysReply *all_days(struct harness *harness)
{
	Ocop__Identity__V1__ListCalendarDays list = OCOP__IDENTITY__V1__LIST_CALENDAR_DAYS__INIT;

	(void)harness_id(harness, load(harness));
	return harness_body(harness, harness_query(harness, &list.base),
			    MESSAGE(list_calendar_days_reply));
}

static bool is_off(const Ocop__Identity__V1__ListCalendarDaysReply *days, int32_t day)
{
	char text[DATE_TEXT_SIZE];

	date_print(day, text);
	for (size_t i = 0; i < days->n_days; i++) {
		if (strcmp(days->days[i]->day, text) == 0)
			return days->days[i]->kind == CALENDAR_DAY_KIND(HOLIDAY);
	}
	return false;
}

static int weekday(int32_t day)
{
	return (day + 3) % 7; /* 1970-01-01 was a Thursday; Monday is 0 */
}

static void the_reckoning_knows_the_years_that_are_known(void **state)
{
	/* First days of the lunar year, of the national almanac; 1985 and 2007 are years when
	 * Vietnam's was not China's. */
	static const char *const first_days[] = {
		"1985-01-21", "2007-02-17", "2020-01-25", "2021-02-12", "2022-02-01",
		"2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"};

	(void)state;
	for (size_t i = 0; i < sizeof(first_days) / sizeof(first_days[0]); i++) {
		char text[DATE_TEXT_SIZE];

		date_print(lunar_day(atoi(first_days[i]), 1, 1), text);
		assert_string_equal(text, first_days[i]);
	}
}

static void the_file_is_taken_in_and_again_changes_nothing(void **state)
{
	struct harness *harness = *state;

	(void)harness_id(harness, load(harness));
	size_t events = harness_events(harness, MESSAGE(calendar_days_recorded));
	(void)harness_id(harness, load(harness));
	assert_int_equal(harness_events(harness, MESSAGE(calendar_days_recorded)), events);
}

static void every_holiday_of_the_law_is_there(void **state)
{
	static const int fixed[][2] = {{1, 1}, {4, 30}, {5, 1}, {9, 2}};
	const Ocop__Identity__V1__ListCalendarDaysReply *days = all_days(*state);

	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
			assert_true(is_off(days, julian_of(year, fixed[i][0], fixed[i][1]) -
							 JULIAN_OF_1970));
		/* The last day of the old year and the first three of the new one: in every
		 * arrangement of the five days of Tết. */
		for (int day = 0; day <= 3; day++)
			assert_true(is_off(days, lunar_day(year, 1, day)));
		assert_true(is_off(days, lunar_day(year, 3, 10)));
		/* Resolution 28/2026/QH16. */
		assert_int_equal(is_off(days, julian_of(year, 11, 24) - JULIAN_OF_1970),
				 year >= 2026);
	}
}

/* Labour Code, article 111.3: a holiday of article 112 on a weekend is made up on the next working
 * day. Days of Tết are among them; 24 November is not. */
static void a_holiday_on_a_weekend_is_made_up(void **state)
{
	const Ocop__Identity__V1__ListCalendarDaysReply *days = all_days(*state);

	for (size_t i = 0; i < days->n_days; i++) {
		int32_t day;

		assert_true(date_parse(days->days[i]->day, &day));
		if (days->days[i]->kind != CALENDAR_DAY_KIND(HOLIDAY) || weekday(day) < 5)
			continue;
		while (weekday(day) >= 5)
			day++;
		if (!is_off(days, day))
			fail_msg("%s is not made up", days->days[i]->day);
	}
}

/* The second day of National Day and a swap's other half: as many Saturdays are worked as weekdays
 * are given for them, and up to 2026 every year has 11 holidays of article 112. */
static void notices_are_whole(void **state)
{
	const Ocop__Identity__V1__ListCalendarDaysReply *days = all_days(*state);

	for (int year = FIRST_YEAR; year < LAST_YEAR; year++) {
		int32_t national = julian_of(year, 9, 2) - JULIAN_OF_1970;
		int holidays = 0, worked = 0, swapped = 0, made_up = 0;

		assert_true(is_off(days, national - 1) || is_off(days, national + 1));
		for (size_t i = 0; i < days->n_days; i++) {
			const Ocop__Identity__V1__CalendarDay *day = days->days[i];

			if (atoi(day->day) != year)
				continue;
			if (day->kind == CALENDAR_DAY_KIND(WORKING))
				worked++;
			else if (strncmp(day->name_vi, "Nghỉ bù", strlen("Nghỉ bù")) == 0)
				made_up++;
			else if (strncmp(day->name_vi, "Nghỉ, ", strlen("Nghỉ, ")) == 0)
				swapped++;
			else if (strcmp(day->day + 5, "11-24") != 0)
				holidays++;
		}
		assert_int_equal(holidays, 11);
		assert_int_equal(worked, swapped);
		assert_int_equal(made_up, year == 2024 ? 2 : year == 2026 ? 1 : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(the_reckoning_knows_the_years_that_are_known),
		TEST(the_file_is_taken_in_and_again_changes_nothing),
		TEST(every_holiday_of_the_law_is_there),
		TEST(a_holiday_on_a_weekend_is_made_up),
		TEST(notices_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
