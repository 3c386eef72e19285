/* record_calendar_days.c - holidays, and Saturdays and Sundays on which offices work
 *
 * Reads:     identity.v1.RecordCalendarDays
 * Needs:     at most 400 days, all of them whole, none twice: one bad day and nothing is recorded
 * Writes:    calendar_days: only the days that differ from what is there; thing_versions
 * Publishes: identity.v1.CalendarDaysRecorded with those days, in parts that fit an event
 * Refuses:   FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, DATE_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/commands.pb-c.h"

static void refuse_day(struct reply *reply, Ocop__Common__V1__RefusalCode why, size_t index,
		       const char *field)
{
	reply_refuse(reply, why, arena_printf(reply_arena(reply), "days[%zu].%s", index, field),
		     NULL);
}

/* Two words about one day in one command contradict each other, or one of them is too much. */
static bool came_before(const Ocop__Identity__V1__RecordCalendarDays *message, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(message->days[i]->day, message->days[index]->day) == 0)
			return true;
	}
	return false;
}

static void validate(const Ocop__Identity__V1__RecordCalendarDays *message, struct reply *reply)
{
	if (message->n_days == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "days", NULL);
	if (message->n_days > CALENDAR_DAYS_A_COMMAND_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "days", "at most %d together",
			     CALENDAR_DAYS_A_COMMAND_MAX);
		return;
	}
	for (size_t i = 0; i < message->n_days; i++) {
		const char *field;
		Ocop__Common__V1__RefusalCode why =
			may_record_calendar_day(message->days[i], &field);

		if (why)
			refuse_day(reply, why, i, field);
		else if (came_before(message, i))
			refuse_day(reply, REFUSAL(FIELD_INVALID), i, "day");
	}
}

static void tell(struct transaction *tx, Ocop__Identity__V1__CalendarDay **days, size_t count)
{
	for (size_t i = 0; i < count; i += CALENDAR_DAYS_AN_EVENT_MAX) {
		size_t left = count - i;

		event_calendar_days_recorded(
			tx, days + i,
			left < CALENDAR_DAYS_AN_EVENT_MAX ? left : CALENDAR_DAYS_AN_EVENT_MAX);
	}
}

enum decision record_calendar_days(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Identity__V1__RecordCalendarDays *record =
		(const Ocop__Identity__V1__RecordCalendarDays *)message;
	Ocop__Identity__V1__CalendarDay *changed[CALENDAR_DAYS_A_COMMAND_MAX];
	size_t changed_count = 0;

	validate(record, reply);
	if (reply_refused(reply))
		return REFUSED;

	for (size_t i = 0; i < record->n_days; i++) {
		if (calendar_day_put(tx, record->days[i]))
			changed[changed_count++] = record->days[i];
	}
	tell(tx, changed, changed_count);
	reply_accept(reply, "calendar", thing_version(tx, "calendar"));
	return ACCEPTED;
}
