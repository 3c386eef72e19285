/* csv_file.h - a table with names in its first row (RFC 4180), as Excel and others write it
 *
 * UTF-8 with or without a mark, or UTF-16 with one; cells parted by commas, semicolons or tabs, as
 * the first line shows. Rows without any content are left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct csv_file;

/* Reads all of it; "-" is standard input. Returns NULL having said why. */
struct csv_file *csv_file_read(const char *path);

/* The same of bytes, without a word: NULL, and what is wrong on which line. */
struct csv_fault {
	unsigned line;
	const char *what; /* static */
};
struct csv_file *csv_file_of_bytes(const char *bytes, size_t size_bytes,
				   struct csv_fault *ret_fault);

/* Frees it with all its cells. NULL is fine. */
void csv_file_destroy(struct csv_file *file);

/* Rows behind the head, from 0, and the line each begins on. */
size_t csv_file_rows(const struct csv_file *file);
unsigned csv_file_line(const struct csv_file *file, size_t row);

/* Names in the first row, from 0. */
size_t csv_file_columns(const struct csv_file *file);
const char *csv_file_column(const struct csv_file *file, size_t column);

/* True when the first row names this column. */
bool csv_file_has(const struct csv_file *file, const char *column);

/* A cell by its column's name or number; "" when the row is short or there is no such column. Lines
 * in it end with \n. Valid as long as the file. */
const char *csv_cell(const struct csv_file *file, size_t row, const char *column);
const char *csv_cell_at(const struct csv_file *file, size_t row, size_t column);
