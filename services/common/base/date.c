/* date.c - calendar days as the law counts them
 *
 * Reckoning on the proleptic Gregorian calendar in years that begin in March, so that the leap day
 * is the last of its year and needs no special case.
 */
#include "common/base/date.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"

static const int64_t DAY_US = INT64_C(86400000000);
static const int64_t VIETNAM_OFFSET_US = INT64_C(7) * 3600 * 1000000;

enum {
	DAYS_OF_ERA = 146097,   /* 400 years */
	DAYS_TO_EPOCH = 719468, /* from 0000-03-01 to 1970-01-01 */
	FIRST_YEAR = 1900,
	LAST_YEAR = 2999
};

struct civil {
	int year;
	int month;
	int day;
};

static int32_t day_from_civil(struct civil civil)
{
	int year = civil.month <= 2 ? civil.year - 1 : civil.year;
	int era = year / 400;
	int year_of_era = year - era * 400;
	int month = (civil.month + 9) % 12; /* March is 0 */
	int day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_OF_ERA + day_of_era - DAYS_TO_EPOCH;
}

static struct civil civil_from_day(int32_t day)
{
	int days = day + DAYS_TO_EPOCH;
	assert(days >= 0 && "days after the year 0");
	int era = days / DAYS_OF_ERA;
	int day_of_era = days % DAYS_OF_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			   day_of_era / (DAYS_OF_ERA - 1)) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;
	struct civil civil = {
		.year = year_of_era + era * 400 + (month >= 10 ? 1 : 0),
		.month = month < 10 ? month + 3 : month - 9,
		.day = day_of_year - (153 * month + 2) / 5 + 1,
	};

	return civil;
}

static int days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Reads `count` digits; -1 when one is not. */
static int read_digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool date_parse(const char *text, int32_t *ret_day)
{
	if (strlen(text) != DATE_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-')
		return false;

	struct civil civil = {read_digits(text, 4), read_digits(text + 5, 2),
			      read_digits(text + 8, 2)};
	if (civil.year < FIRST_YEAR || civil.year > LAST_YEAR)
		return false;
	if (civil.month < 1 || civil.month > 12)
		return false;
	if (civil.day < 1 || civil.day > days_of_month(civil.year, civil.month))
		return false;
	*ret_day = day_from_civil(civil);
	return true;
}

static void write_digits(char *text, int value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		text[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

void date_print(int32_t day, char *text)
{
	struct civil civil = civil_from_day(day);

	assert(civil.year <= 9999 && "four digits hold the year");
	memcpy(text, "0000-00-00", DATE_TEXT_SIZE);
	write_digits(text, civil.year, 4);
	write_digits(text + 5, civil.month, 2);
	write_digits(text + 8, civil.day, 2);
}

char *date_text(struct arena *arena, int32_t day)
{
	char *text = arena_alloc(arena, DATE_TEXT_SIZE);

	date_print(day, text);
	return text;
}

int32_t date_of_us(int64_t time_us)
{
	int64_t local_us = time_us + VIETNAM_OFFSET_US;
	int64_t day = local_us / DAY_US;

	if (local_us % DAY_US < 0)
		day--;
	return (int32_t)day;
}

int64_t date_begin_us(int32_t day)
{
	return day * DAY_US - VIETNAM_OFFSET_US;
}

int64_t date_end_us(int32_t day)
{
	return date_begin_us(day + 1) - 1;
}

int32_t date_add_months(int32_t day, int months)
{
	struct civil civil = civil_from_day(day);
	int total = civil.year * 12 + civil.month - 1 + months;

	civil.year = total / 12;
	civil.month = total % 12 + 1;
	int last = days_of_month(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	return day_from_civil(civil);
}

int32_t date_make(int year, int month, int day)
{
	return day_from_civil((struct civil){year, month, day});
}

/* 1970-01-01 was a Thursday. */
int date_weekday(int32_t day)
{
	return ((day + 3) % 7 + 7) % 7;
}

int date_year(int32_t day)
{
	return civil_from_day(day).year;
}
