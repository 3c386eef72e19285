/* figure_sheet.h - figures as a table for office programs, in an answer
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "common/document/spreadsheet.h"
#include "common/reply.h"
#include "ocop/market/v1/queries.pb-c.h"

struct transaction;

#define FORMAT(name) OCOP__MARKET__V1__FIGURE_FORMAT__FIGURE_FORMAT_##name

/* A table to be made. Borrows all it points to for the call. */
struct figure_sheet {
	Ocop__Market__V1__FigureFormat format; /* unspecified: CSV */
	const char *file_name;                 /* without its ending */
	const struct spreadsheet_column *columns;
	size_t column_count;
	/* Writes every row. */
	void (*write)(struct transaction *tx, struct spreadsheet *sheet, const void *context);
	const void *context;
};

/* True for a format there is; else FIELD_INVALID is in the reply. */
bool figure_sheet_allow_format(struct reply *reply, Ocop__Market__V1__FigureFormat format);

/* Answers with common.v1.PrintedDocument; what cannot be written fails the transaction. */
enum decision figure_sheet_answer(struct transaction *tx, struct reply *reply,
				  const struct figure_sheet *sheet);
