/* list_indicator_rows.c - the producers behind one indicator, for offices
 *
 * Reads:   market.v1.ListIndicatorRows
 * Answers: market.v1.ListIndicatorRowsReply: those that the caller's grants cover, by id
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 */
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/figure_names.h"
#include "market/figures/indicators/indicator_question.h"
#include "market/queries.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { CURSOR_LENGTH_MAX = 64 };

static Ocop__Market__V1__IndicatorRow *row_message(struct transaction *tx,
						   const struct producer_facts *facts)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__IndicatorRow *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__indicator_row__init(message);
	message->producer_id = message_text(facts->producer_id);
	message->producer_name = message_text(facts->producer_name);
	message->commune_code = message_text(facts->commune_code);
	message->legal_form = message_text(facts->legal_form);
	message->revenue_vnd = facts->revenue_vnd;
	message->revenue_vnd_of_year_before = facts->revenue_vnd_before;
	message->capacity_percent_of_year_before = (uint32_t)facts->capacity_percent;
	message->local_worker_count = (uint32_t)facts->local_workers;
	message->in_linked_chain = facts->in_linked_chain;
	message->linkages = (uint64_t)facts->linkages;
	message->held_certificates = (uint64_t)facts->held[0];
	message->material_areas = (uint64_t)facts->areas;
	message->area_hectares_hundredths = (uint64_t)facts->hectares_hundredths;
	message->area_households = (uint64_t)facts->households;
	return message;
}

/* Once the list is read: only one statement is read at a time. */
static void name_codes(struct transaction *tx, Ocop__Market__V1__IndicatorRow *message)
{
	struct figure_name commune = figure_name(tx, BY(COMMUNE), message->commune_code);
	struct figure_name form = figure_name(tx, BY(LEGAL_FORM), message->legal_form);

	message->commune_name = message_text(commune.vi);
	message->commune_name_en = message_text(commune.en);
	message->legal_form_name = message_text(form.vi);
	message->legal_form_name_en = message_text(form.en);
}

/* Reads on to the row after the last one that is shown: then there is a next page. */
static void page_read(struct transaction *tx, Ocop__Market__V1__ProducerIndicator indicator,
		      size_t limit, Ocop__Market__V1__ListIndicatorRowsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct producer_facts facts;

	answer->rows = arena_alloc(arena, limit * sizeof *answer->rows);
	while (producer_next(tx, &facts)) {
		if (!indicator_counts(&facts, indicator) || !indicator_may_see(tx, &facts))
			continue;
		if (answer->n_rows == limit) {
			answer->next = answer->rows[limit - 1]->producer_id;
			statement_end(tx);
			return;
		}
		answer->rows[answer->n_rows++] = row_message(tx, &facts);
	}
}

enum decision list_indicator_rows(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ListIndicatorRows *query =
		(const Ocop__Market__V1__ListIndicatorRows *)message;
	Ocop__Market__V1__ListIndicatorRowsReply answer =
		OCOP__MARKET__V1__LIST_INDICATOR_ROWS_REPLY__INIT;
	struct indicator_question question;

	(void)indicator_question_read(tx, reply, message, query->year, &question);
	(void)allow_text(reply, "cursor", query->cursor, CURSOR_LENGTH_MAX);
	if (query->indicator > INDICATORS)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "indicator", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	producers_begin(tx, &question, query->cursor);
	page_read(tx, query->indicator ? query->indicator : INDICATOR(REPORTED),
		  (size_t)page_limit(query->limit), &answer);
	for (size_t i = 0; i < answer.n_rows; i++)
		name_codes(tx, answer.rows[i]);
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &answer.base);
	return ACCEPTED;
}
