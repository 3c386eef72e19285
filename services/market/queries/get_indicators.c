/* get_indicators.c - the programme's indicators of a year: producers by their reports and records
 *
 * Reads:   market.v1.GetIndicators
 * Answers: market.v1.GetIndicatorsReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, ROLE_MISSING (lines and parts, for who is no office)
 *
 * What is reported is a producer's own business. Anybody has the sums of all producers, and not
 * while so few have reported that they would tell of single ones; parts are for offices, of what
 * their grants cover.
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/indicators/indicator_sums.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

static Ocop__Market__V1__IndicatorCell *cell_message(struct arena *arena, const char *rows,
						     Ocop__Market__V1__ProducerIndicator indicator,
						     uint64_t count)
{
	const ProtobufCEnumValue *word = protobuf_c_enum_descriptor_get_value(
		&ocop__market__v1__producer_indicator__descriptor, (int)indicator);
	Ocop__Market__V1__IndicatorCell *cell = arena_alloc(arena, sizeof *cell);

	ocop__market__v1__indicator_cell__init(cell);
	cell->indicator = indicator;
	cell->count = count;
	cell->rows = arena_printf(arena, "%s&indicator=%s", rows, word->name);
	return cell;
}

static void add_held(struct arena *arena, const struct indicator_sums *sums,
		     Ocop__Market__V1__IndicatorLine *message)
{
	message->held_certificates =
		arena_alloc(arena, HELD_KINDS * sizeof *message->held_certificates);
	for (int kind = 1; kind <= HELD_KINDS; kind++) {
		Ocop__Market__V1__HeldCount *held;

		if (sums->held[kind] == 0)
			continue;
		held = arena_alloc(arena, sizeof *held);
		ocop__market__v1__held_count__init(held);
		held->kind = (Ocop__Registration__V1__HeldCertificateKind)kind;
		held->count = sums->held[kind];
		message->held_certificates[message->n_held_certificates++] = held;
	}
}

static Ocop__Market__V1__IndicatorLine *line_message(struct arena *arena, const char *rows,
						     bool for_anybody,
						     const struct indicator_sums *sums)
{
	Ocop__Market__V1__IndicatorLine *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__indicator_line__init(message);
	message->cells = arena_alloc(arena, INDICATORS * sizeof *message->cells);
	for (Ocop__Market__V1__ProducerIndicator one = INDICATOR(REPORTED); one <= INDICATORS;
	     one++)
		message->cells[message->n_cells++] =
			cell_message(arena, rows, one, sums->counts[one]);
	message->linkages = sums->linkages;
	message->material_areas = sums->areas;
	message->areas_withheld = indicator_areas_are_withheld(sums, for_anybody);
	if (!message->areas_withheld) {
		message->area_hectares_hundredths = sums->hectares_hundredths;
		message->area_households = sums->households;
	}
	add_held(arena, sums, message);
	return message;
}

static Ocop__Market__V1__IndicatorLine *answer_line(struct transaction *tx,
						    const struct indicator_question *question,
						    bool for_anybody,
						    const struct indicator_sums *sums)
{
	struct arena *arena = transaction_arena(tx);
	struct figure_name name = figure_name(tx, question->by, sums->code);
	Ocop__Market__V1__IndicatorLine *line;

	if (question->by == BY(YEAR) && indicator_is_withheld(sums, for_anybody)) {
		line = arena_alloc(arena, sizeof *line);
		ocop__market__v1__indicator_line__init(line);
		line->withheld = true;
	} else {
		line = line_message(arena, indicator_rows_address(tx, question, sums->code),
				    for_anybody, sums);
	}
	line->code = message_text(figure_code_told(sums->code));
	line->name = message_text(name.vi);
	line->name_en = message_text(name.en);
	return line;
}

static void answer_total(struct transaction *tx, const struct indicator_question *question,
			 bool for_anybody, const struct indicator_sums *total,
			 Ocop__Market__V1__GetIndicatorsReply *answer)
{
	answer->withheld = indicator_is_withheld(total, for_anybody);
	if (!answer->withheld)
		answer->total = line_message(transaction_arena(tx),
					     indicator_rows_address(tx, question, NULL),
					     for_anybody, total);
}

enum decision get_indicators(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__GetIndicators *query =
		(const Ocop__Market__V1__GetIndicators *)message;
	Ocop__Market__V1__GetIndicatorsReply answer = OCOP__MARKET__V1__GET_INDICATORS_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));
	const char *values[FIGURE_DIMENSIONS + 1];
	struct indicator_question question;
	struct indicator_table table;
	bool for_anybody;

	(void)indicator_question_read(tx, reply, message, query->year, &question);
	if (!indicator_question_read_by(tx, reply, query->by, &question, &for_anybody))
		return REFUSED;

	indicators_sum_up(tx, &question, for_anybody, &table);
	if (transaction_failed(tx))
		return FAILED;

	answer_total(tx, &question, for_anybody, &table.total, &answer);
	if (question.by != BY(UNSPECIFIED)) {
		answer.lines =
			arena_alloc(transaction_arena(tx), table.count * sizeof *answer.lines);
		for (size_t i = 0; i < table.count; i++)
			answer.lines[answer.n_lines++] =
				answer_line(tx, &question, for_anybody, &table.lines[i]);
	}
	indicator_question_values(&question, values);
	answer.filters = figure_filters_message(tx, values, &answer.n_filters);
	answer.year = question.year;
	answer.by = question.by;
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
