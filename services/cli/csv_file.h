/* csv_file.h - a table with names in its first row (RFC 4180, UTF-8, with or without a mark)
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct csv_file;

/* Reads all of it; "-" is standard input. Returns NULL having said why. */
struct csv_file *csv_file_read(const char *path);

/* Frees it with all its cells. NULL is fine. */
void csv_file_destroy(struct csv_file *file);

/* Rows behind the head, from 0, and the line each begins on. */
size_t csv_file_rows(const struct csv_file *file);
unsigned csv_file_line(const struct csv_file *file, size_t row);

/* True when the first row names this column. */
bool csv_file_has(const struct csv_file *file, const char *column);

/* A cell; "" when the row is short or there is no such column. Valid as long as the file. */
const char *csv_cell(const struct csv_file *file, size_t row, const char *column);
