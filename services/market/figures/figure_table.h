/* figure_table.h - all counted rows in memory, column by column: what figures are summed up from
 *
 * A column is an array with a small number for each row, so a question reads the columns it asks
 * about and nothing else, and allocates nothing for a row. Nothing of it is stored: it is made from
 * the store at the start and follows every CountFigures after that (figure_table_follow).
 *
 * Threads: the writer's alone changes it, one row at a time under a lock. Readers hold the lock for
 * the time of one question, between figure_table_lock and figure_table_unlock: they see each row as
 * it was before a change or after it. Texts of values and codes stay as long as the table.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/figures/figure_count.h"
#include "market/figures/figure_span.h"

struct figure_table;

enum { FIGURE_CODE_SIZE = 12, FIGURE_SUSPENSIONS_MAX = 64 };

/* A day on which it was suspended, and the day on which that was lifted; FIGURE_DAY_NEVER while it
 * lasts. */
struct figure_suspension {
	int32_t from_day, until_day;
};

/* A row as it is put in. Borrows its texts. */
struct figure_table_row {
	const char *code;
	const char *values[FIGURE_DIMENSIONS + 1]; /* by FigureBy; "" is not known */
	struct figure_span span;
	bool is_verified;
	struct figure_suspension suspensions[FIGURE_SUSPENSIONS_MAX];
	size_t suspension_count;
};

/* Begins empty. figure_table_destroy frees it; NULL is fine. */
struct figure_table *figure_table_create(void);
void figure_table_destroy(struct figure_table *table);

/* --- for the writer */

/* Puts a row in, in the place of what was known of it; takes one out that is there. */
void figure_table_put(struct figure_table *table, const struct figure_table_row *row);
void figure_table_remove(struct figure_table *table, const char *code);

/* How far it follows; kept here because it ends with the table. */
struct figure_table_progress {
	int64_t change_number, units_version;
};
struct figure_table_progress *figure_table_progress(struct figure_table *table);

/* --- for readers */

/* Holds the writer up, so for one question at most; not twice by one thread. */
void figure_table_lock(struct figure_table *table);
void figure_table_unlock(struct figure_table *table);

/* Counts in one pass. ret_counts has FIGURE_MEASURES + 1 numbers for each value of the dimension,
 * zeroed: figure_table_values says how many. BY(UNSPECIFIED) has one, of all. */
void figure_table_count(const struct figure_table *table, const struct figure_question *question,
			Ocop__Market__V1__FigureBy by, uint32_t *ret_counts);

/* How many values a dimension has; the i-th by its text, and its number in the counts. */
size_t figure_table_values(const struct figure_table *table, Ocop__Market__V1__FigureBy by);
const char *figure_table_value(const struct figure_table *table, Ocop__Market__V1__FigureBy by,
			       size_t index, size_t *ret_number);

/* A row that a measure counts, and its state on the day. */
struct figure_found {
	const char *code;
	Ocop__Market__V1__FigureMeasure state;
};

/* Up to `limit` of them by code, after that one. Returns how many. */
size_t figure_table_find(const struct figure_table *table, const struct figure_question *question,
			 Ocop__Market__V1__FigureMeasure measure, const char *after, size_t limit,
			 struct figure_found *ret_found);

/* The last code there is, "" for none: for whoever reads on behind it. */
void figure_table_last_code(const struct figure_table *table, char ret_code[FIGURE_CODE_SIZE]);

/* How many rows there are; bytes held, roughly. */
size_t figure_table_rows(const struct figure_table *table);
size_t figure_table_bytes(const struct figure_table *table);
