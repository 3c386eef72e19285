/* list_exports.c - exports as they are recorded: a producer's own, and what an office's grants
 * cover
 *
 * Reads:   market.v1.ListExports
 * Answers: market.v1.ListExportsReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/export.h"
#include "market/figures/trade/export_sums.h"
#include "market/queries.h"

/* Rows first, for each asks with statements of its own. One more than is shown: then there is a
 * next page. */
static size_t page_read(struct transaction *tx, const struct export_question *question,
			const char *after, size_t most, struct export_record *ret_records)
{
	struct export_record record;
	size_t count = 0;

	exports_begin(tx, question, after);
	while (count <= most && export_next(tx, &record)) {
		if (export_may_see(tx, &record))
			ret_records[count++] = record;
	}
	if (count > most)
		statement_end(tx);
	return count;
}

enum decision list_exports(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__ListExports *query = (const Ocop__Market__V1__ListExports *)message;
	Ocop__Market__V1__ListExportsReply answer = OCOP__MARKET__V1__LIST_EXPORTS_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	size_t most = (size_t)page_limit(query->limit), count;
	struct export_record *records = arena_alloc(arena, (most + 1) * sizeof(*records));
	struct export_question question;

	export_question_read(reply, message, &question);
	export_question_narrow(transaction_caller(tx), &question);
	question.state = query->state;
	question.confirmed = query->confirmed;
	if (query->state > EXPORT_STATE(DECLINED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "state", NULL);
	if (*query->cursor && !identifier_is(query->cursor, "export"))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	count = page_read(tx, &question, query->cursor, most, records);
	answer.exports = arena_alloc(arena, most * sizeof(*answer.exports));
	for (size_t i = 0; i < count && i < most; i++)
		answer.exports[answer.n_exports++] = export_message(tx, &records[i]);
	if (transaction_failed(tx))
		return FAILED;

	if (count > most)
		answer.next = answer.exports[most - 1]->export_id;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
