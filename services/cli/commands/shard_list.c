/* shard_list.c - the shard table */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/table.h"
#include "common/base/arena.h"
#include "ocop/identity/v1/queries.pb-c.h"

int shard_list(struct session *session)
{
	Ocop__Identity__V1__ListShards list = OCOP__IDENTITY__V1__LIST_SHARDS__INIT;
	const ProtobufCMessage *answer;
	int result = peer_query(session, "identity", &list.base,
				&ocop__identity__v1__list_shards_reply__descriptor, &answer);

	if (result != EXIT_DONE)
		return result;
	if (session->json) {
		answer_json(answer);
		return EXIT_DONE;
	}
	const Ocop__Identity__V1__ListShardsReply *reply = (const void *)answer;
	const size_t columns = 4;
	const char **cells =
		arena_alloc(session->arena, (reply->n_shards + 1) * columns * sizeof(*cells));
	const char **row = cells;

	*row++ = "SERVICE";
	*row++ = "SHARD";
	*row++ = "STATE";
	*row++ = "COMMANDS";
	for (size_t i = 0; i < reply->n_shards; i++) {
		const Ocop__Identity__V1__Shard *shard = reply->shards[i];
		*row++ = shard->service;
		*row++ = shard->name;
		*row++ = shard->closed ? "closed" : "open";
		*row++ = shard->commands_address;
	}
	table_print(
		&(struct table){.columns = columns, .cells = cells, .rows = reply->n_shards + 1});
	return EXIT_DONE;
}
