/* xlsx.c - lists as Office Open XML, on libxlsxwriter
 *
 * In its constant-memory mode a row goes to disk when the next begins, its texts in the cells
 * themselves. A text is written as one, so it is never read as a formula.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/document/spreadsheet_driver.h"

/* Closing asks gmtime and rand, which have one memory for the whole process. */
static pthread_mutex_t closing = PTHREAD_MUTEX_INITIALIZER;

struct file {
	lxw_workbook *workbook;
	lxw_worksheet *worksheet;
	lxw_format *day_format;
};

static int error_of(lxw_error error)
{
	if (error == LXW_NO_ERROR)
		return 0;
	if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		return ERROR_TOO_LARGE;
	return errno == ENOSPC || errno == EDQUOT ? ERROR_DISK_FULL : ERROR_INPUT_OUTPUT;
}

static lxw_error write_headings(struct file *file, const struct spreadsheet_options *options)
{
	lxw_format *bold = workbook_add_format(file->workbook);
	lxw_error error = LXW_NO_ERROR;

	format_set_bold(bold);
	format_set_text_wrap(bold);
	format_set_align(bold, LXW_ALIGN_VERTICAL_CENTER);
	worksheet_freeze_panes(file->worksheet, 1, 0);
	for (size_t i = 0; !error && i < options->column_count; i++) {
		lxw_col_t column = (lxw_col_t)i;

		error = worksheet_set_column(file->worksheet, column, column,
					     options->columns[i].width, NULL);
		if (!error)
			error = worksheet_write_string(file->worksheet, 0, column,
						       options->columns[i].heading, bold);
	}
	return error;
}

static int xlsx_close(void *context)
{
	struct file *file = context;
	lxw_error error;

	(void)pthread_mutex_lock(&closing); /* a plain mutex: neither can fail */
	error = workbook_close(file->workbook);
	(void)pthread_mutex_unlock(&closing);
	memory_free(file);
	return error_of(error);
}

static int xlsx_open(const char *path, const struct spreadsheet_options *options, void **ret_file)
{
	struct file *file = memory_alloc(sizeof(*file));
	lxw_workbook_options workbook_options = {.constant_memory = LXW_TRUE,
						 .tmpdir = (char *)(uintptr_t)options->folder};
	lxw_doc_properties properties = {.created = (time_t)(options->created_us / 1000000)};
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;

	file->workbook = workbook_new_opt(path, &workbook_options);
	if (!file->workbook) {
		memory_free(file);
		return error_of(error);
	}
	file->worksheet = workbook_add_worksheet(file->workbook, options->name);
	if (file->worksheet) {
		file->day_format = workbook_add_format(file->workbook);
		format_set_num_format(file->day_format, "dd/mm/yyyy");
		error = workbook_set_properties(file->workbook, &properties);
	}
	if (!error)
		error = write_headings(file, options);
	if (error) {
		(void)xlsx_close(file); /* it failed already */
		return error_of(error);
	}
	*ret_file = file;
	return 0;
}

static int xlsx_text(void *context, uint32_t row, uint16_t column, const char *text)
{
	struct file *file = context;

	if (!*text)
		return 0;
	return error_of(worksheet_write_string(file->worksheet, row, column, text, NULL));
}

static int xlsx_number(void *context, uint32_t row, uint16_t column, int64_t number)
{
	struct file *file = context;

	return error_of(worksheet_write_number(file->worksheet, row, column, (double)number, NULL));
}

static int xlsx_hundredths(void *context, uint32_t row, uint16_t column, int64_t hundredths)
{
	struct file *file = context;

	return error_of(worksheet_write_number(file->worksheet, row, column,
					       (double)hundredths / 100, NULL));
}

static int xlsx_date(void *context, uint32_t row, uint16_t column, const char *date)
{
	struct file *file = context;
	lxw_datetime when = {0};

	if (sscanf(date, "%4d-%2d-%2d", &when.year, &when.month, &when.day) != 3)
		return xlsx_text(file, row, column, date); /* an old register's month or year */
	return error_of(
		worksheet_write_datetime(file->worksheet, row, column, &when, file->day_format));
}

static int xlsx_blank(void *context, uint32_t row, uint16_t column)
{
	(void)context; /* what is not written is blank */
	(void)row;
	(void)column;
	return 0;
}

static int xlsx_row_end(void *context)
{
	(void)context; /* the next row ends it */
	return 0;
}

const struct spreadsheet_driver spreadsheet_xlsx = {
	.open = xlsx_open,
	.text = xlsx_text,
	.number = xlsx_number,
	.hundredths = xlsx_hundredths,
	.date = xlsx_date,
	.blank = xlsx_blank,
	.row_end = xlsx_row_end,
	.close = xlsx_close,
};
