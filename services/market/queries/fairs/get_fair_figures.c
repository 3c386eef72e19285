/* get_fair_figures.c - what came of fairs, summed up by fair, kind, unit or year
 *
 * Reads:   market.v1.GetFairFigures
 * Answers: market.v1.GetFairFiguresReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/figures/figure_question.h"
#include "market/figures/trade/fair_sums.h"
#include "market/queries.h"

/* A line while it is summed up. */
struct sums {
	const char *code, *fair_name;
	uint64_t sums[FAIR_MEASURES + 1];
};

/* All lines; the total apart. */
struct table {
	struct sums *lines;
	size_t count;
	struct sums total;
};

/* Rows come by line: it is the last one, or a new one. */
static struct sums *line_of(struct transaction *tx, struct table *table, const struct fair_row *row)
{
	size_t count = table->count;

	if (count > 0 && strcmp(table->lines[count - 1].code, row->line) == 0)
		return &table->lines[count - 1];
	if ((count & (count - 1)) == 0) { /* full: 0, 1, 2, 4, 8, … */
		struct sums *grown =
			arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * sizeof *grown);

		if (count)
			memcpy(grown, table->lines, count * sizeof *grown);
		table->lines = grown;
	}
	table->lines[count] = (struct sums){.code = row->line, .fair_name = row->fair_name};
	return &table->lines[table->count++];
}

static void sum_up(struct transaction *tx, const struct fair_sum_question *question,
		   struct table *table)
{
	struct fair_row row;

	fair_rows_begin(tx, question, "");
	while (fair_row_next(tx, &row)) {
		struct sums *line;

		if (!question->for_anybody && !fair_row_may_see(tx, &row))
			continue;
		line = line_of(tx, table, &row);
		for (Ocop__Market__V1__FairMeasure one = FAIR_MEASURE(PARTICIPANTS);
		     one <= FAIR_MEASURES; one++) {
			line->sums[one] += fair_row_adds(&row, one);
			table->total.sums[one] += fair_row_adds(&row, one);
		}
	}
}

static Ocop__Market__V1__FairLine *line_message(struct arena *arena, const char *rows,
						const struct sums *sums)
{
	Ocop__Market__V1__FairLine *line = arena_alloc(arena, sizeof *line);

	ocop__market__v1__fair_line__init(line);
	line->cells = arena_alloc(arena, FAIR_MEASURES * sizeof *line->cells);
	for (Ocop__Market__V1__FairMeasure one = FAIR_MEASURE(PARTICIPANTS); one <= FAIR_MEASURES;
	     one++) {
		Ocop__Market__V1__FairCell *cell = arena_alloc(arena, sizeof *cell);

		ocop__market__v1__fair_cell__init(cell);
		cell->measure = one;
		cell->sum = sums->sums[one];
		cell->rows =
			arena_printf(arena, "%smeasure=%s", rows,
				     protobuf_c_enum_descriptor_get_value(
					     &ocop__market__v1__fair_measure__descriptor, (int)one)
					     ->name);
		line->cells[line->n_cells++] = cell;
	}
	return line;
}

static const char *kind_word(const char *code)
{
	return protobuf_c_enum_descriptor_get_value(&ocop__market__v1__fair_kind__descriptor,
						    atoi(code))
		->name;
}

static const char *name_of(struct transaction *tx, Ocop__Market__V1__FairFigureBy by,
			   const struct sums *sums)
{
	struct unit unit;

	if (by == FAIR_BY(FAIR))
		return sums->fair_name;
	if (by != FAIR_BY(COMMUNE) && by != FAIR_BY(PROVINCE))
		return "";
	unit_load(tx, sums->code, &unit);
	return unit.full_name_vi;
}

static void answer_lines(struct transaction *tx, const struct fair_sum_question *question,
			 const struct table *table, Ocop__Market__V1__GetFairFiguresReply *answer)
{
	struct arena *arena = transaction_arena(tx);

	if (question->by == FAIR_BY(UNSPECIFIED))
		return;
	answer->lines = arena_alloc(arena, (table->count + 1) * sizeof *answer->lines);
	for (size_t i = 0; i < table->count; i++) {
		const struct sums *sums = &table->lines[i];
		const char *rows = fair_rows_address(tx, question, sums->code);
		Ocop__Market__V1__FairLine *line = line_message(arena, rows, sums);

		line->code =
			message_text(question->by == FAIR_BY(KIND) ? kind_word(sums->code)
								   : figure_code_told(sums->code));
		line->name = message_text(name_of(tx, question->by, sums));
		answer->lines[answer->n_lines++] = line;
	}
}

enum decision get_fair_figures(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__GetFairFigures *query =
		(const Ocop__Market__V1__GetFairFigures *)message;
	Ocop__Market__V1__GetFairFiguresReply answer =
		OCOP__MARKET__V1__GET_FAIR_FIGURES_REPLY__INIT;
	struct fair_sum_question question;
	struct table table = {.count = 0};

	fair_sum_question_read(tx, reply, message, &question);
	question.by = query->by;
	if (query->by > FAIR_BY(YEAR))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "by", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	sum_up(tx, &question, &table);
	if (!question.for_anybody && table.count == 0) {
		question.for_anybody = true; /* nothing of its own: it has what anybody has */
		sum_up(tx, &question, &table);
	}
	if (question.for_anybody)
		answer.withheld_fairs = (uint32_t)fairs_withheld(tx, &question);
	if (transaction_failed(tx))
		return FAILED;

	answer.by = question.by;
	answer.for_anybody = question.for_anybody;
	answer.total = line_message(transaction_arena(tx), fair_rows_address(tx, &question, NULL),
				    &table.total);
	answer_lines(tx, &question, &table, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
