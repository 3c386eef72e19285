/* list_figure_rows.c - the recognitions behind one figure
 *
 * Reads:   market.v1.ListFigureRows
 * Answers: market.v1.ListFigureRowsReply, a page by code, and how many there are on all pages
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID
 *
 * Anybody may read them: no row says more of a recognition than its public verification does.
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/figure_question.h"
#include "market/figures/figure_span.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { CURSOR_LENGTH_MAX = 32 };

static char *day_told(struct arena *arena, int32_t day)
{
	return day == FIGURE_DAY_FIRST || day == FIGURE_DAY_NEVER ? message_text("")
								  : date_text(arena, day);
}

/* Names beside codes. */
static void name_codes(struct transaction *tx, const struct figure_row *row,
		       Ocop__Market__V1__FigureRow *message)
{
	struct figure_name sector = figure_name(tx, BY(SECTOR), row->sector);
	struct figure_name set = figure_name(
		tx, BY(SET), arena_printf(transaction_arena(tx), "%lld", (long long)row->set_no));
	struct figure_name form = figure_name(tx, BY(LEGAL_FORM), row->legal_form);

	message->sector_name = message_text(sector.vi);
	message->sector_name_en = message_text(sector.en);
	message->set_name = message_text(set.vi);
	message->set_name_en = message_text(set.en);
	message->commune_name = message_text(row->commune_name);
	message->commune_name_en = message_text(row->commune_name_en);
	message->province_name = message_text(row->province_name);
	message->province_name_en = message_text(row->province_name_en);
	message->legal_form = message_text(row->legal_form);
	message->legal_form_name = message_text(form.vi);
	message->legal_form_name_en = message_text(form.en);
}

static Ocop__Market__V1__FigureRow *row_message(struct transaction *tx,
						const struct figure_row *row)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__FigureRow *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__figure_row__init(message);
	message->code = message_text(row->code);
	message->number = message_text(row->number);
	message->product_id = message_text(row->product_id);
	message->product_name = message_text(row->product_name);
	message->producer_name = message_text(row->producer_name);
	message->star = (uint32_t)row->star;
	message->sector_code = message_text(row->sector);
	message->set_no = (uint32_t)row->set_no;
	message->commune_code = message_text(row->commune_code);
	message->province_code = message_text(row->province_code);
	name_codes(tx, row, message);
	message->state = row->state;
	message->recognised_on = day_told(arena, row->from_day);
	/* A date beside a recognition that nobody has verified would read like one that holds. */
	message->valid_until = day_told(
		arena, row->state == MEASURE(NOT_VERIFIED) ? FIGURE_DAY_NEVER : row->end_day);
	return message;
}

/* How many rows the figure counts, by the statement that counts all figures. */
static uint64_t count_of(struct transaction *tx, const struct figure_question *question,
			 Ocop__Market__V1__FigureMeasure measure)
{
	struct figure_line line;
	struct figure_page page = {.after = "", .limit = 1, .lines = &line};

	figures_count(tx, question, BY(UNSPECIFIED), &page);
	return (uint64_t)page.total.counts[measure];
}

enum decision list_figure_rows(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__ListFigureRows *query =
		(const Ocop__Market__V1__ListFigureRows *)message;
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__FigureMeasure measure =
		query->measure ? query->measure : MEASURE(RECOGNITIONS);
	size_t limit = (size_t)page_limit(query->limit);
	Ocop__Market__V1__ListFigureRowsReply answer =
		OCOP__MARKET__V1__LIST_FIGURE_ROWS_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));
	struct figure_question question;

	(void)figure_question_read(tx, reply, message, &question);
	(void)figure_allow_measure(reply, query->measure);
	(void)allow_text(reply, "cursor", query->cursor, CURSOR_LENGTH_MAX);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	struct figure_row *rows = arena_alloc(arena, (limit + 1) * sizeof *rows);
	size_t count = figure_rows_load(tx, &question, measure, query->cursor, limit + 1, rows);

	answer.total = count_of(tx, &question, measure);
	if (transaction_failed(tx))
		return FAILED;

	answer.rows = arena_alloc(arena, limit * sizeof *answer.rows);
	for (size_t i = 0; i < count && i < limit; i++)
		answer.rows[answer.n_rows++] = row_message(tx, &rows[i]);
	if (count > limit)
		answer.next = message_text(rows[limit - 1].code);
	answer.at = date_text(arena, question.day);
	answer.filters = figure_filters_message(tx, question.values, &answer.n_filters);
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
