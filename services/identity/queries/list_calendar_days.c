/* list_calendar_days.c - the recorded days of the offices' calendar in a span, and its version
 *
 * Reads:   identity.v1.ListCalendarDays
 * Answers: identity.v1.ListCalendarDaysReply
 * Refuses: DATE_INVALID; an empty end of the span is open
 */
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum decision list_calendar_days(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Identity__V1__ListCalendarDays *list =
		(const Ocop__Identity__V1__ListCalendarDays *)message;
	Ocop__Identity__V1__ListCalendarDaysReply answer =
		OCOP__IDENTITY__V1__LIST_CALENDAR_DAYS_REPLY__INIT;
	Ocop__Identity__V1__CalendarDay *day;

	(void)allow_date(reply, "from_day", list->from_day);   /* the reply says it */
	(void)allow_date(reply, "until_day", list->until_day); /* as above */
	if (reply_refused(reply))
		return REFUSED;

	answer.days = arena_alloc(transaction_arena(tx),
				  CALENDAR_DAYS_A_REPLY_MAX * sizeof(*answer.days));
	calendar_days_between(tx, list->from_day, list->until_day, CALENDAR_DAYS_A_REPLY_MAX);
	while ((day = calendar_day_next(tx)))
		answer.days[answer.n_days++] = day;
	answer.calendar_version = thing_version(tx, "calendar");
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &answer.base);
	reply_set_version(reply, answer.calendar_version);
	return ACCEPTED;
}
