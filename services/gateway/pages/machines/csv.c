/* csv.c - a small table as CSV (RFC 4180), in memory */
#include "gateway/pages/machines/csv.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/memory.h"

enum { FIRST_CAPACITY = 4096 };

static void append(struct csv_answer *csv, const char *bytes, size_t size_bytes)
{
	while (csv->size_bytes + size_bytes > csv->capacity) {
		csv->capacity = csv->capacity ? 2 * csv->capacity : FIRST_CAPACITY;
		csv->text = memory_realloc(csv->text, csv->capacity);
	}
	memcpy(csv->text + csv->size_bytes, bytes, size_bytes);
	csv->size_bytes += size_bytes;
}

void csv_answer_init(struct csv_answer *csv)
{
	*csv = (struct csv_answer){0};
	append(csv, "\xef\xbb\xbf", 3);
}

void csv_answer_deinit(struct csv_answer *csv)
{
	memory_free(csv->text);
	*csv = (struct csv_answer){0};
}

void csv_answer_cell(struct csv_answer *csv, const char *text)
{
	bool is_formula = *text && strchr("=+-@\t\r\n", *text);
	bool is_quoted = is_formula || strpbrk(text, "\",\r\n");

	if (csv->row_has_cells)
		append(csv, ",", 1);
	csv->row_has_cells = true;
	if (is_quoted)
		append(csv, "\"", 1);
	if (is_formula)
		append(csv, "'", 1);
	for (; *text; text++) {
		if (*text == '"')
			append(csv, "\"", 1);
		append(csv, text, 1);
	}
	if (is_quoted)
		append(csv, "\"", 1);
}

void csv_answer_row_end(struct csv_answer *csv)
{
	append(csv, "\r\n", 2);
	csv->row_has_cells = false;
}
