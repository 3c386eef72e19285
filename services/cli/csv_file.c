/* csv_file.c - a table with names in its first row */
#include "cli/csv_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <csv.h>

#include "cli/session.h"
#include "common/base/memory.h"

enum { READ_SIZE = 64 * 1024, FILE_LIMIT_BYTES = 256 * 1024 * 1024 };

struct csv_row {
	size_t first; /* index of its first cell */
	size_t count;
	unsigned line;
};

struct csv_file {
	char **cells;
	size_t cell_count, cell_capacity;
	struct csv_row *rows; /* the head is row 0 */
	size_t row_count, row_capacity;
	size_t row_begin;     /* first cell of the row being read */
	unsigned line;        /* where the row being read begins */
	unsigned line_breaks; /* inside its cells */
};

static void on_cell(void *text, size_t length, void *context)
{
	struct csv_file *file = context;

	file->cells = memory_grow(file->cells, file->cell_count, &file->cell_capacity,
				  sizeof(*file->cells));
	file->cells[file->cell_count++] = memory_copy(text, length);
	for (size_t i = 0; i < length; i++)
		file->line_breaks += ((const char *)text)[i] == '\n';
}

static void on_row(int terminator, void *context)
{
	struct csv_file *file = context;

	(void)terminator;
	file->rows =
		memory_grow(file->rows, file->row_count, &file->row_capacity, sizeof(*file->rows));
	file->rows[file->row_count++] = (struct csv_row){
		.first = file->row_begin,
		.count = file->cell_count - file->row_begin,
		.line = file->line,
	};
	file->row_begin = file->cell_count;
	file->line += 1 + file->line_breaks;
	file->line_breaks = 0;
}

/* Excel puts a byte order mark in front of UTF-8. */
static size_t mark_length(const char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static const char *parse(struct csv_file *file, struct csv_parser *parser, FILE *stream)
{
	char *buffer = memory_alloc(READ_SIZE);
	const char *fault = NULL;
	size_t total = 0;
	size_t length;

	while (fault == NULL && (length = fread(buffer, 1, READ_SIZE, stream)) > 0) {
		size_t mark = total == 0 ? mark_length(buffer, length) : 0;
		total += length;
		if (total > FILE_LIMIT_BYTES)
			fault = "is too large";
		else if (csv_parse(parser, buffer + mark, length - mark, on_cell, on_row, file) !=
			 length - mark)
			fault = csv_strerror(csv_error(parser));
	}
	if (fault == NULL && ferror(stream))
		fault = strerror(errno);
	if (fault == NULL && csv_fini(parser, on_cell, on_row, file) != 0)
		fault = "ends inside quotes";
	if (fault == NULL && file->row_count == 0)
		fault = "is empty";
	memory_free(buffer);
	return fault;
}

struct csv_file *csv_file_read(const char *path)
{
	bool from_input = strcmp(path, "-") == 0;
	FILE *stream = from_input ? stdin : fopen(path, "re");
	struct csv_parser parser;

	if (stream == NULL) {
		complain("%s: %s", path, strerror(errno));
		return NULL;
	}
	struct csv_file *file = memory_alloc(sizeof(*file));
	file->line = 1;
	(void)csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL); /* always 0 */
	const char *fault = parse(file, &parser, stream);
	csv_free(&parser);
	if (!from_input)
		(void)fclose(stream); /* it was only read */
	if (fault != NULL) {
		complain("%s: line %u: %s", path, file->line, fault);
		csv_file_destroy(file);
		return NULL;
	}
	return file;
}

void csv_file_destroy(struct csv_file *file)
{
	if (file == NULL)
		return;
	for (size_t i = 0; i < file->cell_count; i++)
		memory_free(file->cells[i]);
	memory_free(file->cells);
	memory_free(file->rows);
	memory_free(file);
}

size_t csv_file_rows(const struct csv_file *file)
{
	return file->row_count - 1;
}

unsigned csv_file_line(const struct csv_file *file, size_t row)
{
	return file->rows[row + 1].line;
}

static size_t column_find(const struct csv_file *file, const char *column)
{
	for (size_t i = 0; i < file->rows[0].count; i++)
		if (strcmp(file->cells[i], column) == 0)
			return i;
	return SIZE_MAX;
}

bool csv_file_has(const struct csv_file *file, const char *column)
{
	return column_find(file, column) != SIZE_MAX;
}

const char *csv_cell(const struct csv_file *file, size_t row, const char *column)
{
	size_t index = column_find(file, column);
	const struct csv_row *found = &file->rows[row + 1];

	return index < found->count ? file->cells[found->first + index] : "";
}
