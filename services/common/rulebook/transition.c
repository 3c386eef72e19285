/* transition.c - under which rule book a dossier is rated, by the day it was filed */
#include "common/rulebook/transition.h"

#include <stddef.h>

#include "common/base/date.h"
#include "common/rulebook/rulebook.h"

/* The book that follows on another: the oldest of the newer ones; NULL when it is the newest. */
static const struct rulebook *successor(const struct rulebooks *books, const struct rulebook *book)
{
	const struct rulebook *newer = NULL;

	/* Newest first. */
	for (size_t i = 0; rulebooks_at(books, i) != book; i++)
		newer = rulebooks_at(books, i);
	return newer;
}

/* How many days after it came into force a book gives to what was filed before;
 * RULEBOOK_UNKNOWN when it says nothing, or not of that day. */
static int32_t days_given(const struct rulebook *newer, int32_t filed_day, bool re_rating)
{
	const struct rulebook_deadlines *deadlines = &newer->deadlines;

	if (deadlines->transition_from_day == INT32_MAX ||
	    filed_day >= deadlines->transition_from_day)
		return RULEBOOK_UNKNOWN;
	return re_rating ? deadlines->transition_re_rating_days
			 : deadlines->transition_first_or_upgrade_days;
}

bool rulebook_of_filing(const struct rulebooks *books, int32_t filed_day, bool re_rating,
			struct rulebook_filing *ret_filing)
{
	const struct rulebook *book = rulebooks_in_force(books, filed_day);

	if (!book)
		return false;
	struct rulebook_filing filing = {.book = book, .then = successor(books, book)};
	int32_t days =
		filing.then ? days_given(filing.then, filed_day, re_rating) : RULEBOOK_UNKNOWN;
	if (days != RULEBOOK_UNKNOWN) {
		filing.ends = true;
		filing.finish_by_day = filing.then->deadlines.transition_from_day + days;
	} else if (date_parse(book->in_force_to, &filing.finish_by_day)) {
		filing.ends = true;
	}
	if (!filing.ends)
		filing.then = NULL;
	*ret_filing = filing;
	return true;
}
