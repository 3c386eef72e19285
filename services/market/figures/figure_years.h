/* figure_years.h - figures year by year: what was recognised in each, and what was so at its end
 */
#pragma once

#include "market/figures/figure_count.h"

struct transaction;

enum { FIGURE_YEARS_MAX = 30 };

/* A year, as far as the day of the question. */
struct figure_year_line {
	int year;
	struct figure_question question; /* the same as of its end */
	int64_t recognised;              /* in it */
	struct figure_line line;         /* at its end */
};

/* From the first year in which something was recognised up to that of the question, at most
 * FIGURE_YEARS_MAX. Returns how many: always one at least. */
size_t figure_years_count(struct transaction *tx, const struct figure_question *question,
			  struct figure_year_line ret_years[FIGURE_YEARS_MAX]);
