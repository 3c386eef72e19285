/* print_funnel.c - the funnel of a round or year as a table for office programs
 *
 * Reads:   market.v1.PrintFunnel
 * Answers: common.v1.PrintedDocument, CSV or XLSX
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 *
 * Public, as the funnel is.
 */
#include "common/base/arena.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/figures/figure_sheet.h"
#include "market/figures/funnel/funnel_question.h"
#include "market/queries.h"
#include "ocop/market/v1/queries.pb-c.h"

static const struct spreadsheet_column columns[] = {
	{"Mã", 16},
	{"Bước", 32},
	{"Tên tiếng Anh", 32},
	{"Hồ sơ đã tới", 14},
	{"Số ngày giữa (trung vị)", 14},
	{"Số ngày lâu nhất", 14},
	{"Đang chờ", 14},
	{"Chờ lâu nhất đến nay (ngày)", 14},
};

static const struct {
	const char *code, *vi, *en;
} steps[FUNNEL_STEPS + 1] = {
	[STEP(FILED)] = {"FILED", "Đã nộp", "Filed"},
	[STEP(SCREENED)] = {"SCREENED", "Xã đã xem xét", "Screened"},
	[STEP(PROPOSED)] = {"PROPOSED", "Đã đề nghị", "Proposed"},
	[STEP(ADMITTED)] = {"ADMITTED", "Vào đợt đánh giá", "Admitted to a round"},
	[STEP(SCORED)] = {"SCORED", "Đã chấm", "Scored"},
	[STEP(DECIDED)] = {"DECIDED", "Đã quyết định", "Decided"},
	[STEP(RECOGNISED)] = {"RECOGNISED", "Được công nhận", "Recognised"},
};

/* Half days with one decimal, as people write them here: "3,5". */
static const char *days_text(struct transaction *tx, uint32_t half_days)
{
	return arena_printf(transaction_arena(tx), "%u%s", half_days / 2,
			    half_days % 2 ? ",5" : "");
}

static void write_days(struct transaction *tx, struct spreadsheet *sheet,
		       Ocop__Market__V1__FunnelStep step, const struct funnel_line *line)
{
	if (step == STEP(FILED) || step == STEP(RECOGNISED)) { /* nothing was waited for */
		spreadsheet_blank(sheet);
		spreadsheet_blank(sheet);
		return;
	}
	spreadsheet_text(sheet, days_text(tx, line->median_half_days));
	spreadsheet_number(sheet, line->longest_days);
}

static void write_withdrawn(struct spreadsheet *sheet, uint64_t withdrawn)
{
	spreadsheet_text(sheet, "WITHDRAWN");
	spreadsheet_text(sheet, "Đã rút");
	spreadsheet_text(sheet, "Withdrawn");
	spreadsheet_number(sheet, (int64_t)withdrawn);
	for (size_t i = 4; i < sizeof columns / sizeof *columns; i++)
		spreadsheet_blank(sheet);
	spreadsheet_row_end(sheet);
}

static void write_steps(struct transaction *tx, struct spreadsheet *sheet, const void *context)
{
	const struct funnel_sums *sums = context;

	for (Ocop__Market__V1__FunnelStep step = STEP(FILED); step <= FUNNEL_STEPS; step++) {
		const struct funnel_line *line = &sums->lines[step];

		spreadsheet_text(sheet, steps[step].code);
		spreadsheet_text(sheet, steps[step].vi);
		spreadsheet_text(sheet, steps[step].en);
		spreadsheet_number(sheet, (int64_t)line->count);
		write_days(tx, sheet, step, line);
		spreadsheet_number(sheet, (int64_t)line->waiting);
		spreadsheet_number(sheet, line->longest_waiting_days);
		spreadsheet_row_end(sheet);
	}
	write_withdrawn(sheet, sums->withdrawn);
}

enum decision print_funnel(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__PrintFunnel *query = (const Ocop__Market__V1__PrintFunnel *)message;
	struct funnel_question question;
	struct figure_sheet sheet;
	struct funnel_sums sums;

	(void)funnel_question_read(tx, reply, message, query->year, &question);
	(void)figure_sheet_allow_format(reply, query->format);
	if (reply_refused(reply)) /* asked once, for both */
		return REFUSED;

	funnel_count(tx, &question, &sums);
	if (transaction_failed(tx))
		return FAILED;

	sheet = (struct figure_sheet){
		.format = query->format,
		.file_name = *question.round_id ? "ho-so-ocop-theo-dot"
						: arena_printf(transaction_arena(tx),
							       "ho-so-ocop-%s", question.from_on),
		.columns = columns,
		.column_count = sizeof columns / sizeof *columns,
		.write = write_steps,
		.context = &sums,
	};
	return figure_sheet_answer(tx, reply, &sheet);
}
