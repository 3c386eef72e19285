/* print_enquiries.c - a producer's enquiries as a table, the newest first
 *
 * With how buyers can be reached: it is his own book of orders. As many as fit: 2,000.
 *
 * Reads:   market.v1.PrintEnquiries
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: DATE_INVALID, FIELD_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/figures/figure_sheet.h"
#include "market/queries.h"
#include "market/records/enquiry.h"
#include "market/rules/enquiry.h"

/* A row of long messages has some 500 bytes; the file must fit into a reply. First messages are cut
 * there too: the thread has all of them. */
enum { ROWS_MAX = 2000, FIRST_MESSAGE_SHOWN_BYTES = 240 };

static const struct spreadsheet_column columns[] = {
	{"Ngày hỏi", 12},    {"Sản phẩm", 32},   {"Chào hàng", 24}, {"Số lượng", 16},
	{"Người hỏi", 24},   {"Liên hệ", 24},    {"Lời nhắn", 48},  {"Số tin", 8},
	{"Chờ trả lời", 12}, {"Tình trạng", 14}, {"Kết quả", 14},   {"Ngày kết thúc", 12},
};

/* By the enumerators' numbers. */
static const char *const states[] = {"", "Đang trao đổi", "Đã kết thúc"};
static const char *const outcomes[] = {"", "Đã đặt hàng", "Không đặt hàng"};

/* To a whole character of UTF-8. */
static const char *shortened(struct transaction *tx, const char *text)
{
	size_t size = strlen(text);

	if (size <= FIRST_MESSAGE_SHOWN_BYTES)
		return text;
	size = FIRST_MESSAGE_SHOWN_BYTES;
	while (((unsigned char)text[size] & 0xC0u) == 0x80u)
		size--;
	return arena_printf(transaction_arena(tx), "%.*s…", (int)size, text);
}

static const char *first_message(struct transaction *tx, const char *enquiry_id)
{
	struct enquiry_message first = {.text = ""};

	enquiry_messages(tx, enquiry_id);
	if (enquiry_message_next(tx, &first))
		statement_end(tx);
	return shortened(tx, first.text);
}

static void write_row(struct transaction *tx, struct spreadsheet *sheet,
		      const struct enquiry *enquiry)
{
	bool waits =
		enquiry->state == ENQUIRY_STATE(OPEN) && enquiry->last_side == ENQUIRY_SIDE(BUYER);
	struct contact contact;

	enquiry_contact_load(tx, enquiry, &contact);
	spreadsheet_date(sheet, enquiry->sent_on);
	spreadsheet_text(sheet, enquiry->product_name);
	spreadsheet_text(sheet, enquiry->offer_name);
	spreadsheet_text(sheet, enquiry->quantity);
	spreadsheet_text(sheet, contact.name);
	spreadsheet_text(sheet, contact.reached_by);
	spreadsheet_text(sheet, first_message(tx, enquiry->enquiry_id));
	spreadsheet_number(sheet, enquiry->message_count);
	spreadsheet_text(sheet, waits ? "Có" : "");
	spreadsheet_text(sheet, states[enquiry->state]);
	spreadsheet_text(sheet, outcomes[enquiry->outcome]);
	spreadsheet_date(sheet, enquiry->closed_on);
	spreadsheet_row_end(sheet);
}

struct enquiry_table {
	struct enquiry *enquiries;
	size_t count;
};

static void write_rows(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	const struct enquiry_table *table = context;

	for (size_t i = 0; i < table->count; i++)
		write_row(tx, sheet, &table->enquiries[i]);
}

static void read_rows(struct transaction *tx, const Ocop__Market__V1__PrintEnquiries *query,
		      struct enquiry_table *table)
{
	const struct enquiry_filter filter = {
		.producer_id = query->producer_id,
		.account_id = "",
		.sent_from = query->sent_from,
		.sent_until = query->sent_until,
		.before = INT64_MAX,
		.limit = ROWS_MAX,
	};

	table->enquiries = arena_alloc(transaction_arena(tx), ROWS_MAX * sizeof(*table->enquiries));
	enquiries_list(tx, &filter);
	while (enquiry_next(tx, &table->enquiries[table->count]))
		table->count++;
}

enum decision print_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__PrintEnquiries *query =
		(const Ocop__Market__V1__PrintEnquiries *)message;
	struct enquiry_table table = {0};
	const struct figure_sheet sheet = {
		.format = query->format,
		.file_name = arena_printf(reply_arena(reply), "hoi-mua-%s", trace_today(tx)),
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.write = write_rows,
		.context = &table,
	};

	(void)allow_date(reply, "sent_from", query->sent_from);
	(void)allow_date(reply, "sent_until", query->sent_until);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply))
		return REFUSED;

	read_rows(tx, query, &table);
	return figure_sheet_answer(tx, reply, &sheet);
}
