/* calendar.h - the offices' calendar as a daemon mirrors it from identity, and how it is counted
 *
 * For services that count working days: put calendar_migration_sql into the list of migrations and
 * calendar_days_recorded into the table of reactions. Nothing else writes the two tables:
 *
 *	calendar_days     day, kind (HOLIDAY or WORKING): what a day is other than its weekday says
 *	calendar_version  one row: how many changes of the calendar are known here
 *
 * This is the one way of counting. A working day is any day but
 *
 *	- Saturdays and Sundays, unless recorded as WORKING;
 *	- days recorded as HOLIDAY: public holidays, Tết included, and days off in their place;
 *	- 1 January, 30 April, 1 May and 2 September, holidays by law in every year (Labour Code
 *	  2019, article 112), and 24 November from 2026 (Resolution 28/2026/QH16, article 2),
 *	  recorded or not, unless recorded as WORKING;
 *	- the second day off at National Day, 1 or 3 September. Which is decided each year; while
 *	  nothing is recorded of the first three days of a September, the one that joins the
 *	  weekend stands in for it.
 *
 * Tết and the Hùng Kings' day go by the moon and are known only once recorded: before that, what is
 * counted is the earliest day that the law allows.
 *
 * The day something happens on is not counted, the next is the first (Civil Code 2015, article
 * 147). A period whose last day is a day off ends with the next working day (article 148): a period
 * in working days never ends on a day off; for a day that somebody named, calendar_last_day says
 * it.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

/* The two tables. */
extern const char calendar_migration_sql[];

/* The reaction to identity.v1.CalendarDaysRecorded: a day recorded again is replaced, an ordinary
 * one is forgotten. */
void calendar_days_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* A day that is not what its weekday says. */
struct calendar_day {
	int32_t day;
	bool is_working;
};

/* The calendar at a moment. All zero it is one of which nothing is recorded. */
struct calendar {
	uint64_t version;
	const struct calendar_day *days; /* in order, each once; its maker's */
	size_t day_count;
};

/* All that is recorded, in the transaction's arena: some twenty days a year. */
void calendar_load(struct transaction *tx, struct calendar *ret_calendar);

/* The version alone; 0 before anything was recorded. */
uint64_t calendar_version(struct transaction *tx);

/* True for a day on which offices work. */
bool calendar_is_working_day(const struct calendar *calendar, int32_t day);

/* The day on which so many working days from the next day on are over; the day itself for 0. */
int32_t calendar_add_working_days(const struct calendar *calendar, int32_t day, uint32_t count);

/* How many working days come after `from`, up to and including `until`; 0 when it is not later. */
uint32_t calendar_working_days_between(const struct calendar *calendar, int32_t from,
				       int32_t until);

/* The last day of a period that was to end on `day`: it, or the next working day. */
int32_t calendar_last_day(const struct calendar *calendar, int32_t day);

/* The last working day before a day. */
int32_t calendar_working_day_before(const struct calendar *calendar, int32_t day);
