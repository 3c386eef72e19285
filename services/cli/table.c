/* table.c - rows in columns that line up, for people */
#include "cli/table.h"

#include <stdbool.h>
#include <stdio.h>

#include "common/base/text.h"

void table_print(const struct table *table)
{
	size_t widths[TABLE_COLUMNS_MAX] = {0};

	for (size_t i = 0; i < table->rows * table->columns; i++) {
		size_t width = text_length(table->cells[i]);
		if (width > widths[i % table->columns])
			widths[i % table->columns] = width;
	}
	for (size_t i = 0; i < table->rows * table->columns; i++) {
		size_t column = i % table->columns;
		bool last = column + 1 == table->columns;
		size_t padding = last ? 0 : widths[column] - text_length(table->cells[i]) + 2;

		(void)printf("%s%*s%s", table->cells[i], (int)padding, "", last ? "\n" : "");
	}
}
