/* print_exports.c - exports as a table for office programs
 *
 * Reads:   market.v1.PrintExports
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 *
 * The same rows as list_exports.c, the first ROWS_MAX of them: the entry that counts or, without
 * one, the last. A file that is cut says so in its last line.
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "market/answers/export.h"
#include "market/figures/figure_sheet.h"
#include "market/figures/trade/export_sums.h"
#include "market/queries.h"

/* Some 4,000 rows are what one answer holds. */
enum { ROWS_MAX = 4000 };

static const struct spreadsheet_column columns[] = {
	{"Mã bản ghi", 32},  {"Sản phẩm", 32},       {"Chủ thể", 32},
	{"Mã xã", 10},       {"Mã nước", 10},        {"Nước", 20},
	{"Năm", 8},          {"Tháng", 8},           {"Số lượng", 16},
	{"Đơn vị tính", 12}, {"Giá trị (đồng)", 18}, {"Giá trị (cent Mỹ)", 18},
	{"Mã HS", 12},       {"Bên mua", 20},        {"Hình thức", 20},
	{"Tình trạng", 16},
};

static const char *const buyers[] = {"",
				     "Nhà nhập khẩu",
				     "Nhà phân phối",
				     "Cửa hàng, chuỗi",
				     "Cơ sở chế biến",
				     "Người tiêu dùng",
				     "Khác"};
static const char *const ways[] = {"", "Chính ngạch", "Qua thương nhân"};
static const char *const states[] = {"", "Chờ xác nhận", "Đã xác nhận", "Không xác nhận"};

static void write_row(struct transaction *tx, struct spreadsheet *sheet,
		      const struct export_record *record)
{
	const Ocop__Market__V1__Export *message = export_message(tx, record);
	const Ocop__Market__V1__ExportContent *content;

	if (message->n_entries == 0)
		return; /* the load failed, which the transaction keeps */
	content = export_content_of(message);
	spreadsheet_text(sheet, record->export_id);
	spreadsheet_text(sheet, record->product_name);
	spreadsheet_text(sheet, record->producer_name);
	spreadsheet_text(sheet, record->commune_code);
	spreadsheet_text(sheet, content->country_code);
	spreadsheet_text(sheet, message->country_name_vi);
	spreadsheet_number(sheet, content->year);
	spreadsheet_number(sheet, content->month);
	spreadsheet_hundredths(sheet, (int64_t)content->quantity_hundredths);
	spreadsheet_text(sheet, content->unit);
	spreadsheet_number(sheet, (int64_t)content->value_dong);
	spreadsheet_number(sheet, (int64_t)content->value_usd_cents);
	spreadsheet_text(sheet, content->hs_code);
	spreadsheet_text(sheet, buyers[content->buyer]);
	spreadsheet_text(sheet, ways[content->way]);
	spreadsheet_text(sheet, states[record->state]);
	spreadsheet_row_end(sheet);
}

/* Who has the file sees that it is not all. */
static void write_cut(struct spreadsheet *sheet)
{
	spreadsheet_text(sheet, "Chỉ có 4.000 bản ghi đầu; hãy chọn hẹp hơn (nước, năm, xã)");
	for (size_t i = 1; i < sizeof columns / sizeof *columns; i++)
		spreadsheet_blank(sheet);
	spreadsheet_row_end(sheet);
}

/* Rows first, for each asks with statements of its own. */
static void write_rows(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	const struct export_question *question = context;
	struct export_record *records =
		arena_alloc(transaction_arena(tx), ROWS_MAX * sizeof(*records));
	struct export_record record;
	size_t count = 0;
	bool is_cut = false;

	exports_begin(tx, question, "");
	while (!is_cut && export_next(tx, &record)) {
		if (!export_may_see(tx, &record))
			continue;
		is_cut = count == ROWS_MAX;
		if (!is_cut)
			records[count++] = record;
	}
	if (is_cut)
		statement_end(tx);
	for (size_t i = 0; i < count; i++)
		write_row(tx, sheet, &records[i]);
	if (is_cut)
		write_cut(sheet);
}

enum decision print_exports(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__PrintExports *query =
		(const Ocop__Market__V1__PrintExports *)message;
	struct export_question question;
	struct figure_sheet sheet;

	export_question_read(reply, message, &question);
	export_question_narrow(transaction_caller(tx), &question);
	question.state = query->state;
	question.confirmed = query->confirmed;
	if (query->state > EXPORT_STATE(DECLINED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "state", NULL);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	sheet = (struct figure_sheet){
		.format = query->format,
		.file_name = arena_printf(
			transaction_arena(tx), "xuat-khau-%s",
			date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)))),
		.columns = columns,
		.column_count = sizeof columns / sizeof *columns,
		.write = write_rows,
		.context = &question,
	};
	return figure_sheet_answer(tx, reply, &sheet);
}
