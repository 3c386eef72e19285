/* get_figures.c - how many recognitions are what on a day, by star, sector, set, unit, year or form
 *
 * Reads:   market.v1.GetFigures
 * Answers: market.v1.GetFiguresReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID
 *
 * A cursor is the code of the last line, so lines that come or go between two pages do not matter.
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/json/json_name.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/figure_question.h"
#include "market/figures/figure_units.h"
#include "market/figures/figure_years.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { CURSOR_LENGTH_MAX = 32, UNIT_LENGTH_MAX = 100 };

/* What is asked, and what every address of rows has in common. */
struct asked {
	struct figure_question question;
	Ocop__Market__V1__FigureBy by;
	Ocop__Market__V1__FigureMeasure measure; /* alone; unspecified: all */
	const char *rows;
};

/* An address with one more value. Values need no escapes: figure_question_read saw to it. */
static const char *with_value(struct arena *arena, const char *address,
			      Ocop__Market__V1__FigureBy by, const char *value)
{
	char name[JSON_NAME_SIZE];

	json_name(figure_dimension_name(by), name);
	return arena_printf(arena, "%s&%s=%s", address, name, figure_code_told(value));
}

/* The day stands in it: what is opened tomorrow is still what was counted today. */
static const char *rows_address(struct arena *arena, const struct asked *asked)
{
	const struct figure_question *question = &asked->question;
	const char *address =
		arena_printf(arena, "/api/v1/figures/rows?at=%s&expiringMonths=%u",
			     date_text(arena, question->day), question->expiring_months);

	for (Ocop__Market__V1__FigureBy by = BY(STAR); by <= FIGURE_DIMENSIONS; by++) {
		if (question->values[by] && by != asked->by)
			address = with_value(arena, address, by, question->values[by]);
	}
	return address;
}

static Ocop__Market__V1__FigureCell *cell_message(struct arena *arena, const char *rows,
						  Ocop__Market__V1__FigureMeasure measure,
						  const struct figure_line *line)
{
	const ProtobufCEnumValue *word = protobuf_c_enum_descriptor_get_value(
		&ocop__market__v1__figure_measure__descriptor, (int)measure);
	Ocop__Market__V1__FigureCell *cell = arena_alloc(arena, sizeof *cell);

	ocop__market__v1__figure_cell__init(cell);
	cell->measure = measure;
	cell->count = (uint64_t)line->counts[measure];
	cell->rows = arena_printf(arena, "%s&measure=%s", rows, word->name);
	return cell;
}

static Ocop__Market__V1__FigureLine *line_message(struct arena *arena, const struct asked *asked,
						  const char *rows, const struct figure_line *line)
{
	Ocop__Market__V1__FigureLine *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__figure_line__init(message);
	message->cells = arena_alloc(arena, FIGURE_MEASURES * sizeof *message->cells);
	for (Ocop__Market__V1__FigureMeasure measure = MEASURE(RECOGNITIONS);
	     measure <= FIGURE_MEASURES; measure++) {
		if (asked->measure == MEASURE(UNSPECIFIED) || asked->measure == measure)
			message->cells[message->n_cells++] =
				cell_message(arena, rows, measure, line);
	}
	return message;
}

static void answer_lines(struct transaction *tx, const struct asked *asked,
			 const struct figure_page *page, Ocop__Market__V1__GetFiguresReply *answer)
{
	struct arena *arena = transaction_arena(tx);

	answer->total = line_message(arena, asked, asked->rows, &page->total);
	if (asked->by == BY(UNSPECIFIED))
		return;
	answer->lines = arena_alloc(arena, page->count * sizeof *answer->lines);
	for (size_t i = 0; i < page->count; i++) {
		const struct figure_line *line = &page->lines[i];
		const char *rows = with_value(arena, asked->rows, asked->by, line->code);
		struct figure_name name;

		answer->lines[i] = line_message(arena, asked, rows, line);
		answer->lines[i]->code = message_text(figure_code_told(line->code));
		name = figure_name(tx, asked->by, line->code);
		answer->lines[i]->name = message_text(name.vi);
		answer->lines[i]->name_en = message_text(name.en);
	}
	answer->n_lines = page->count;
	if (page->has_more)
		answer->next = message_text(page->lines[page->count - 1].code);
}

/* A year's cells as of its end; what was recognised in it as of the day that was asked for. */
static Ocop__Market__V1__FigureYear *year_message(struct arena *arena, const struct asked *asked,
						  const struct figure_year_line *year)
{
	struct asked at_end = {.question = year->question, .measure = asked->measure};
	struct asked in_year = {.question = asked->question, .by = BY(YEAR)};
	Ocop__Market__V1__FigureYear *message = arena_alloc(arena, sizeof *message);
	Ocop__Market__V1__FigureLine *line;

	at_end.rows = rows_address(arena, &at_end);
	line = line_message(arena, &at_end, at_end.rows, &year->line);
	ocop__market__v1__figure_year__init(message);
	message->year = (uint32_t)year->year;
	message->at = date_text(arena, year->question.day);
	message->cells = line->cells;
	message->n_cells = line->n_cells;
	message->recognised = (uint64_t)year->recognised;
	message->recognised_rows =
		arena_printf(arena, "%s&measure=FIGURE_MEASURE_RECOGNITIONS",
			     with_value(arena, rows_address(arena, &in_year), BY(YEAR),
					arena_printf(arena, "%d", year->year)));
	return message;
}

static void answer_trend(struct transaction *tx, const struct asked *asked,
			 Ocop__Market__V1__GetFiguresReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct figure_year_line years[FIGURE_YEARS_MAX];
	size_t count = figure_years_count(tx, &asked->question, years);

	answer->trend = arena_alloc(arena, count * sizeof *answer->trend);
	for (size_t i = 0; i < count; i++)
		answer->trend[answer->n_trend++] = year_message(arena, asked, &years[i]);
}

enum decision get_figures(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__GetFigures *query = (const Ocop__Market__V1__GetFigures *)message;
	struct arena *arena = transaction_arena(tx);
	struct asked asked = {.by = query->by, .measure = query->measure};
	struct figure_page page = {.after = query->cursor,
				   .limit = (size_t)page_limit(query->limit)};
	Ocop__Market__V1__GetFiguresReply answer = OCOP__MARKET__V1__GET_FIGURES_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));

	(void)figure_question_read(tx, reply, message, &asked.question);
	(void)figure_allow_by(reply, query->by);
	(void)figure_allow_measure(reply, query->measure);
	(void)allow_text(reply, "cursor", query->cursor, CURSOR_LENGTH_MAX);
	(void)allow_text(reply, "unit", query->unit, UNIT_LENGTH_MAX);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	asked.rows = rows_address(arena, &asked);
	page.lines = arena_alloc(arena, page.limit * sizeof *page.lines);
	figures_count(tx, &asked.question, asked.by, &page);
	if (transaction_failed(tx))
		return FAILED;

	answer_lines(tx, &asked, &page, &answer);
	answer.at = date_text(arena, asked.question.day);
	answer.expiring_months = asked.question.expiring_months;
	answer.by = asked.by;
	answer.units = figure_units_find(tx, query->unit, &answer.n_units);
	if (query->trend)
		answer_trend(tx, &asked, &answer);
	answer.filters = figure_filters_message(tx, asked.question.values, &answer.n_filters);
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
