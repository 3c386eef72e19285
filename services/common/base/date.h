/* date.h - calendar days as the law counts them: in Vietnam (UTC+7, no summer time)
 *
 * A date is text, YYYY-MM-DD, in messages and tables; a day number (days since 1970-01-01) in
 * reckoning.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { DATE_TEXT_SIZE = 11 }; /* "2026-05-22" and its zero */

/* Reads exactly YYYY-MM-DD of a day that exists, years 1900 to 2999; false otherwise. */
bool date_parse(const char *text, int32_t *ret_day);

/* Writes DATE_TEXT_SIZE bytes. */
void date_print(int32_t day, char *text);

/* The same as text in the arena. */
char *date_text(struct arena *arena, int32_t day);

/* The day in Vietnam at this moment. */
int32_t date_of_us(int64_t time_us);

/* The first and the last microsecond of a day in Vietnam. */
int64_t date_begin_us(int32_t day);
int64_t date_end_us(int32_t day);

/* The same day of the month `months` later, or the month's last day (31 January + 1 month is
 * 28 or 29 February). */
int32_t date_add_months(int32_t day, int months);

/* The day of a year, a month from 1 and a day of it from 1, which must exist. */
int32_t date_make(int year, int month, int day);

/* 0 is Monday, 6 is Sunday. Which days offices work is for common/unit/calendar.h. */
int date_weekday(int32_t day);

/* Year of a day, for numbers that carry one. */
int date_year(int32_t day);
