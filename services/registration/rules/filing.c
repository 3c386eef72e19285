/* filing.c - when to file: the rounds of a rule book's calendar and the last safe day before each
 */
#include "registration/rules/filing.h"

#include <string.h>

#include "common/base/date.h"
#include "registration/rules/due_day.h"

int32_t last_safe_filing_day(const struct calendar *calendar, int32_t proposals_before,
			     uint32_t working_days)
{
	int32_t first_working_day = proposals_before;

	for (uint32_t i = 0; i < working_days; i++)
		first_working_day = calendar_working_day_before(calendar, first_working_day);
	return first_working_day - 1;
}

static struct filing_round round_in_year(const struct rulebook *book,
					 const struct rulebook_round *round,
					 const struct calendar *calendar, int year)
{
	struct filing_round found = {
		.level = round->level,
		.hold_before = date_make(year, round->hold_before_month, round->hold_before_day),
		.proposals_before =
			date_make(year, round->dossiers_before_month, round->dossiers_before_day),
		.safe_filing_on = NO_DAY,
	};
	uint32_t working_days =
		screening_working_days(rulebook_level_on(book, found.proposals_before));

	if (found.hold_before < found.proposals_before)
		found.hold_before =
			date_make(year + 1, round->hold_before_month, round->hold_before_day);
	if (round->dossiers_from == RULEBOOK_LEVEL_COMMUNE && working_days)
		found.safe_filing_on =
			last_safe_filing_day(calendar, found.proposals_before, working_days);
	return found;
}

/* Takes its place by the date for proposals; what is the fifth then falls out. */
static size_t put_in_order(struct filing_round rounds[FILING_ROUNDS_MAX], size_t count,
			   const struct filing_round *round)
{
	size_t place = count;

	while (place > 0 && rounds[place - 1].proposals_before > round->proposals_before)
		place--;
	if (place == FILING_ROUNDS_MAX)
		return count;
	if (count < FILING_ROUNDS_MAX)
		count++;
	memmove(&rounds[place + 1], &rounds[place], (count - 1 - place) * sizeof(*rounds));
	rounds[place] = *round;
	return count;
}

size_t filing_rounds(const struct rulebook *book, const struct calendar *calendar, int32_t today,
		     struct filing_round ret_rounds[FILING_ROUNDS_MAX])
{
	int year = date_year(today);
	size_t count = 0;

	/* A round comes once a year: the four next of any are in this year and the next four. */
	for (size_t i = 0; i < book->round_count; i++) {
		for (int ahead = 0; ahead <= FILING_ROUNDS_MAX; ahead++) {
			struct filing_round round =
				round_in_year(book, &book->rounds[i], calendar, year + ahead);

			if (round.proposals_before > today &&
			    rulebook_in_force(book, round.proposals_before))
				count = put_in_order(ret_rounds, count, &round);
		}
	}
	return count;
}
