/* figure_years.c - figures year by year: what was recognised in each, and what was so at its end */
#include "market/figures/figure_years.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"

enum { YEAR_LINES_MAX = 400 };

/* What was recognised in each year: lines by code, and codes are years. */
static struct figure_page recognised_by_year(struct transaction *tx,
					     const struct figure_question *question)
{
	struct arena *arena = transaction_arena(tx);
	struct figure_page page = {.after = "", .limit = YEAR_LINES_MAX};

	page.lines = arena_alloc(arena, page.limit * sizeof *page.lines);
	figures_count(tx, question, BY(YEAR), &page);
	return page;
}

static int first_year(const struct figure_page *page, int last)
{
	int first = last;

	for (size_t i = 0; i < page->count; i++) {
		int year = atoi(page->lines[i].code);

		if (year > 0 && year < first)
			first = year;
	}
	return last - first < FIGURE_YEARS_MAX ? first : last - FIGURE_YEARS_MAX + 1;
}

static int64_t recognised_in(const struct figure_page *page, int year)
{
	for (size_t i = 0; i < page->count; i++) {
		if (atoi(page->lines[i].code) == year)
			return page->lines[i].counts[MEASURE(RECOGNITIONS)];
	}
	return 0;
}

static struct figure_question at_end_of(struct transaction *tx,
					const struct figure_question *question, int year)
{
	struct figure_question of_year = *question;
	int32_t end;

	if (date_parse(arena_printf(transaction_arena(tx), "%04d-12-31", year), &end) &&
	    end < question->day)
		of_year.day = end;
	of_year.expiring_until = date_add_months(of_year.day, (int)question->expiring_months);
	return of_year;
}

size_t figure_years_count(struct transaction *tx, const struct figure_question *question,
			  struct figure_year_line ret_years[FIGURE_YEARS_MAX])
{
	struct figure_page recognised = recognised_by_year(tx, question);
	int last = date_year(question->day);
	size_t count = 0;

	for (int year = first_year(&recognised, last); year <= last; year++) {
		struct figure_year_line *line = &ret_years[count++];
		struct figure_line only;
		struct figure_page page = {.after = "", .limit = 1, .lines = &only};

		line->year = year;
		line->question = at_end_of(tx, question, year);
		line->recognised = recognised_in(&recognised, year);
		figures_count(tx, &line->question, BY(UNSPECIFIED), &page);
		line->line = page.total;
	}
	return count;
}
