/* transition.h - under which rule book a dossier is rated, by the day it was filed
 *
 * A new decision says what becomes of dossiers filed before it and not yet rated: 26/2026 leaves
 * them under the old rules, to be finished within 60 days of its coming into force, a re-rating
 * within 30.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct rulebook;
struct rulebooks;

/* The book of a dossier, and the end of its time. */
struct rulebook_filing {
	const struct rulebook *book;
	bool ends;                   /* the book holds for the dossier only up to a day */
	int32_t finish_by_day;       /* the last on which it may be rated; when it ends */
	const struct rulebook *then; /* after that day; NULL: no newer one is known */
};

/* The book in force on the day of filing, and by when a newer one wants the dossier finished.
 * Where the newer one is silent, the last day of the book itself counts. False when no book was in
 * force on that day. */
bool rulebook_of_filing(const struct rulebooks *books, int32_t filed_day, bool re_rating,
			struct rulebook_filing *ret_filing);
