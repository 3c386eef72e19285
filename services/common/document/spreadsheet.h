/* spreadsheet.h - a list as a file that office programs open, CSV or XLSX, written row by row
 *
 * Rows go to disk as they come: a list may be longer than memory. What people have typed is data
 * and never a formula, whatever it begins with. A spreadsheet keeps its first failure: the calls
 * after it do nothing that lasts, and spreadsheet_close tells. One spreadsheet belongs to one
 * thread; several threads may each write one.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct spreadsheet;
struct spreadsheet_driver;

struct spreadsheet_column {
	const char *heading;
	double width; /* in letters, where the format knows one */
};

struct spreadsheet_options {
	const struct spreadsheet_driver *driver;
	const char *name; /* of the sheet, at most 31 characters; where the format has one */
	const struct spreadsheet_column *columns;
	size_t column_count;
	int64_t created_us; /* the only time in the file */
	const char *folder; /* for what the format keeps beside the file until it is closed */
};

/* UTF-8 with a byte order mark, as Excel reads it; commas, CRLF (RFC 4180). Texts that a program
 * would take for a formula begin with an apostrophe. */
extern const struct spreadsheet_driver spreadsheet_csv;

/* Office Open XML: texts are texts, numbers and days are numbers and days. */
extern const struct spreadsheet_driver spreadsheet_xlsx;

/* Begins a list with its headings in a file that is made or emptied; all that is in the options is
 * borrowed for the call, the driver for good. 0 or an ERROR_*. */
int spreadsheet_open(const char *path, const struct spreadsheet_options *options,
		     struct spreadsheet **ret_sheet);

/* The next cell of the row. A text is valid UTF-8; a day is YYYY-MM-DD, or "" for none; a number is
 * within 2^53, which doubles hold exactly. */
void spreadsheet_text(struct spreadsheet *sheet, const char *text);
void spreadsheet_number(struct spreadsheet *sheet, int64_t number);
/* A number with two decimals, of its hundredths; not below 0. */
void spreadsheet_hundredths(struct spreadsheet *sheet, int64_t hundredths);
void spreadsheet_date(struct spreadsheet *sheet, const char *date);
void spreadsheet_blank(struct spreadsheet *sheet);

/* Ends the row: a cell for every column must have come. */
void spreadsheet_row_end(struct spreadsheet *sheet);

/* Writes what is left and frees it, also after a failure. 0 or the first ERROR_*. */
int spreadsheet_close(struct spreadsheet *sheet);
