/* list_funnel_rows.c - the dossiers that came to a step of the funnel, for offices
 *
 * Reads:   market.v1.ListFunnelRows
 * Answers: market.v1.ListFunnelRowsReply: those that the caller's grants cover, by id
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 */
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/funnel/funnel_question.h"
#include "market/queries.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { CURSOR_LENGTH_MAX = 64 };

static bool may_see(struct transaction *tx, const struct funnel_row *row)
{
	const struct subject subject = {
		.exists = true,
		.commune_code = row->commune_code,
		.province_code = row->province_code,
	};

	return caller_may(transaction_caller(tx), FUNNEL_READERS, &subject);
}

static Ocop__Market__V1__FunnelRow *row_message(struct arena *arena, const struct funnel_row *row)
{
	Ocop__Market__V1__FunnelRow *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__funnel_row__init(message);
	message->dossier_id = message_text(row->dossier_id);
	message->product_id = message_text(row->product_id);
	message->product_name = message_text(row->product_name);
	message->round_id = message_text(row->round_id);
	message->commune_code = message_text(row->commune_code);
	message->filed_on = message_text(row->filed_on);
	message->screened_on = message_text(row->screened_on);
	message->proposed_on = message_text(row->proposed_on);
	message->admitted_on = message_text(row->admitted_on);
	message->scored_on = message_text(row->scored_on);
	message->decided_on = message_text(row->decided_on);
	message->recognised = row->is_recognised;
	message->withdrawn_on = message_text(row->withdrawn_on);
	message->commune_name = message_text(row->commune_name);
	message->commune_name_en = message_text(row->commune_name_en);
	return message;
}

static bool is_asked_for(const Ocop__Market__V1__ListFunnelRows *query,
			 const struct funnel_row *row)
{
	const struct funnel_dossier dossier = funnel_dossier_of(row);
	Ocop__Market__V1__FunnelStep step = query->step ? query->step : STEP(FILED);

	return funnel_reached(&dossier, step) &&
	       (!query->waiting || funnel_waits_at(&dossier, step)) &&
	       (!query->withdrawn || dossier.is_withdrawn);
}

/* Reads on to the row after the last one that is shown: then there is a next page. */
static void page_read(struct transaction *tx, const Ocop__Market__V1__ListFunnelRows *query,
		      Ocop__Market__V1__ListFunnelRowsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	size_t limit = (size_t)page_limit(query->limit);
	struct funnel_row row;

	answer->rows = arena_alloc(arena, limit * sizeof *answer->rows);
	while (funnel_row_next(tx, &row)) {
		if (!is_asked_for(query, &row) || !may_see(tx, &row))
			continue;
		if (answer->n_rows == limit) {
			answer->next = answer->rows[limit - 1]->dossier_id;
			statement_end(tx);
			return;
		}
		answer->rows[answer->n_rows++] = row_message(arena, &row);
	}
}

enum decision list_funnel_rows(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__ListFunnelRows *query =
		(const Ocop__Market__V1__ListFunnelRows *)message;
	Ocop__Market__V1__ListFunnelRowsReply answer =
		OCOP__MARKET__V1__LIST_FUNNEL_ROWS_REPLY__INIT;
	struct funnel_question question;

	(void)funnel_question_read(tx, reply, message, query->year, &question);
	(void)allow_text(reply, "cursor", query->cursor, CURSOR_LENGTH_MAX);
	if (query->step > FUNNEL_STEPS)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "step", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	funnel_rows_begin(tx, &question, query->cursor);
	page_read(tx, query, &answer);
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &answer.base);
	return ACCEPTED;
}
