/* calendar.c - the offices' calendar as a daemon mirrors it from identity, and how it is counted */
#include "common/unit/calendar.h"

#include <assert.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "ocop/identity/v1/events.pb-c.h"

#define DAY_KIND(name) OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_##name

enum { MONDAY, THURSDAY = 3, SATURDAY = 5, SUNDAY };

/* Days that are holidays by law from a year on. */
static const struct {
	int from_year;
	int month;
	int day;
} fixed_holidays[] = {{0, 1, 1}, {0, 4, 30}, {0, 5, 1}, {0, 9, 2}, {2026, 11, 24}};

const char calendar_migration_sql[] =
	/* 1 is a holiday, 2 a working Saturday or Sunday; an ordinary day has no row. */
	"CREATE TABLE calendar_days ("
	" day TEXT PRIMARY KEY, kind INTEGER NOT NULL, CHECK (kind IN (1, 2))) STRICT;"
	"CREATE TABLE calendar_version ("
	" only_row INTEGER PRIMARY KEY, version INTEGER NOT NULL, CHECK (only_row = 1)) STRICT;";

static void record_day(struct transaction *tx, const Ocop__Identity__V1__CalendarDay *day)
{
	int32_t number;

	if (!date_parse(day->day, &number)) { /* what is stored can be counted */
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	statement(tx, "INSERT INTO calendar_days (day, kind) VALUES ($1, $2)"
		      " ON CONFLICT (day) DO UPDATE SET kind = excluded.kind");
	bind_text(tx, day->day);
	bind_i64(tx, day->kind);
	statement_run(tx);
}

static void forget_day(struct transaction *tx, const Ocop__Identity__V1__CalendarDay *day)
{
	statement(tx, "DELETE FROM calendar_days WHERE day = $1");
	bind_text(tx, day->day);
	statement_run(tx);
}

static void record_version(struct transaction *tx, uint64_t version)
{
	statement(tx, "INSERT INTO calendar_version (only_row, version) VALUES (1, $1)"
		      " ON CONFLICT (only_row) DO UPDATE SET version = excluded.version");
	bind_i64(tx, (int64_t)version);
	statement_run(tx);
}

void calendar_days_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__CalendarDaysRecorded *recorded =
		(const Ocop__Identity__V1__CalendarDaysRecorded *)body;

	(void)event; /* days are facts of their own; who recorded them does not matter here */
	for (size_t i = 0; i < recorded->n_days; i++) {
		if (recorded->days[i]->kind == DAY_KIND(ORDINARY))
			forget_day(tx, recorded->days[i]);
		else
			record_day(tx, recorded->days[i]);
	}
	record_version(tx, recorded->calendar_version);
}

uint64_t calendar_version(struct transaction *tx)
{
	uint64_t version = 0;

	statement(tx, "SELECT version FROM calendar_version WHERE only_row = 1");
	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}

static struct calendar_day *days_room(struct transaction *tx)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS days FROM calendar_days");
	while (statement_step(tx))
		count = column_i64(tx, "days");
	return arena_alloc(transaction_arena(tx), (size_t)count * sizeof(struct calendar_day));
}

void calendar_load(struct transaction *tx, struct calendar *ret_calendar)
{
	struct calendar_day *days = days_room(tx);
	size_t count = 0;

	statement(tx, "SELECT day, kind FROM calendar_days ORDER BY day");
	while (statement_step(tx)) {
		bool is_day = date_parse(column_text(tx, "day"), &days[count].day);

		assert(is_day && "record_day stores days that exist");
		days[count++].is_working = column_i64(tx, "kind") == DAY_KIND(WORKING);
	}
	*ret_calendar = (struct calendar){
		.version = calendar_version(tx),
		.days = days,
		.day_count = count,
	};
}

static const struct calendar_day *recorded_day(const struct calendar *calendar, int32_t day)
{
	size_t low = 0, high = calendar->day_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (calendar->days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < calendar->day_count && calendar->days[low].day == day ? &calendar->days[low]
									   : NULL;
}

static bool is_fixed_holiday(int32_t day)
{
	int year = date_year(day);

	for (size_t i = 0; i < sizeof fixed_holidays / sizeof *fixed_holidays; i++) {
		if (year >= fixed_holidays[i].from_year &&
		    day == date_make(year, fixed_holidays[i].month, fixed_holidays[i].day))
			return true;
	}
	return false;
}

/* National Day's second day off has been the one that joins the weekend: after a Monday or Thursday
 * the day after (2021, 2024), otherwise the day before (2022, 2023, 2025, 2026). */
static bool stands_beside_national_day(const struct calendar *calendar, int32_t day)
{
	int32_t national = date_make(date_year(day), 9, 2);
	int weekday = date_weekday(national);
	bool after = weekday == MONDAY || weekday == THURSDAY || weekday == SUNDAY;

	return day == (after ? national + 1 : national - 1) &&
	       !recorded_day(calendar, national - 1) && !recorded_day(calendar, national) &&
	       !recorded_day(calendar, national + 1);
}

bool calendar_is_working_day(const struct calendar *calendar, int32_t day)
{
	const struct calendar_day *recorded = recorded_day(calendar, day);

	if (recorded)
		return recorded->is_working;
	return date_weekday(day) < SATURDAY && !is_fixed_holiday(day) &&
	       !stands_beside_national_day(calendar, day);
}

int32_t calendar_add_working_days(const struct calendar *calendar, int32_t day, uint32_t count)
{
	while (count > 0) {
		day++;
		if (calendar_is_working_day(calendar, day))
			count--;
	}
	return day;
}

uint32_t calendar_working_days_between(const struct calendar *calendar, int32_t from, int32_t until)
{
	uint32_t count = 0;

	for (int32_t day = from + 1; day <= until; day++) {
		if (calendar_is_working_day(calendar, day))
			count++;
	}
	return count;
}

int32_t calendar_last_day(const struct calendar *calendar, int32_t day)
{
	while (!calendar_is_working_day(calendar, day))
		day++;
	return day;
}

int32_t calendar_working_day_before(const struct calendar *calendar, int32_t day)
{
	do {
		day--;
	} while (!calendar_is_working_day(calendar, day));
	return day;
}
