/* get_export_figures.c - confirmed exports, summed up by country, year or unit
 *
 * Reads:   market.v1.GetExportFigures
 * Answers: market.v1.GetExportFiguresReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, ROLE_MISSING (units, for who is no office)
 *
 * A part of a country's year may be one producer's, so units are for offices alone.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/command.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/answers/export.h"
#include "market/figures/figure_question.h"
#include "market/figures/indicators/indicator_question.h"
#include "market/figures/trade/export_sums.h"
#include "market/queries.h"

/* A line while it is summed up. */
struct sums {
	const char *code;
	uint64_t sums[EXPORT_MEASURES + 1];
	bool withheld[EXPORT_MEASURES + 1]; /* a part of it is */
};

/* All lines; the total apart. */
struct table {
	struct sums *lines;
	size_t count;
	struct sums total;
};

/* Rows come by line: it is the last one, or a new one. */
static struct sums *line_of(struct transaction *tx, struct table *table, const char *code)
{
	size_t count = table->count;

	if (count > 0 && strcmp(table->lines[count - 1].code, code) == 0)
		return &table->lines[count - 1];
	if ((count & (count - 1)) == 0) { /* full: 0, 1, 2, 4, 8, … */
		struct sums *grown =
			arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * sizeof *grown);

		if (count)
			memcpy(grown, table->lines, count * sizeof *grown);
		table->lines = grown;
	}
	table->lines[count] = (struct sums){.code = code};
	return &table->lines[table->count++];
}

/* As offices see single records; a producer who asks is anybody here. */
static bool may_sum(struct transaction *tx, const struct export_row *row)
{
	const struct subject subject = {
		.exists = true,
		.commune_code = row->commune_code,
		.province_code = row->province_code,
	};

	return caller_may(transaction_caller(tx), INDICATOR_READERS, &subject);
}

static void add(struct sums *sums, const struct export_row *row,
		Ocop__Market__V1__ExportMeasure measure)
{
	sums->sums[measure] += export_row_adds(row, measure);
	sums->withheld[measure] |= export_row_withholds(row, measure);
}

static void sum_up(struct transaction *tx, const struct export_question *question,
		   Ocop__Market__V1__ExportFigureBy by, bool for_anybody, struct table *table)
{
	struct export_row row;

	export_rows_begin(tx, question, by, for_anybody);
	while (export_row_next(tx, &row)) {
		struct sums *line;

		if (!for_anybody && !may_sum(tx, &row))
			continue;
		line = line_of(tx, table, row.line);
		for (Ocop__Market__V1__ExportMeasure one = EXPORT_MEASURE(RECORDS);
		     one <= EXPORT_MEASURES; one++) {
			add(line, &row, one);
			add(&table->total, &row, one);
		}
	}
}

/* The line's own value in the place of the one that was asked for. */
static const char *rows_address(struct transaction *tx, const struct export_question *question,
				Ocop__Market__V1__ExportFigureBy by, const char *line)
{
	const struct {
		const char *name, *asked;
		Ocop__Market__V1__ExportFigureBy by;
	} parts[] = {
		{"country", question->country, EXPORT_BY(COUNTRY)},
		{"year", question->year, EXPORT_BY(YEAR)},
		{"commune", question->commune, EXPORT_BY(COMMUNE)},
		{"province", question->province, EXPORT_BY(PROVINCE)},
	};
	const char *address = "/api/v1/export-records?confirmed=true";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *value =
			line && parts[i].by == by ? figure_code_told(line) : parts[i].asked;

		if (*value)
			address = arena_printf(transaction_arena(tx), "%s&%s=%s", address,
					       parts[i].name, value);
	}
	return address;
}

static Ocop__Market__V1__ExportLine *line_message(struct arena *arena, const char *rows,
						  const struct sums *sums)
{
	Ocop__Market__V1__ExportLine *line = arena_alloc(arena, sizeof *line);

	ocop__market__v1__export_line__init(line);
	line->cells = arena_alloc(arena, EXPORT_MEASURES * sizeof *line->cells);
	for (Ocop__Market__V1__ExportMeasure one = EXPORT_MEASURE(RECORDS); one <= EXPORT_MEASURES;
	     one++) {
		Ocop__Market__V1__ExportCell *cell;

		if (sums->withheld[one] && sums->sums[one] == 0)
			continue; /* nothing but what is withheld: 0 would not be true */
		cell = arena_alloc(arena, sizeof *cell);
		ocop__market__v1__export_cell__init(cell);
		cell->measure = one;
		cell->sum = sums->sums[one];
		cell->rows = message_text(rows);
		line->cells[line->n_cells++] = cell;
	}
	return line;
}

static void name_line(struct transaction *tx, Ocop__Market__V1__ExportFigureBy by, const char *code,
		      Ocop__Market__V1__ExportLine *line)
{
	struct unit unit;

	if (by == EXPORT_BY(COUNTRY))
		country_names(tx, code, &line->name_vi, &line->name_en);
	if (by != EXPORT_BY(COMMUNE) && by != EXPORT_BY(PROVINCE))
		return;
	unit_load(tx, code, &unit);
	line->name_vi = message_text(unit.full_name_vi);
	line->name_en = message_text(unit.name_en);
}

static void answer_lines(struct transaction *tx, const struct export_question *question,
			 const struct table *table, Ocop__Market__V1__GetExportFiguresReply *answer)
{
	struct arena *arena = transaction_arena(tx);

	if (answer->by == EXPORT_BY(UNSPECIFIED))
		return;
	answer->lines = arena_alloc(arena, (table->count + 1) * sizeof *answer->lines);
	for (size_t i = 0; i < table->count; i++) {
		const char *code = table->lines[i].code;
		Ocop__Market__V1__ExportLine *line = line_message(
			arena, rows_address(tx, question, answer->by, code), &table->lines[i]);

		line->code = message_text(figure_code_told(code));
		name_line(tx, answer->by, code, line);
		answer->lines[answer->n_lines++] = line;
	}
}

static bool is_of_units(Ocop__Market__V1__ExportFigureBy by, const struct export_question *question)
{
	return by == EXPORT_BY(COMMUNE) || by == EXPORT_BY(PROVINCE) || *question->commune ||
	       *question->province;
}

enum decision get_export_figures(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Market__V1__GetExportFigures *query =
		(const Ocop__Market__V1__GetExportFigures *)message;
	Ocop__Market__V1__GetExportFiguresReply answer =
		OCOP__MARKET__V1__GET_EXPORT_FIGURES_REPLY__INIT;
	bool for_anybody = !caller_has_role(transaction_caller(tx), INDICATOR_READERS);
	struct export_question question;
	struct table table = {.count = 0};

	export_question_read(reply, message, &question);
	if (query->by > EXPORT_BY(PROVINCE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "by", NULL);
	if (for_anybody && is_of_units(query->by, &question))
		reply_refuse(reply, REFUSAL(ROLE_MISSING), NULL, NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	sum_up(tx, &question, query->by, for_anybody, &table);
	if (!for_anybody && table.count == 0 && !is_of_units(query->by, &question)) {
		for_anybody = true; /* nothing of its own: it has what anybody has */
		sum_up(tx, &question, query->by, for_anybody, &table);
	}
	if (transaction_failed(tx))
		return FAILED;

	answer.by = query->by;
	answer.for_anybody = for_anybody;
	answer.total = line_message(transaction_arena(tx),
				    rows_address(tx, &question, query->by, NULL), &table.total);
	answer_lines(tx, &question, &table, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
