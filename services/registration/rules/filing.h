/* filing.h - when to file: the rounds of a rule book's calendar and the last safe day before each
 *
 * Pure, as rules.h. What counts for a round is the day a dossier is proposed on, strictly before
 * the round's date. So that the commune has all of its working days before that, a dossier must be
 * filed on a day from which they are over before the date.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "common/unit/calendar.h"

enum { FILING_ROUNDS_MAX = 4, NO_DAY = INT32_MIN };

/* A round of the law's calendar in a year. */
struct filing_round {
	enum rulebook_level level; /* PROVINCE or CENTRE */
	int32_t hold_before;       /* not included */
	int32_t proposals_before;  /* not included */
	int32_t safe_filing_on;    /* NO_DAY where a commune does not propose */
};

/* The last day to file on: the screening that begins the day after is over before a date, at the
 * latest on its last working day. May be a day off: filing is open every day. */
int32_t last_safe_filing_day(const struct calendar *calendar, int32_t proposals_before,
			     uint32_t working_days);

/* The next rounds that a proposal of today is in time for, by their date for proposals, while the
 * rule book is in force; returns how many, at most four. */
size_t filing_rounds(const struct rulebook *book, const struct calendar *calendar, int32_t today,
		     struct filing_round ret_rounds[FILING_ROUNDS_MAX]);
