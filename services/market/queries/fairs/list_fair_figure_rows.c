/* list_fair_figure_rows.c - the producers behind one sum of fairs, for offices
 *
 * Reads:   market.v1.ListFairFigureRows
 * Answers: market.v1.ListFairFigureRowsReply: those that the caller's grants cover, by id
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/fair.h"
#include "market/figures/trade/fair_sums.h"
#include "market/queries.h"

static Ocop__Market__V1__FairParticipant *row_message(struct transaction *tx, const char *id)
{
	struct fair_participant participant;
	struct fair fair;

	if (!participant_load(tx, id, &participant) || !fair_load(tx, participant.fair_id, &fair))
		return NULL; /* nothing is ever deleted */
	return participant_message(tx, &fair, &participant);
}

/* Ids first, for a row asks with statements of its own. One more than is shown: then there is a
 * next page. */
static size_t ids_read(struct transaction *tx, const struct fair_sum_question *question,
		       Ocop__Market__V1__FairMeasure measure, const char *after, size_t most,
		       const char **ret_ids)
{
	struct fair_row row;
	size_t count = 0;

	fair_rows_begin(tx, question, after);
	while (count <= most && fair_row_next(tx, &row)) {
		if (fair_row_adds(&row, measure) > 0 && fair_row_may_see(tx, &row))
			ret_ids[count++] = row.participant_id;
	}
	if (count > most)
		statement_end(tx);
	return count;
}

enum decision list_fair_figure_rows(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Market__V1__ListFairFigureRows *query =
		(const Ocop__Market__V1__ListFairFigureRows *)message;
	Ocop__Market__V1__ListFairFigureRowsReply answer =
		OCOP__MARKET__V1__LIST_FAIR_FIGURE_ROWS_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	size_t most = (size_t)page_limit(query->limit), count;
	const char **ids = arena_alloc(arena, (most + 1) * sizeof(*ids));
	struct fair_sum_question question;

	fair_sum_question_read(tx, reply, message, &question);
	if (query->measure > FAIR_MEASURES)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "measure", NULL);
	if (*query->cursor && !identifier_is(query->cursor, "participant"))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	count = ids_read(tx, &question,
			 query->measure ? query->measure : FAIR_MEASURE(PARTICIPANTS),
			 query->cursor, most, ids);
	answer.rows = arena_alloc(arena, most * sizeof(*answer.rows));
	for (size_t i = 0; i < count && i < most; i++)
		answer.rows[answer.n_rows++] = row_message(tx, ids[i]);
	if (transaction_failed(tx))
		return FAILED;

	if (count > most)
		answer.next = answer.rows[most - 1]->participant_id;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
