/* columns.c - columns of lists under the names people give them, and what is in their cells */
#include "cli/import/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/csv_file.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/text.h"

static bool column_is_called(const struct column *column, const char *head, struct arena *arena)
{
	const char *folded = text_fold(arena, head);

	for (size_t i = 0; i < COLUMN_NAMES_MAX && column->names[i] != NULL; i++)
		if (strcmp(text_fold(arena, column->names[i]), folded) == 0)
			return true;
	return false;
}

static size_t table_find(const struct column *table, size_t count, const char *head,
			 struct arena *arena)
{
	for (size_t i = 0; i < count; i++)
		if (column_is_called(&table[i], head, arena))
			return i;
	return SIZE_MAX;
}

static bool has_all_needed(const struct columns *columns, const char *path,
			   const struct column *table, size_t count)
{
	bool complete = true;

	for (size_t i = 0; i < count; i++) {
		if (!table[i].needed || columns->at[i] != SIZE_MAX)
			continue;
		complain("%s: the first row must name the columns; there is no column \"%s\" "
			 "(\"%s\")",
			 path, table[i].names[0], table[i].names[1]);
		complete = false;
	}
	return complete;
}

bool columns_find(const struct csv_file *file, const char *path, const struct column *table,
		  size_t count, struct arena *arena, struct columns *ret_columns)
{
	struct columns columns = {.file = file};

	for (size_t i = 0; i < COLUMNS_MAX; i++)
		columns.at[i] = SIZE_MAX;
	for (size_t i = 0; i < csv_file_columns(file); i++) {
		const char *head = csv_file_column(file, i);
		size_t found = table_find(table, count, head, arena);

		if (found == SIZE_MAX) {
			complain("%s: the column \"%s\" is not read", path, head);
			continue;
		}
		if (columns.at[found] != SIZE_MAX) {
			complain("%s: the columns \"%s\" and \"%s\" say the same", path,
				 csv_file_column(file, columns.at[found]), head);
			return false;
		}
		columns.at[found] = i;
	}
	if (!has_all_needed(&columns, path, table, count))
		return false;
	*ret_columns = columns;
	return true;
}

const char *columns_cell(const struct columns *columns, size_t row, size_t column)
{
	return csv_cell_at(columns->file, row, columns->at[column]);
}

/* A number of one or two digits, or of four, and what parts it from the next; 0 digits for none. */
static size_t digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

static bool parts_day(char letter)
{
	return letter == '/' || letter == '-' || letter == '.';
}

const char *date_cell(struct arena *arena, const char *text)
{
	size_t first = digits_at(text);
	const char *second_text = text + first + 1;

	if (first < 1 || first > 2 || !parts_day(text[first]))
		return text;
	size_t second = digits_at(second_text);
	const char *rest = second_text + second;

	if (second == 4 && *rest == '\0')
		return arena_printf(arena, "%s-%02d", second_text, atoi(text));
	if (second < 1 || second > 2 || *rest != text[first] || digits_at(rest + 1) != 4 ||
	    rest[5] != '\0')
		return text;
	return arena_printf(arena, "%s-%02d-%02d", rest + 1, atoi(second_text), atoi(text));
}

uint32_t stars_cell(const char *text)
{
	char *end;
	unsigned long stars = strtoul(text, &end, 10);

	if (end != text && (strcmp(end, " sao") == 0 || strcmp(end, " Sao") == 0))
		end += strlen(end);
	return *end == '\0' && stars < STARS_WRONG ? (uint32_t)stars : STARS_WRONG;
}
