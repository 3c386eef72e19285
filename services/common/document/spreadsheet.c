/* spreadsheet.c - cells in their order, whatever the format */
#include "common/document/spreadsheet.h"

#include <assert.h>
#include <stdbool.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/document/spreadsheet_driver.h"

/* Excel's last row; a list beyond it would be cut without a word. */
enum { ROWS_MAX = 1048576 };

struct spreadsheet {
	const struct spreadsheet_driver *driver;
	void *file;
	int error; /* the first failure, or 0 */
	uint16_t column_count;
	uint16_t column; /* of the next cell */
	uint32_t row;
};

int spreadsheet_open(const char *path, const struct spreadsheet_options *options,
		     struct spreadsheet **ret_sheet)
{
	struct spreadsheet *sheet = memory_alloc(sizeof(*sheet));
	int error = options->driver->open(path, options, &sheet->file);

	if (error) {
		memory_free(sheet);
		return error;
	}
	sheet->driver = options->driver;
	sheet->column_count = (uint16_t)options->column_count;
	sheet->row = 1;
	*ret_sheet = sheet;
	return 0;
}

/* True when a cell can be written: nothing has failed, and the row has room. */
static bool has_room(struct spreadsheet *sheet)
{
	assert(sheet->column < sheet->column_count && "a cell for each column");
	if (!sheet->error && sheet->row >= ROWS_MAX)
		sheet->error = ERROR_TOO_LARGE;
	return !sheet->error;
}

void spreadsheet_text(struct spreadsheet *sheet, const char *text)
{
	if (has_room(sheet))
		sheet->error = sheet->driver->text(sheet->file, sheet->row, sheet->column, text);
	sheet->column++;
}

void spreadsheet_number(struct spreadsheet *sheet, int64_t number)
{
	if (has_room(sheet))
		sheet->error =
			sheet->driver->number(sheet->file, sheet->row, sheet->column, number);
	sheet->column++;
}

void spreadsheet_hundredths(struct spreadsheet *sheet, int64_t hundredths)
{
	if (has_room(sheet))
		sheet->error = sheet->driver->hundredths(sheet->file, sheet->row, sheet->column,
							 hundredths);
	sheet->column++;
}

void spreadsheet_date(struct spreadsheet *sheet, const char *date)
{
	if (!*date) {
		spreadsheet_blank(sheet);
		return;
	}
	if (has_room(sheet))
		sheet->error = sheet->driver->date(sheet->file, sheet->row, sheet->column, date);
	sheet->column++;
}

void spreadsheet_blank(struct spreadsheet *sheet)
{
	if (has_room(sheet))
		sheet->error = sheet->driver->blank(sheet->file, sheet->row, sheet->column);
	sheet->column++;
}

void spreadsheet_row_end(struct spreadsheet *sheet)
{
	assert(sheet->column == sheet->column_count && "a cell for each column");
	if (!sheet->error)
		sheet->error = sheet->driver->row_end(sheet->file);
	sheet->column = 0;
	sheet->row++;
}

int spreadsheet_close(struct spreadsheet *sheet)
{
	int error = sheet->driver->close(sheet->file);

	if (sheet->error)
		error = sheet->error;
	memory_free(sheet);
	return error;
}
