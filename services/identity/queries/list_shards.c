/* list_shards.c - all shards, closed ones too: whom to ask about an id
 *
 * Reads:   identity.v1.ListShards
 * Answers: identity.v1.ListShardsReply
 * Refuses: nothing
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "ocop/identity/v1/queries.pb-c.h"

static Ocop__Identity__V1__Shard *shard_show(struct arena *arena, const struct shard *shard)
{
	Ocop__Identity__V1__Shard *shown = arena_alloc(arena, sizeof(*shown));

	ocop__identity__v1__shard__init(shown);
	shown->service = message_text(shard->service);
	shown->name = message_text(shard->name);
	shown->commands_address = message_text(shard->commands_address);
	shown->queries_address = message_text(shard->queries_address);
	shown->events_address = message_text(shard->events_address);
	shown->closed = shard->closed;
	return shown;
}

enum decision list_shards(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Identity__V1__ListShardsReply page = OCOP__IDENTITY__V1__LIST_SHARDS_REPLY__INIT;
	struct shard shard;
	size_t capacity = 0;

	(void)message; /* it has no fields */
	shards_all(tx);
	while (shard_next(tx, &shard)) {
		if (page.n_shards == capacity) {
			Ocop__Identity__V1__Shard **before = page.shards;
			capacity = capacity ? capacity * 2 : 16;
			page.shards = arena_alloc(arena, capacity * sizeof(*page.shards));
			for (size_t i = 0; i < page.n_shards; i++)
				page.shards[i] = before[i];
		}
		page.shards[page.n_shards++] = shard_show(arena, &shard);
	}
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &page.base);
	return ACCEPTED;
}
