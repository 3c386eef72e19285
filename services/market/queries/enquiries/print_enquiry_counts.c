/* print_enquiry_counts.c - how many enquiries came, as a table, with the sums below
 *
 * Reads:   market.v1.PrintEnquiryCounts
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: FIELD_MISSING, DATE_INVALID, FIELD_INVALID
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/answers/trace.h"
#include "market/figures/figure_sheet.h"
#include "market/queries.h"
#include "market/records/enquiry_count.h"

/* A row has some 150 bytes; the file must fit into a reply. The sums are of all. */
enum { ROWS_MAX = 5000 };

static const struct spreadsheet_column columns[] = {
	{"Tháng", 10},       {"Mã xã", 10},       {"Xã, phường", 24},
	{"Sản phẩm", 32},    {"Lượt hỏi", 10},    {"Đã trả lời", 10},
	{"Đã kết thúc", 12}, {"Đã đặt hàng", 12}, {"Không đặt hàng", 14},
};

static void write_line(struct spreadsheet *sheet, const struct enquiry_count *count)
{
	spreadsheet_text(sheet, count->month);
	spreadsheet_text(sheet, count->commune_code);
	spreadsheet_text(sheet, count->commune_name);
	spreadsheet_text(sheet, count->product_name);
	spreadsheet_number(sheet, count->sent);
	spreadsheet_number(sheet, count->answered);
	spreadsheet_number(sheet, count->closed);
	spreadsheet_number(sheet, count->ordered);
	spreadsheet_number(sheet, count->not_ordered);
	spreadsheet_row_end(sheet);
}

static void write_lines(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	struct enquiry_count count;

	enquiry_counts_list(tx, context);
	while (enquiry_count_next(tx, &count))
		write_line(sheet, &count);
	enquiry_counts_total(tx, context, &count);
	count.month = "Tổng";
	write_line(sheet, &count);
}

enum decision print_enquiry_counts(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__PrintEnquiryCounts *query =
		(const Ocop__Market__V1__PrintEnquiryCounts *)message;
	const struct enquiry_count_filter filter = {
		.province_code = query->province_code,
		.commune_code = query->commune_code,
		.month_from = query->month_from,
		.month_until = query->month_until,
		.after_month = "",
		.after_commune = "",
		.after_listing = "",
		.limit = ROWS_MAX,
	};
	const struct figure_sheet sheet = {
		.format = query->format,
		.file_name = arena_printf(reply_arena(reply), "luot-hoi-mua-%s", trace_today(tx)),
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.write = write_lines,
		.context = &filter,
	};

	enquiry_counts_check(reply, &filter);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply))
		return REFUSED;

	return figure_sheet_answer(tx, reply, &sheet);
}
