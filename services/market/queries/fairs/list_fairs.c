/* list_fairs.c - fairs that are not over, the next first; or those that are, the last first
 *
 * The cursor is the first day and the id of the last one shown.
 *
 * Reads:   market.v1.ListFairs
 * Answers: market.v1.ListFairsReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, UNIT_UNKNOWN, CURSOR_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/fair.h"
#include "market/answers/trace.h"
#include "market/queries.h"

/* "2026-12-01_fair_…" */
static void cursor_read(const char *cursor, struct fair_question *question, struct reply *reply)
{
	char day[DATE_TEXT_SIZE] = "";
	int32_t day_number;

	question->after_on = question->after_id = "";
	if (*cursor == '\0')
		return;
	if (strlen(cursor) > DATE_TEXT_SIZE && cursor[DATE_TEXT_SIZE - 1] == '_') {
		memcpy(day, cursor, DATE_TEXT_SIZE - 1);
		question->after_id = cursor + DATE_TEXT_SIZE;
	}
	if (!date_parse(day, &day_number) || !identifier_is(question->after_id, "fair"))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	else
		question->after_on = date_text(reply_arena(reply), day_number);
}

enum decision list_fairs(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Market__V1__ListFairs *query = (const Ocop__Market__V1__ListFairs *)message;
	Ocop__Market__V1__ListFairsReply answer = OCOP__MARKET__V1__LIST_FAIRS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit), count = 0;
	struct fair *fairs = arena_alloc(reply_arena(reply), (most + 1) * sizeof(*fairs));
	struct fair_question question = {
		.kind = query->kind,
		.past = query->past,
		.today = trace_today(tx),
		.limit = (int64_t)most + 1, /* one more than is shown: then there is a next page */
	};

	unit_filter_read(tx, reply, query->unit, &question.unit);
	cursor_read(query->cursor, &question, reply);
	if (query->kind > FAIR_KIND(ONLINE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	fairs_begin(tx, &question);
	while (count <= most && fair_next(tx, &fairs[count]))
		count++;
	if (count > most)
		statement_end(tx);
	answer.fairs = arena_alloc(reply_arena(reply), most * sizeof(*answer.fairs));
	for (size_t i = 0; i < count && i < most; i++)
		answer.fairs[answer.n_fairs++] = fair_message(tx, &fairs[i]);
	if (transaction_failed(tx))
		return FAILED;

	if (count > most)
		answer.next = arena_printf(reply_arena(reply), "%s_%s", fairs[most - 1].begins_on,
					   fairs[most - 1].fair_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
