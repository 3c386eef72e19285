/* due_day.h - the day a dossier is due by: from when it is overdue, when it is counted again, when
 * whoever has it is reminded
 *
 * Pure, as rules.h; how working days are counted is common/unit/calendar.h. A due day is counted
 * (the commune's working days) or named by somebody (a return, a supplement). A counted one is
 * counted again when the calendar changes while it is not over; a named one stays as it was named,
 * and only ends with the next working day when it is a day off.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/unit/calendar.h"
#include "registration/rules.h"

enum { REMINDER_WORKING_DAYS = 3 }; /* before the due day */

#define REMINDER(name) OCOP__REGISTRATION__V1__REMINDER_KIND__REMINDER_KIND_##name

/* How many working days the level that screens has from the day after a submission; 0 when nobody
 * screens. */
uint32_t screening_working_days(const struct rulebook_dated_level *level);

/* The first day that a due day must reach not to be overdue today: what is due before it is. */
int32_t first_day_not_overdue(const struct calendar *calendar, int32_t today);

/* True when the period that was to end on a day is over before today. */
bool is_overdue(const struct calendar *calendar, int32_t due_day, int32_t today);

/* The last due day that one is reminded of today: three working days ahead. */
int32_t last_day_due_soon(const struct calendar *calendar, int32_t today);

/* What there is to say today of a due day: DUE_SOON from three working days before it, OVERDUE from
 * the day after the period is over, UNSPECIFIED for nothing yet. */
Ocop__Registration__V1__ReminderKind reminder_of_due_day(const struct calendar *calendar,
							 int32_t due_day, int32_t today);

/* True for a due day that was counted under an older calendar than this and has not passed. */
bool may_recount_due_day(const struct dossier *dossier, const struct calendar *calendar,
			 int32_t today);

/* The due day of such a dossier as this calendar counts it. A day that is then earlier than today
 * becomes today: nobody is overdue by a change of the calendar. */
int32_t recounted_due_day(const struct dossier *dossier, const struct calendar *calendar,
			  int32_t today);
