/* reminder.c - when a certificate that comes to its end is spoken of
 *
 * The window in which a re-rating is filed is the rule book's, so its reminders move with it; under
 * 26/2026 they are 180, 150, 127 and 120 days before the end. The others are ours.
 */
#include "certification/rules/reminder.h"

#include <stddef.h>

#include "common/base/date.h"
#include "common/rulebook/rulebook.h"

/* From what a reminder's day is counted back or on. */
enum count_from { MONTHS_BEFORE_END, DAYS_BEFORE_END, DAYS_INTO_WINDOW, DAYS_BEFORE_WINDOW_ENDS };

static const struct {
	Ocop__Certification__V1__CertificateReminder kind;
	enum count_from from;
	int32_t count;
} reminders[] = {
	{CERTIFICATE_REMINDER(TWELVE_MONTHS), MONTHS_BEFORE_END, 12},
	{CERTIFICATE_REMINDER(WINDOW_OPENS), DAYS_INTO_WINDOW, 0},
	{CERTIFICATE_REMINDER(WINDOW_HALF), DAYS_INTO_WINDOW, 30},
	{CERTIFICATE_REMINDER(WINDOW_ENDS_SOON), DAYS_BEFORE_WINDOW_ENDS, 7},
	{CERTIFICATE_REMINDER(WINDOW_LAST_DAY), DAYS_BEFORE_WINDOW_ENDS, 0},
	{CERTIFICATE_REMINDER(THIRTY_DAYS), DAYS_BEFORE_END, 30},
	{CERTIFICATE_REMINDER(LAST_DAY), DAYS_BEFORE_END, 0},
};

enum { REMINDERS = sizeof(reminders) / sizeof(reminders[0]) };

/* False where the rule book has no window to count in. */
static bool day_of(size_t index, const struct rulebook *book, int32_t valid_until, int32_t *ret_day)
{
	int32_t from = 0, until = 0;
	bool has_window = book != NULL &&
			  rulebook_re_rating_window(&book->deadlines, valid_until, &from, &until);

	switch (reminders[index].from) {
	case MONTHS_BEFORE_END:
		*ret_day = date_add_months(valid_until, -reminders[index].count);
		return true;
	case DAYS_BEFORE_END:
		*ret_day = valid_until - reminders[index].count;
		return true;
	case DAYS_INTO_WINDOW:
		*ret_day = from + reminders[index].count;
		return has_window;
	case DAYS_BEFORE_WINDOW_ENDS:
		*ret_day = until - reminders[index].count;
		return has_window;
	}
	return false;
}

/* By day, and on one day by kind: a rule book with another window may bring another order. */
static bool is_before(const struct reminder *one, const struct reminder *other)
{
	return one->day != other->day ? one->day < other->day : one->kind < other->kind;
}

struct reminder reminder_after(const struct rulebook *book, int32_t valid_until,
			       const struct reminder *last)
{
	struct reminder next = {CERTIFICATE_REMINDER(UNSPECIFIED), 0};

	for (size_t i = 0; i < REMINDERS; i++) {
		struct reminder reminder = {.kind = reminders[i].kind};

		if (!day_of(i, book, valid_until, &reminder.day) || !is_before(last, &reminder))
			continue;
		if (next.kind == CERTIFICATE_REMINDER(UNSPECIFIED) || is_before(&reminder, &next))
			next = reminder;
	}
	return next;
}

struct reminder reminder_first(const struct rulebook *book, int32_t valid_until, int32_t today)
{
	static const struct reminder none = {CERTIFICATE_REMINDER(UNSPECIFIED), INT32_MIN};
	struct reminder first = reminder_after(book, valid_until, &none);
	struct reminder next = reminder_after(book, valid_until, &first);

	while (next.kind != CERTIFICATE_REMINDER(UNSPECIFIED) && next.day <= today) {
		first = next;
		next = reminder_after(book, valid_until, &first);
	}
	return first;
}

bool reminder_is_overtaken(const struct reminder *next, int32_t last_day, int32_t today)
{
	if (today > last_day)
		return true;
	return next->kind != CERTIFICATE_REMINDER(UNSPECIFIED) && next->day <= today;
}
