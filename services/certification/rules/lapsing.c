/* lapsing.c - where a certificate that comes to its end is */
#include "certification/rules/lapsing.h"

#include <stddef.h>

#include "common/base/date.h"
#include "common/rulebook/rulebook.h"

struct window_ends window_ends_on(const struct rulebook *book, int32_t today)
{
	int32_t from, until;

	/* What ends on day 0 has its window at minus so many days. */
	if (book == NULL || !rulebook_re_rating_window(&book->deadlines, 0, &from, &until))
		return (struct window_ends){.opens = date_make(2999, 12, 31),
					    .ends = date_make(1900, 1, 1)};
	return (struct window_ends){.opens = today - from, .ends = today - until};
}

Ocop__Certification__V1__LapsingStage lapsing_stage(const struct lapsing_facts *facts,
						    const struct window_ends *ends)
{
	if (facts->is_over)
		return LAPSING_STAGE(LAPSED);
	if (facts->is_filed)
		return LAPSING_STAGE(FILED);
	if (facts->valid_until > ends->opens)
		return LAPSING_STAGE(EARLY);
	return facts->valid_until < ends->ends ? LAPSING_STAGE(WINDOW_MISSED)
					       : LAPSING_STAGE(WINDOW_OPEN);
}
