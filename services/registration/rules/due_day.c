/* due_day.c - the day a dossier is due by: from when it is overdue, when it is counted again, when
 * whoever has it is reminded
 */
#include "registration/rules/due_day.h"

#include <assert.h>

#include "common/base/date.h"

uint32_t screening_working_days(const struct rulebook_dated_level *level)
{
	if (!level || level->screened_by == RULEBOOK_LEVEL_NONE ||
	    level->screening_working_days <= 0)
		return 0;
	return (uint32_t)level->screening_working_days;
}

/* Days off right before today lengthen what was due on them: all of it ends with today at the
 * earliest. */
int32_t first_day_not_overdue(const struct calendar *calendar, int32_t today)
{
	return calendar_working_day_before(calendar, today) + 1;
}

bool is_overdue(const struct calendar *calendar, int32_t due_day, int32_t today)
{
	return calendar_last_day(calendar, due_day) < today;
}

int32_t last_day_due_soon(const struct calendar *calendar, int32_t today)
{
	return calendar_add_working_days(calendar, today, REMINDER_WORKING_DAYS);
}

Ocop__Registration__V1__ReminderKind reminder_of_due_day(const struct calendar *calendar,
							 int32_t due_day, int32_t today)
{
	if (is_overdue(calendar, due_day, today))
		return REMINDER(OVERDUE);
	if (due_day <= last_day_due_soon(calendar, today))
		return REMINDER(DUE_SOON);
	return REMINDER(UNSPECIFIED);
}

bool may_recount_due_day(const struct dossier *dossier, const struct calendar *calendar,
			 int32_t today)
{
	int32_t due_day;

	return *dossier->due_from && dossier->calendar_version < calendar->version &&
	       date_parse(dossier->due_on, &due_day) && due_day >= today;
}

int32_t recounted_due_day(const struct dossier *dossier, const struct calendar *calendar,
			  int32_t today)
{
	int32_t from, due_day;
	bool was_counted = date_parse(dossier->due_from, &from);

	assert(was_counted && "only what was counted is counted again");
	due_day = calendar_add_working_days(calendar, from, dossier->due_working_days);
	return due_day < today ? today : due_day;
}
