/* figure_table_test.c - the columns of figures against a plain look at every row, written apart
 * from them
 *
 * Rows come, come again otherwise, are taken out and come back; on many days, by every dimension
 * and with filters, every measure is counted both ways, and opened to its rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "market/figures/figure_table.h"

enum { ROWS = 600, VALUES = 7, CHANGES = 3000, QUESTIONS = 400, LAST_DAY = 100 };

/* A row as it should be known. */
struct known {
	struct figure_table_row row;
	char code[FIGURE_CODE_SIZE];
	bool is_there;
};

struct both {
	struct figure_table *table;
	struct known *known;
	unsigned seed;
};

static const char *const values[VALUES] = {"", "01", "02", "19", "A", "B", "COOPERATIVE"};

static int pick(struct both *both, int most)
{
	return rand_r(&both->seed) % most;
}

/* A day of the life of a row, or never. */
static int32_t some_day(struct both *both)
{
	return pick(both, 3) ? pick(both, LAST_DAY) : FIGURE_DAY_NEVER;
}

static void change(struct both *both, size_t number)
{
	struct known *known = &both->known[number];
	struct figure_table_row *row = &known->row;

	if (pick(both, 6) == 0) {
		figure_table_remove(both->table, known->code);
		known->is_there = false;
		return;
	}
	*row = (struct figure_table_row){
		.code = known->code,
		.span = {.from_day = pick(both, LAST_DAY),
			 .end_day = some_day(both),
			 .revoked_day = some_day(both),
			 .replaced_day = some_day(both),
			 .next_day = some_day(both)},
		.is_verified = pick(both, 5) > 0,
	};
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++)
		row->values[by] = values[pick(both, VALUES)];
	while (pick(both, 3) == 0 && row->suspension_count < FIGURE_SUSPENSIONS_MAX) {
		int32_t from = pick(both, LAST_DAY);

		row->suspensions[row->suspension_count++] = (struct figure_suspension){
			from, pick(both, 2) ? from + pick(both, 30) : FIGURE_DAY_NEVER};
	}
	known->is_there = true;
	figure_table_put(both->table, row);
}

static int make_both(void **state)
{
	struct both *both = calloc(1, sizeof *both);

	both->table = figure_table_create();
	both->known = calloc(ROWS, sizeof *both->known);
	both->seed = 20261128;
	for (size_t i = 0; i < ROWS; i++) /* not in the order in which they come */
		snprintf(both->known[i].code, FIGURE_CODE_SIZE, "C%09u",
			 (unsigned)(i * 7919 % 10007));
	for (size_t i = 0; i < CHANGES; i++)
		change(both, (size_t)pick(both, ROWS));
	*state = both;
	return 0;
}

static int free_both(void **state)
{
	struct both *both = *state;

	figure_table_destroy(both->table);
	free(both->known);
	free(both);
	return 0;
}

static Ocop__Market__V1__FigureMeasure plain_state(const struct figure_table_row *row, int32_t day)
{
	bool suspended = false;

	for (size_t i = 0; i < row->suspension_count; i++)
		suspended |=
			row->suspensions[i].from_day <= day && day < row->suspensions[i].until_day;
	return row->span.revoked_day <= day    ? MEASURE(REVOKED)
	       : row->span.replaced_day <= day ? MEASURE(REPLACED)
	       : !row->is_verified             ? MEASURE(NOT_VERIFIED)
	       : row->span.end_day < day       ? MEASURE(EXPIRED)
	       : suspended                     ? MEASURE(SUSPENDED)
					       : MEASURE(VALID);
}

static bool plain_is_counted(const struct figure_table_row *row,
			     const struct figure_question *question, int measure)
{
	Ocop__Market__V1__FigureMeasure state = plain_state(row, question->day);
	bool is_last = row->span.next_day > question->day;
	bool ends_soon = row->span.end_day <= question->expiring_until;
	const bool counted[FIGURE_MEASURES + 1] = {
		[MEASURE(RECOGNITIONS)] = true,
		[MEASURE(PRODUCTS)] = is_last,
		[MEASURE(VALID)] = state == MEASURE(VALID),
		[MEASURE(EXPIRING)] = state == MEASURE(VALID) && ends_soon,
		[MEASURE(EXPIRED)] = state == MEASURE(EXPIRED),
		[MEASURE(LAPSED)] = state == MEASURE(EXPIRED) && is_last,
		[MEASURE(REVOKED)] = state == MEASURE(REVOKED),
		[MEASURE(REPLACED)] = state == MEASURE(REPLACED),
		[MEASURE(RENEWED)] = !is_last,
		[MEASURE(SUSPENDED)] = state == MEASURE(SUSPENDED),
		[MEASURE(NOT_VERIFIED)] = state == MEASURE(NOT_VERIFIED),
	};

	return counted[measure];
}

static bool plain_passes(const struct known *known, const struct figure_question *question)
{
	bool passes = known->row.span.from_day <= question->day;

	if (!known->is_there)
		return false;
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++)
		passes &= !question->values[by] ||
			  strcmp(known->row.values[by], question->values[by]) == 0;
	return passes;
}

static struct figure_question some_question(struct both *both)
{
	int32_t day = pick(both, LAST_DAY + 10);
	struct figure_question question = {.day = day, .expiring_until = day + pick(both, 40)};

	for (int by = 1; by <= FIGURE_DIMENSIONS; by++) {
		if (pick(both, 6) == 0)
			question.values[by] = pick(both, 10) ? values[pick(both, VALUES)] : "99";
	}
	return question;
}

static uint32_t plain_count(const struct both *both, const struct figure_question *question, int by,
			    const char *line, int measure)
{
	uint32_t count = 0;

	for (size_t i = 0; i < ROWS; i++)
		count += plain_passes(&both->known[i], question) &&
			 (by == 0 || strcmp(both->known[i].row.values[by], line) == 0) &&
			 plain_is_counted(&both->known[i].row, question, measure);
	return count;
}

static void every_measure_of_every_line_is_what_a_look_at_each_row_counts(void **state)
{
	struct both *both = *state;

	for (int asked = 0; asked < QUESTIONS; asked++) {
		struct figure_question question = some_question(both);
		Ocop__Market__V1__FigureBy by =
			(Ocop__Market__V1__FigureBy)pick(both, FIGURE_DIMENSIONS + 1);
		uint32_t counts[(VALUES + 1) * (FIGURE_MEASURES + 1)] = {0};

		assert_true(figure_table_values(both->table, by) <= VALUES);
		figure_table_count(both->table, &question, by, counts);
		for (size_t i = 0; i < figure_table_values(both->table, by); i++) {
			size_t number;
			const char *line = figure_table_value(both->table, by, i, &number);

			for (int measure = 1; measure <= FIGURE_MEASURES; measure++)
				assert_int_equal(
					counts[number * (FIGURE_MEASURES + 1) + (size_t)measure],
					plain_count(both, &question, (int)by, line, measure));
		}
	}
}

static int by_code(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static void a_figure_opens_to_the_rows_that_it_counts_page_by_page(void **state)
{
	struct both *both = *state;

	for (int asked = 0; asked < QUESTIONS; asked++) {
		struct figure_question question = some_question(both);
		int measure = 1 + pick(both, FIGURE_MEASURES);
		const char *expected[ROWS];
		size_t count = 0, seen = 0, found;
		struct figure_found page[7];
		const char *after = "";

		for (size_t i = 0; i < ROWS; i++) {
			if (plain_passes(&both->known[i], &question) &&
			    plain_is_counted(&both->known[i].row, &question, measure))
				expected[count++] = both->known[i].code;
		}
		qsort(expected, count, sizeof *expected, by_code);
		do {
			found = figure_table_find(both->table, &question,
						  (Ocop__Market__V1__FigureMeasure)measure, after,
						  7, page);
			for (size_t i = 0; i < found; i++)
				assert_string_equal(page[i].code, expected[seen++]);
			after = found ? page[found - 1].code : after;
		} while (found == 7);
		assert_int_equal(seen, count);
	}
}

static void lines_are_in_the_order_of_their_texts_and_unknown_is_one(void **state)
{
	struct both *both = *state;
	size_t number;

	assert_string_equal(figure_table_value(both->table, BY(COMMUNE), 0, &number), "");
	assert_int_equal(number, 0);
	for (size_t i = 1; i < figure_table_values(both->table, BY(COMMUNE)); i++) {
		const char *before = figure_table_value(both->table, BY(COMMUNE), i - 1, &number);

		assert_true(strcmp(before,
				   figure_table_value(both->table, BY(COMMUNE), i, &number)) < 0);
	}
	assert_int_equal(figure_table_values(both->table, BY(UNSPECIFIED)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_measure_of_every_line_is_what_a_look_at_each_row_counts),
		cmocka_unit_test(a_figure_opens_to_the_rows_that_it_counts_page_by_page),
		cmocka_unit_test(lines_are_in_the_order_of_their_texts_and_unknown_is_one),
	};

	return cmocka_run_group_tests(tests, make_both, free_both);
}
