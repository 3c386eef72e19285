/* list_batches.c - a product's batches, the newest first
 *
 * Ids sort by time, so the cursor is the id of the last batch shown.
 *
 * Reads:   market.v1.ListBatches
 * Answers: market.v1.ListBatchesReply
 * Refuses: CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/queries.h"
#include "market/records/batch.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Reads one row more than is shown: then there is a next page. */
static size_t page_read(struct transaction *tx, const Ocop__Market__V1__ListBatches *query,
			size_t most, struct batch *batches)
{
	size_t count = 0;

	batches_list(tx, query->product_id, query->cursor, (int64_t)most + 1);
	while (count <= most && batch_next(tx, &batches[count]))
		count++;
	if (count > most)
		statement_end(tx);
	return count;
}

enum decision list_batches(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__ListBatches *query = (const Ocop__Market__V1__ListBatches *)message;
	Ocop__Market__V1__ListBatchesReply answer = OCOP__MARKET__V1__LIST_BATCHES_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct batch *batches = arena_alloc(reply_arena(reply), (most + 1) * sizeof(*batches));
	size_t count;

	if (*query->cursor && !identifier_is(query->cursor, "batch")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	count = page_read(tx, query, most, batches);
	answer.batches = arena_alloc(reply_arena(reply), most * sizeof(*answer.batches));
	for (size_t i = 0; i < count && i < most; i++)
		answer.batches[answer.n_batches++] = batch_message(tx, &batches[i]);
	if (count > most)
		answer.next = message_text(batches[most - 1].batch_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
