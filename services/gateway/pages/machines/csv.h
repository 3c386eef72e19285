/* csv.h - a small table as CSV (RFC 4180), in memory
 *
 * UTF-8 with a byte order mark, as Excel reads it; lines end with CRLF. What people have typed is
 * data and never a formula: a cell that would be taken for one begins with an apostrophe.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A table while it is written. */
struct csv_answer {
	char *text; /* freed by csv_answer_deinit */
	size_t size_bytes;
	size_t capacity;
	bool row_has_cells;
};

/* Begins with the byte order mark. */
void csv_answer_init(struct csv_answer *csv);
void csv_answer_deinit(struct csv_answer *csv);

/* The next cell of the row; the row's end. */
void csv_answer_cell(struct csv_answer *csv, const char *text);
void csv_answer_row_end(struct csv_answer *csv);
