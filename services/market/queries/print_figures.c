/* print_figures.c - figures as a table for office programs
 *
 * Reads:   market.v1.PrintFigures
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID
 *
 * All lines, however many: 10,602 former communes have some 500 KiB as CSV.
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/figure_question.h"
#include "market/figures/figure_sheet.h"
#include "market/queries.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The code and names of the line come first. */
enum { LINE_COLUMNS = 3, COLUMNS = LINE_COLUMNS + FIGURE_MEASURES };

static const struct spreadsheet_column columns[COLUMNS] = {
	{"Mã", 16},
	{"Tên", 32},
	{"Tên tiếng Anh", 32},
	[LINE_COLUMNS - 1 + MEASURE(RECOGNITIONS)] = {"Lượt công nhận", 14},
	[LINE_COLUMNS - 1 + MEASURE(PRODUCTS)] = {"Sản phẩm từng được công nhận", 14},
	[LINE_COLUMNS - 1 + MEASURE(VALID)] = {"Còn hiệu lực", 14},
	[LINE_COLUMNS - 1 + MEASURE(EXPIRING)] = {"Sắp hết hạn", 14},
	[LINE_COLUMNS - 1 + MEASURE(EXPIRED)] = {"Đã hết hạn", 14},
	[LINE_COLUMNS - 1 + MEASURE(LAPSED)] = {"Hết hạn, chưa công nhận lại", 14},
	[LINE_COLUMNS - 1 + MEASURE(REVOKED)] = {"Bị thu hồi", 14},
	[LINE_COLUMNS - 1 + MEASURE(REPLACED)] = {"Được thay thế", 14},
	[LINE_COLUMNS - 1 + MEASURE(RENEWED)] = {"Được công nhận lại", 14},
	[LINE_COLUMNS - 1 + MEASURE(SUSPENDED)] = {"Tạm đình chỉ", 14},
	[LINE_COLUMNS - 1 + MEASURE(NOT_VERIFIED)] = {"Chưa xác minh", 14},
};

static void write_counts(struct spreadsheet *sheet, const struct figure_line *line)
{
	for (Ocop__Market__V1__FigureMeasure measure = MEASURE(RECOGNITIONS);
	     measure <= FIGURE_MEASURES; measure++)
		spreadsheet_number(sheet, line->counts[measure]);
	spreadsheet_row_end(sheet);
}

/* What is asked, and what was counted. */
struct printed_figures {
	Ocop__Market__V1__FigureBy by;
	const struct figure_page *page;
};

static void write_lines(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	const struct printed_figures *figures = context;
	const struct figure_page *page = figures->page;

	for (size_t i = 0; figures->by != BY(UNSPECIFIED) && i < page->count; i++) {
		const struct figure_line *line = &page->lines[i];
		struct figure_name name = figure_name(tx, figures->by, line->code);

		spreadsheet_text(sheet, line->code);
		spreadsheet_text(sheet, *line->code ? name.vi : "Chưa rõ");
		spreadsheet_text(sheet, *line->code ? name.en : "Not known");
		write_counts(sheet, line);
	}
	spreadsheet_text(sheet, "");
	spreadsheet_text(sheet, "Tổng");
	spreadsheet_text(sheet, "Total");
	write_counts(sheet, &page->total);
}

enum decision print_figures(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__PrintFigures *query =
		(const Ocop__Market__V1__PrintFigures *)message;
	struct arena *arena = transaction_arena(tx);
	struct figure_page page = {.after = "", .limit = FIGURE_LINES_MAX};
	const struct printed_figures printed = {.by = query->by, .page = &page};
	struct figure_question question;
	struct figure_sheet sheet;

	(void)figure_question_read(tx, reply, message, &question);
	(void)figure_allow_by(reply, query->by);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	page.lines = arena_alloc(arena, page.limit * sizeof *page.lines);
	figures_count(tx, &question, query->by, &page);
	if (transaction_failed(tx))
		return FAILED;

	sheet = (struct figure_sheet){
		.format = query->format,
		.file_name = arena_printf(arena, "so-lieu-ocop-%s", date_text(arena, question.day)),
		.columns = columns,
		.column_count = COLUMNS,
		.write = write_lines,
		.context = &printed,
	};
	return figure_sheet_answer(tx, reply, &sheet);
}
