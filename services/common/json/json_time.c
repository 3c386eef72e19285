/* json_time.c - moments as text (RFC 3339)
 *
 * Days are reckoned by H. Hinnant's civil-calendar method, valid for every Gregorian year, because
 * timegm and gmtime_r depend on the system's time_t and accept days that do not exist.
 */
#include "common/json/json_time.h"

#include <stddef.h>

static const int64_t second_first = -62135596800; /* 0001-01-01T00:00:00Z */
static const int64_t second_last = 253402300799;  /* 9999-12-31T23:59:59Z */

static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
	int64_t era, year_of_era, day_of_year;

	year -= month <= 2;
	era = year / 400; /* years are 0 and up here */
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

static void civil_from_days(int64_t days, int *ret_year, int *ret_month, int *ret_day)
{
	int64_t shifted = days + 719468; /* days since 0000-03-01, never negative here */
	int64_t era = shifted / 146097;
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_index = (5 * day_of_year + 2) / 153;
	int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;

	*ret_day = (int)(day_of_year - (153 * month_index + 2) / 5 + 1);
	*ret_month = (int)month;
	*ret_year = (int)(year_of_era + era * 400 + (month <= 2));
}

/* Writes that many digits of a number that has no more; returns what is behind them. */
static char *print_digits(char *at, int number, int count)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		at[i] = (char)('0' + number % 10);
	return at + count;
}

static char *print_mark(char *at, char mark)
{
	*at = mark;
	return at + 1;
}

static char *print_day(char *at, int64_t days)
{
	int year, month, day;

	civil_from_days(days, &year, &month, &day);
	at = print_mark(print_digits(at, year, 4), '-');
	at = print_mark(print_digits(at, month, 2), '-');
	return print_digits(at, day, 2);
}

static char *print_time(char *at, int second_of_day)
{
	at = print_mark(print_digits(at, second_of_day / 3600, 2), ':');
	at = print_mark(print_digits(at, second_of_day / 60 % 60, 2), ':');
	return print_digits(at, second_of_day % 60, 2);
}

static char *print_decimals(char *at, int nanoseconds)
{
	if (nanoseconds <= 0 || nanoseconds > 999999999)
		return at;
	at = print_mark(at, '.');
	if (nanoseconds % 1000000 == 0)
		return print_digits(at, nanoseconds / 1000000, 3);
	if (nanoseconds % 1000 == 0)
		return print_digits(at, nanoseconds / 1000, 6);
	return print_digits(at, nanoseconds, 9);
}

void json_time_print(int64_t seconds, int32_t nanoseconds, char text[JSON_TIME_SIZE])
{
	int64_t moment = seconds < second_first  ? second_first
			 : seconds > second_last ? second_last
						 : seconds;
	int64_t days = (moment - second_first) / 86400 + second_first / 86400;
	char *at = print_mark(print_day(text, days), 'T');

	at = print_time(at, (int)((moment - second_first) % 86400));
	at = print_mark(print_decimals(at, nanoseconds), 'Z');
	*at = '\0';
}

/* Reads exactly `count` digits. */
static bool digits(const char **at, int count, int64_t *ret_number)
{
	int64_t number = 0;

	for (int i = 0; i < count; i++) {
		char c = (*at)[i];

		if (c < '0' || c > '9')
			return false;
		number = number * 10 + (c - '0');
	}
	*at += count;
	*ret_number = number;
	return true;
}

static bool mark(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool parse_day(const char **at, int64_t *ret_days)
{
	int64_t year, month, day;

	if (!digits(at, 4, &year) || !mark(at, '-') || !digits(at, 2, &month) || !mark(at, '-') ||
	    !digits(at, 2, &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	*ret_days = days_from_civil(year, month, day);
	return true;
}

static bool parse_time(const char **at, int64_t *ret_seconds)
{
	int64_t hour, minute, second;

	if (!digits(at, 2, &hour) || !mark(at, ':') || !digits(at, 2, &minute) || !mark(at, ':') ||
	    !digits(at, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*ret_seconds = hour * 3600 + minute * 60 + second;
	return true;
}

static bool parse_decimals(const char **at, int32_t *ret_nanoseconds)
{
	int32_t nanoseconds = 0;
	int count = 0;

	if (!mark(at, '.')) {
		*ret_nanoseconds = 0;
		return true;
	}
	for (; **at >= '0' && **at <= '9' && count < 9; (*at)++, count++)
		nanoseconds = nanoseconds * 10 + (**at - '0');
	if (count == 0)
		return false;
	for (; count < 9; count++)
		nanoseconds *= 10;
	*ret_nanoseconds = nanoseconds;
	return true;
}

static bool parse_offset(const char **at, int64_t *ret_seconds)
{
	int64_t hours, minutes;
	int sign = **at == '-' ? -1 : 1;

	if (mark(at, 'Z')) {
		*ret_seconds = 0;
		return true;
	}
	if (!mark(at, '+') && !mark(at, '-'))
		return false;
	if (!digits(at, 2, &hours) || !mark(at, ':') || !digits(at, 2, &minutes))
		return false;
	if (hours > 23 || minutes > 59)
		return false;
	*ret_seconds = sign * (hours * 3600 + minutes * 60);
	return true;
}

bool json_time_parse(const char *text, int64_t *ret_seconds, int32_t *ret_nanoseconds)
{
	const char *at = text;
	int64_t days, second_of_day, offset, seconds;
	int32_t nanoseconds;

	if (!parse_day(&at, &days) || !mark(&at, 'T') || !parse_time(&at, &second_of_day) ||
	    !parse_decimals(&at, &nanoseconds) || !parse_offset(&at, &offset) || *at != '\0')
		return false;

	seconds = days * 86400 + second_of_day - offset;
	if (seconds < second_first || seconds > second_last)
		return false;
	*ret_seconds = seconds;
	*ret_nanoseconds = nanoseconds;
	return true;
}
