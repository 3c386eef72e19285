/* table.h - rows in columns that line up, for people
 */
#pragma once

#include <stddef.h>

enum { TABLE_COLUMNS_MAX = 8 };

/* Cells are borrowed; a row has as many as the table has columns. */
struct table {
	size_t columns;
	const char *const *cells; /* row by row, the first row is the head */
	size_t rows;
};

/* On standard output; widths are counted in characters, so Vietnamese lines up. */
void table_print(const struct table *table);
