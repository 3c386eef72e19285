/* figure_sheet.c - figures as a table for office programs, in an answer */
#include "market/figures/figure_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/whole_file.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/queries.pb-c.h"

/* Less than a reply may have. */
enum { PRINTED_LIMIT_BYTES = 1000 * 1000 };

bool figure_sheet_allow_format(struct reply *reply, Ocop__Market__V1__FigureFormat format)
{
	if (format <= FORMAT(XLSX))
		return true;
	reply_refuse(reply, REFUSAL(FIELD_INVALID), "format", NULL);
	return false;
}

/* A spreadsheet is written to a file; one with no name is gone with the last who has it open. */
static int write_file(struct transaction *tx, const struct figure_sheet *asked, const char *path)
{
	const struct spreadsheet_options options = {
		.driver = asked->format == FORMAT(XLSX) ? &spreadsheet_xlsx : &spreadsheet_csv,
		.name = "OCOP",
		.columns = asked->columns,
		.column_count = asked->column_count,
		.created_us = transaction_now_us(tx),
		.folder = P_tmpdir,
	};
	struct spreadsheet *sheet;
	int error = spreadsheet_open(path, &options, &sheet);

	if (error)
		return error;
	asked->write(tx, sheet, asked->context);
	return spreadsheet_close(sheet);
}

/* Made, read and taken away within the query. */
static int make(struct transaction *tx, const struct figure_sheet *asked,
		ProtobufCBinaryData *ret_content)
{
	char *path = arena_strdup(transaction_arena(tx), P_tmpdir "/ocop-figures-XXXXXX");
	int file = mkstemp(path);
	int error;

	if (file < 0)
		return ERROR_INPUT_OUTPUT;
	(void)close(file); /* nothing was written */
	error = write_file(tx, asked, path);
	if (!error)
		error = whole_file_read(path, PRINTED_LIMIT_BYTES, transaction_arena(tx),
					&ret_content->data, &ret_content->len);
	(void)unlink(path); /* it is there: we made it */
	return error;
}

enum decision figure_sheet_answer(struct transaction *tx, struct reply *reply,
				  const struct figure_sheet *sheet)
{
	Ocop__Common__V1__PrintedDocument answer = OCOP__COMMON__V1__PRINTED_DOCUMENT__INIT;
	int error = make(tx, sheet, &answer.content);

	if (error) {
		transaction_fail(tx, error);
		return FAILED;
	}
	answer.file_name = arena_printf(transaction_arena(tx), "%s.%s", sheet->file_name,
					sheet->format == FORMAT(XLSX) ? "xlsx" : "csv");
	answer.is_public = true;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
