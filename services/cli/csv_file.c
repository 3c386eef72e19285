/* csv_file.c - a table with names in its first row */
#include "cli/csv_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <csv.h>

#include "cli/import/csv_text.h"
#include "cli/session.h"
#include "common/base/memory.h"

/* Whole files are held in memory: a province's register has a thousand rows, the country's 35,000
 * of half a kilobyte each. */
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
	int terminator;       /* of the row before */
};

/* Lines of a cell end as anybody's do. Returns how many there are behind the first. */
static unsigned unify_line_ends(char *text)
{
	unsigned breaks = 0;
	char *write = text;

	for (const char *read = text; *read != '\0'; read++) {
		if (*read == '\r' && read[1] == '\n')
			continue;
		*write++ = *read == '\r' ? '\n' : *read;
		breaks += write[-1] == '\n';
	}
	*write = '\0';
	return breaks;
}

static void on_cell(void *text, size_t length, void *context)
{
	struct csv_file *file = context;
	char *cell = memory_alloc(length + 1);

	if (length > 0)
		memcpy(cell, text, length);
	cell[length] = '\0';
	file->cells = memory_grow(file->cells, file->cell_count, &file->cell_capacity,
				  sizeof(*file->cells));
	file->cells[file->cell_count++] = cell;
	file->line_breaks += unify_line_ends(cell);
}

/* Excel writes empty rows below a table as rows of empty cells. */
static void drop_empty_row(struct csv_file *file)
{
	for (size_t i = file->row_begin; i < file->cell_count; i++)
		if (file->cells[i][0] != '\0')
			return;
	while (file->cell_count > file->row_begin)
		memory_free(file->cells[--file->cell_count]);
}

static void on_row(int terminator, void *context)
{
	struct csv_file *file = context;
	bool second_half = file->cell_count == file->row_begin && terminator == '\n' &&
			   file->terminator == '\r';

	file->terminator = second_half ? 0 : terminator;
	if (second_half)
		return; /* of a line end, \r\n */
	drop_empty_row(file);
	if (file->cell_count > file->row_begin) {
		file->rows = memory_grow(file->rows, file->row_count, &file->row_capacity,
					 sizeof(*file->rows));
		file->rows[file->row_count++] = (struct csv_row){
			.first = file->row_begin,
			.count = file->cell_count - file->row_begin,
			.line = file->line,
		};
	}
	file->row_begin = file->cell_count;
	file->line += 1 + file->line_breaks;
	file->line_breaks = 0;
}

/* Blanks around a cell are none of it; a tab may part two. */
static int is_blank(unsigned char letter)
{
	return letter == ' ';
}

static const char *parse(struct csv_file *file, const struct csv_text *text)
{
	struct csv_parser parser;
	const char *fault = NULL;
	char separator;
	size_t skipped = csv_text_separator(text, &separator);

	file->line = skipped > 0 ? 2 : 1;
	/* Always 0. */
	(void)csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL);
	csv_set_delim(&parser, (unsigned char)separator);
	csv_set_space_func(&parser, is_blank);
	if (csv_parse(&parser, text->text + skipped, text->length - skipped, on_cell, on_row,
		      file) != text->length - skipped)
		fault = "has a quote where none can be";
	if (fault == NULL && csv_fini(&parser, on_cell, on_row, file) != 0)
		fault = "ends inside quotes";
	if (fault == NULL && file->row_count == 0)
		fault = "is empty";
	csv_free(&parser);
	return fault;
}

struct csv_file *csv_file_of_bytes(const char *bytes, size_t size_bytes,
				   struct csv_fault *ret_fault)
{
	struct csv_text text;
	const char *fault = csv_text_read(bytes, size_bytes, &text);

	if (fault != NULL) {
		*ret_fault = (struct csv_fault){1, fault};
		return NULL;
	}
	struct csv_file *file = memory_alloc(sizeof(*file));
	fault = parse(file, &text);
	memory_free(text.text);
	if (fault == NULL)
		return file;
	*ret_fault = (struct csv_fault){file->line, fault};
	csv_file_destroy(file);
	return NULL;
}

/* NULL having said why. */
static char *read_all(FILE *stream, const char *path, size_t *ret_size_bytes)
{
	char *bytes = NULL;
	size_t size = 0, capacity = 0, length;

	do {
		if (capacity - size < READ_SIZE) {
			capacity = 2 * capacity + READ_SIZE;
			bytes = memory_realloc(bytes, capacity);
		}
		length = fread(bytes + size, 1, READ_SIZE, stream);
		size += length;
	} while (length > 0 && size <= FILE_LIMIT_BYTES);
	if (ferror(stream) || size > FILE_LIMIT_BYTES) {
		complain("%s: %s", path, ferror(stream) ? strerror(errno) : "is too large");
		memory_free(bytes);
		return NULL;
	}
	*ret_size_bytes = size;
	return bytes;
}

struct csv_file *csv_file_read(const char *path)
{
	bool from_input = strcmp(path, "-") == 0;
	FILE *stream = from_input ? stdin : fopen(path, "re");
	struct csv_fault fault;
	size_t size_bytes;

	if (stream == NULL) {
		complain("%s: %s", path, strerror(errno));
		return NULL;
	}
	char *bytes = read_all(stream, path, &size_bytes);
	if (!from_input)
		(void)fclose(stream); /* it was only read */
	if (bytes == NULL)
		return NULL;
	struct csv_file *file = csv_file_of_bytes(bytes, size_bytes, &fault);
	memory_free(bytes);
	if (file == NULL)
		complain("%s: line %u: %s", path, fault.line, fault.what);
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

size_t csv_file_columns(const struct csv_file *file)
{
	return file->rows[0].count;
}

const char *csv_file_column(const struct csv_file *file, size_t column)
{
	return file->cells[column];
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

const char *csv_cell_at(const struct csv_file *file, size_t row, size_t column)
{
	const struct csv_row *found = &file->rows[row + 1];

	return column < found->count ? file->cells[found->first + column] : "";
}

const char *csv_cell(const struct csv_file *file, size_t row, const char *column)
{
	return csv_cell_at(file, row, column_find(file, column));
}
