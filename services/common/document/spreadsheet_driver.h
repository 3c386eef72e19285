/* spreadsheet_driver.h - what a format of spreadsheets can do, for spreadsheet.c alone */
#pragma once

#include "common/document/spreadsheet.h"

/* Cells count from 0. Functions return 0 or an ERROR_*; after a failure only close is called. */
struct spreadsheet_driver {
	/* With the headings as the first row, 0. */
	int (*open)(const char *path, const struct spreadsheet_options *options, void **ret_file);
	int (*text)(void *file, uint32_t row, uint16_t column, const char *text);
	int (*number)(void *file, uint32_t row, uint16_t column, int64_t number);
	int (*hundredths)(void *file, uint32_t row, uint16_t column, int64_t hundredths);
	int (*date)(void *file, uint32_t row, uint16_t column, const char *date);
	int (*blank)(void *file, uint32_t row, uint16_t column);
	int (*row_end)(void *file);
	/* Frees it in any case. */
	int (*close)(void *file);
};
