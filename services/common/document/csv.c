/* csv.c - lists as CSV: RFC 4180, UTF-8 with a byte order mark
 *
 * Excel takes a cell that begins with = + - @ for a formula, even one in quotes, and one that
 * begins with a tab or carriage return after it has cut that off. An apostrophe before it makes it
 * a text (OWASP, CSV Injection). Numbers come from us and keep their minus.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/error.h"
#include "common/document/spreadsheet_driver.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";
static const char formula_beginnings[] = "=+-@\t\r\n";
static const char needs_quotes[] = ",\"\r\n";

static int error_now(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERROR_DISK_FULL : ERROR_INPUT_OUTPUT;
}

static int put(FILE *file, const char *text)
{
	return fputs(text, file) < 0 ? error_now() : 0;
}

/* A text between quotes, those in it doubled. */
static int put_quoted(FILE *file, const char *text, const char *before)
{
	if (putc('"', file) < 0 || fputs(before, file) < 0)
		return error_now();
	for (; *text; text++) {
		if (*text == '"' && putc('"', file) < 0)
			return error_now();
		if (putc(*text, file) < 0)
			return error_now();
	}
	return putc('"', file) < 0 ? error_now() : 0;
}

static int put_separator(FILE *file, uint16_t column)
{
	return column && putc(',', file) < 0 ? error_now() : 0;
}

static int csv_text(void *context, uint32_t row, uint16_t column, const char *text)
{
	FILE *file = context;
	const char *before = *text && strchr(formula_beginnings, *text) ? "'" : "";
	int error = put_separator(file, column);

	(void)row; /* rows come in their order */
	if (error)
		return error;
	if (text[strcspn(text, needs_quotes)])
		return put_quoted(file, text, before);
	error = put(file, before);
	return error ? error : put(file, text);
}

static int csv_number(void *context, uint32_t row, uint16_t column, int64_t number)
{
	FILE *file = context;
	int error = put_separator(file, column);

	(void)row; /* as above */
	if (error)
		return error;
	return fprintf(file, "%" PRId64, number) < 0 ? error_now() : 0;
}

static int csv_hundredths(void *context, uint32_t row, uint16_t column, int64_t hundredths)
{
	int error = csv_number(context, row, column, hundredths / 100);

	if (error)
		return error;
	return fprintf(context, ".%02d", (int)(hundredths % 100)) < 0 ? error_now() : 0;
}

static int csv_blank(void *context, uint32_t row, uint16_t column)
{
	(void)row; /* as above */
	return put_separator(context, column);
}

static int csv_row_end(void *context)
{
	return put(context, "\r\n");
}

static int put_headings(FILE *file, const struct spreadsheet_options *options)
{
	int error = put(file, byte_order_mark);

	for (size_t i = 0; !error && i < options->column_count; i++)
		error = csv_text(file, 0, (uint16_t)i, options->columns[i].heading);
	return error ? error : csv_row_end(file);
}

static int csv_open(const char *path, const struct spreadsheet_options *options, void **ret_file)
{
	FILE *file = fopen(path, "we");
	int error;

	if (!file)
		return error_now();
	error = put_headings(file, options);
	if (error) {
		(void)fclose(file); /* it failed already */
		return error;
	}
	*ret_file = file;
	return 0;
}

static int csv_close(void *context)
{
	FILE *file = context;
	int error = ferror(file) ? ERROR_INPUT_OUTPUT : 0;

	return fclose(file) && !error ? error_now() : error;
}

const struct spreadsheet_driver spreadsheet_csv = {
	.open = csv_open,
	.text = csv_text,
	.number = csv_number,
	.hundredths = csv_hundredths,
	.date = csv_text,
	.blank = csv_blank,
	.row_end = csv_row_end,
	.close = csv_close,
};
