/* list_producers.c - producers in the order of their folded names
 *
 * Reads:   registration.v1.ListProducers
 * Answers: registration.v1.ListProducersReply
 * Refuses: CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"

enum decision list_producers(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ListProducers *asked =
		(const Ocop__Registration__V1__ListProducers *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListProducersReply answer =
		OCOP__REGISTRATION__V1__LIST_PRODUCERS_REPLY__INIT;
	int64_t limit = page_limit(asked->limit);
	struct name_search search = {
		.words = text_fold(arena, asked->name),
		.producer_id = "",
		.province_code = asked->province_code,
		.limit = limit + 1, /* one more tells whether there is a next page */
	};
	struct producer *producers;

	if (!name_cursor_read(reply, asked->cursor, "producer", &search))
		return REFUSED;

	size_t found = producers_search(tx, &search, &producers);
	answer.n_producers = found > (size_t)limit ? (size_t)limit : found;
	answer.producers = arena_alloc(arena, answer.n_producers * sizeof(*answer.producers));
	for (size_t i = 0; i < answer.n_producers; i++)
		answer.producers[i] = producer_message(tx, &producers[i]);
	if (found > answer.n_producers)
		answer.next = name_cursor_print(arena, producers[limit - 1].name,
						producers[limit - 1].producer_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
