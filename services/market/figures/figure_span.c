/* figure_span.c - from which day to which a recognition is what, for counting */
#include "market/figures/figure_span.h"

#include <stddef.h>
#include <string.h>

#include "common/base/date.h"

enum { YEAR_LENGTH = 4, MONTH_LENGTH = 7, DAY_LENGTH = 10 };

bool figure_day_parse(const char *text, int32_t *ret_day)
{
	static const char first[] = "0000-01-01"; /* what a shorter one leaves open */
	size_t length = strlen(text);
	char day[DATE_TEXT_SIZE];

	if (length != YEAR_LENGTH && length != MONTH_LENGTH && length != DAY_LENGTH)
		return false;
	memcpy(day, first, sizeof day);
	memcpy(day, text, length);
	return date_parse(day, ret_day);
}

/* The first of these texts that is a day; `otherwise` when none is. */
static int32_t day_of(const char *text, int32_t otherwise)
{
	int32_t day;

	return figure_day_parse(text, &day) ? day : otherwise;
}

int32_t figure_from_day(const struct recognition *recognition)
{
	return day_of(recognition->decided_on, day_of(recognition->valid_from, FIGURE_DAY_FIRST));
}

int figure_year(const struct recognition *recognition)
{
	int32_t day = figure_from_day(recognition);

	return day == FIGURE_DAY_FIRST ? 0 : date_year(day);
}

bool figure_counts(const struct recognition *recognition)
{
	return *recognition->replaced_by == '\0' ||
	       recognition->replaced_for != REPLACED_FOR(CORRECTION);
}

static int32_t later(int32_t one, int32_t other)
{
	return one > other ? one : other;
}

static int32_t replaced_day(const struct recognition *recognition,
			    const struct recognition *successor, int32_t from_day)
{
	if (*recognition->replaced_by == '\0')
		return FIGURE_DAY_NEVER;
	if (successor)
		return later(from_day, figure_from_day(successor));
	return later(from_day, day_of(recognition->replaced_on, from_day));
}

struct figure_span figure_span(const struct recognition *recognition,
			       const struct recognition *successor)
{
	int32_t from_day = figure_from_day(recognition);

	return (struct figure_span){
		.from_day = from_day,
		.end_day = day_of(recognition->last_day, FIGURE_DAY_NEVER),
		.revoked_day = day_of(recognition->revoked_on, FIGURE_DAY_NEVER),
		.replaced_day = replaced_day(recognition, successor, from_day),
		.next_day = FIGURE_DAY_NEVER,
	};
}
