/* csv_fuzz.c - any bytes as a table
 *
 * Whatever is taken has a head, names a line for each row, in order, and has no cell that is not
 * text with plain line ends; written again as UTF-8 with a mark, it is the same table.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/csv_file.h"
#include "common/base/memory.h"

/* All cells, quoted, with this separator. */
static char *write_again(const struct csv_file *file, char separator, size_t *ret_size_bytes)
{
	size_t rows = csv_file_rows(file);
	size_t capacity = 16;
	char *text;
	char *end;

	for (size_t row = 0; row <= rows; row++)
		for (size_t i = 0; i < csv_file_columns(file); i++)
			capacity += 2 * strlen(row == 0 ? csv_file_column(file, i)
							: csv_cell_at(file, row - 1, i)) +
				    4;
	text = memory_alloc(capacity + 2 * rows);
	memcpy(text, "\xef\xbb\xbf", 3);
	end = text + 3;
	for (size_t row = 0; row <= rows; row++) {
		for (size_t i = 0; i < csv_file_columns(file); i++) {
			const char *cell =
				row == 0 ? csv_file_column(file, i) : csv_cell_at(file, row - 1, i);
			if (i > 0)
				*end++ = separator;
			*end++ = '"';
			for (; *cell != '\0'; cell++) {
				if (*cell == '"')
					*end++ = '"';
				*end++ = *cell;
			}
			*end++ = '"';
		}
		*end++ = '\r';
		*end++ = '\n';
	}
	*ret_size_bytes = (size_t)(end - text);
	return text;
}

static void must_be_equal(const struct csv_file *file, const struct csv_file *again)
{
	if (again == NULL || csv_file_columns(again) != csv_file_columns(file))
		abort();
	for (size_t i = 0; i < csv_file_columns(file); i++)
		if (strcmp(csv_file_column(file, i), csv_file_column(again, i)) != 0)
			abort();
}

static void must_be_sound(const struct csv_file *file)
{
	unsigned line = 0;

	for (size_t row = 0; row < csv_file_rows(file); row++) {
		if (csv_file_line(file, row) <= line)
			abort();
		line = csv_file_line(file, row);
		for (size_t i = 0; i < csv_file_columns(file); i++)
			if (strchr(csv_cell_at(file, row, i), '\r') != NULL)
				abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	struct csv_fault fault;
	struct csv_file *file = csv_file_of_bytes((const char *)bytes, size_bytes, &fault);
	struct csv_file *again;
	size_t again_bytes;
	char *text;

	if (file == NULL) {
		if (fault.what == NULL || fault.line == 0)
			abort();
		return 0;
	}
	must_be_sound(file);
	text = write_again(file, ';', &again_bytes);
	again = csv_file_of_bytes(text, again_bytes, &fault);
	/* One column alone shows no separator; it is then the comma and the cells are the same. */
	must_be_equal(file, again);
	memory_free(text);
	csv_file_destroy(again);
	csv_file_destroy(file);
	return 0;
}
