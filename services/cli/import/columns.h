/* columns.h - columns of lists under the names people give them, and what is in their cells
 *
 * A head is compared folded: "Tên sản phẩm", "TÊN SẢN PHẨM" and "ten san pham" are one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct csv_file;

enum { COLUMN_NAMES_MAX = 10 };

/* A column a list may have; a row of a table. */
struct column {
	const char *names[COLUMN_NAMES_MAX]; /* in English, as in the man page, then Vietnamese */
	bool needed;
};

/* Where the columns of a table are in a file: SIZE_MAX for one it does not have. */
enum { COLUMNS_MAX = 20 };
struct columns {
	const struct csv_file *file;
	size_t at[COLUMNS_MAX];
};

/* Finds the columns (at most COLUMNS_MAX) by the file's first row. Says which needed one is missing
 * or which is there twice, and returns false; says which of the file's columns are not read. */
bool columns_find(const struct csv_file *file, const char *path, const struct column *table,
		  size_t count, struct arena *arena, struct columns *ret_columns);

/* The cell of the table's column in a row; "" where there is none. Valid as long as the file. */
const char *columns_cell(const struct columns *columns, size_t row, size_t column);

/* A day as Excel shows it in Vietnam, "30/6/2021", "30-06-2021" or "30.06.2021", as 2021-06-30, and
 * a month, "6/2021", as 2021-06: the day comes first, always. Anything else stays as it is, for the
 * daemon to judge. */
const char *date_cell(struct arena *arena, const char *text);

/* "4", "4 sao" or nothing, which is 0; STARS_WRONG for what is no number, for the daemon to refuse.
 */
enum { STARS_WRONG = 99 };
uint32_t stars_cell(const char *text);
