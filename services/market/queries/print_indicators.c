/* print_indicators.c - the programme's indicators as a table for office programs
 *
 * Reads:   market.v1.PrintIndicators
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, ROLE_MISSING (lines and parts, for who is no office)
 *
 * What is withheld is an empty line, as it is on the page.
 */
#include "common/base/arena.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/figure_sheet.h"
#include "market/figures/indicators/indicator_sums.h"
#include "market/queries.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The code and names of the line, the indicators, what is recorded, certificates by kind. */
enum {
	LINE_COLUMNS = 3,
	RECORD_COLUMN = LINE_COLUMNS + INDICATORS,
	HELD_COLUMN = RECORD_COLUMN + 4,
	COLUMNS = HELD_COLUMN + HELD_KINDS,
};

static const struct spreadsheet_column columns[COLUMNS] = {
	{"Mã", 16},
	{"Tên", 32},
	{"Tên tiếng Anh", 32},
	[LINE_COLUMNS - 1 + INDICATOR(REPORTED)] = {"Chủ thể đã báo cáo", 14},
	[LINE_COLUMNS - 1 + INDICATOR(REVENUE_COMPARED)] = {"So được doanh thu", 14},
	[LINE_COLUMNS - 1 + INDICATOR(REVENUE_GREW)] = {"Doanh thu tăng", 14},
	[LINE_COLUMNS - 1 + INDICATOR(CAPACITY_COMPARED)] = {"So được công suất", 14},
	[LINE_COLUMNS - 1 + INDICATOR(CAPACITY_GREW)] = {"Công suất tăng", 14},
	[LINE_COLUMNS - 1 + INDICATOR(IN_LINKED_CHAIN)] = {"Trong chuỗi liên kết", 14},
	[LINE_COLUMNS - 1 + INDICATOR(LOCAL_LABOUR)] = {"Từ 5 lao động địa phương", 14},
	[LINE_COLUMNS - 1 + INDICATOR(WITH_LINKAGE)] = {"Chủ thể có liên kết", 14},
	[LINE_COLUMNS - 1 + INDICATOR(WITH_CERTIFICATE)] = {"Chủ thể có chứng nhận khác", 14},
	[LINE_COLUMNS - 1 + INDICATOR(WITH_AREA)] = {"Chủ thể có vùng nguyên liệu", 14},
	[RECORD_COLUMN] = {"Liên kết", 14},
	{"Vùng nguyên liệu", 14},
	{"Diện tích (phần trăm ha)", 14},
	{"Hộ tham gia", 14},
	[HELD_COLUMN - 1 + HELD(FOOD_SAFETY)] = {"An toàn thực phẩm", 14},
	[HELD_COLUMN - 1 + HELD(FOOD_SAFETY_CHAIN)] = {"Chuỗi an toàn thực phẩm", 14},
	[HELD_COLUMN - 1 + HELD(ORGANIC)] = {"Hữu cơ", 14},
	[HELD_COLUMN - 1 + HELD(VIETGAP)] = {"VietGAP", 14},
	[HELD_COLUMN - 1 + HELD(GACP_WHO)] = {"GACP-WHO", 14},
	[HELD_COLUMN - 1 + HELD(HACCP)] = {"HACCP", 14},
	[HELD_COLUMN - 1 + HELD(ISO_22000)] = {"ISO 22000", 14},
	[HELD_COLUMN - 1 + HELD(GMP)] = {"GMP", 14},
	[HELD_COLUMN - 1 + HELD(TRADEMARK)] = {"Nhãn hiệu", 14},
	[HELD_COLUMN - 1 + HELD(GEOGRAPHICAL_INDICATION)] = {"Chỉ dẫn địa lý", 14},
	[HELD_COLUMN - 1 + HELD(OTHER)] = {"Chứng nhận khác", 14},
};

static void write_sums(struct spreadsheet *sheet, bool for_anybody,
		       const struct indicator_sums *sums)
{
	for (int one = 1; one <= INDICATORS; one++)
		spreadsheet_number(sheet, (int64_t)sums->counts[one]);
	spreadsheet_number(sheet, (int64_t)sums->linkages);
	spreadsheet_number(sheet, (int64_t)sums->areas);
	if (indicator_areas_are_withheld(sums, for_anybody)) {
		spreadsheet_blank(sheet);
		spreadsheet_blank(sheet);
	} else {
		spreadsheet_number(sheet, (int64_t)sums->hectares_hundredths);
		spreadsheet_number(sheet, (int64_t)sums->households);
	}
	for (int kind = 1; kind <= HELD_KINDS; kind++)
		spreadsheet_number(sheet, (int64_t)sums->held[kind]);
}

/* What is asked, and what was counted. */
struct printed_indicators {
	const struct indicator_question *question;
	const struct indicator_table *table;
	bool for_anybody;
};

static void write_line(struct spreadsheet *sheet, const struct printed_indicators *printed,
		       const char *code, const struct figure_name *name,
		       const struct indicator_sums *sums)
{
	spreadsheet_text(sheet, code);
	spreadsheet_text(sheet, name->vi);
	spreadsheet_text(sheet, name->en);
	if (indicator_is_withheld(sums, printed->for_anybody)) {
		for (int i = LINE_COLUMNS; i < COLUMNS; i++)
			spreadsheet_blank(sheet);
	} else {
		write_sums(sheet, printed->for_anybody, sums);
	}
	spreadsheet_row_end(sheet);
}

static void write_lines(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	static const struct figure_name unknown = {"Chưa rõ", "Not known"};
	static const struct figure_name total = {"Tổng", "Total"};
	const struct printed_indicators *printed = context;
	const struct indicator_table *table = printed->table;
	Ocop__Market__V1__FigureBy by = printed->question->by;

	for (size_t i = 0; by != BY(UNSPECIFIED) && i < table->count; i++) {
		const char *code = table->lines[i].code;
		struct figure_name name = *code ? figure_name(tx, by, code) : unknown;

		write_line(sheet, printed, code, &name, &table->lines[i]);
	}
	if (by != BY(YEAR)) /* years do not add up: one producer reports on each */
		write_line(sheet, printed, "", &total, &table->total);
}

enum decision print_indicators(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__PrintIndicators *query =
		(const Ocop__Market__V1__PrintIndicators *)message;
	struct printed_indicators printed;
	struct indicator_question question;
	struct indicator_table table;
	struct figure_sheet sheet;
	bool for_anybody;

	(void)indicator_question_read(tx, reply, message, query->year, &question);
	(void)indicator_question_read_by(tx, reply, query->by, &question, &for_anybody);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	indicators_sum_up(tx, &question, for_anybody, &table);
	if (transaction_failed(tx))
		return FAILED;

	printed = (struct printed_indicators){&question, &table, for_anybody};
	sheet = (struct figure_sheet){
		.format = query->format,
		.file_name = arena_printf(transaction_arena(tx), "chi-tieu-ocop-%u", question.year),
		.columns = columns,
		.column_count = COLUMNS,
		.write = write_lines,
		.context = &printed,
	};
	return figure_sheet_answer(tx, reply, &sheet);
}
