/* placing.c - where a shard answers: what adding and moving one have in common */
#include "identity/acts/placing.h"

#include <string.h>

#include "common/reply.h"
#include "common/store/transaction.h"
#include "identity/rules.h"

enum { ENDPOINTS = 3 };

static const char *const fields[ENDPOINTS] = {"commandsAddress", "queriesAddress", "eventsAddress"};

static bool is_listed(const char *const *addresses, size_t count, const char *address)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(addresses[i], address) == 0)
			return true;
	return false;
}

bool require_place(struct transaction *tx, struct reply *reply, const struct shard *shard)
{
	const char *const addresses[ENDPOINTS] = {shard->commands_address, shard->queries_address,
						  shard->events_address};

	for (size_t i = 0; i < ENDPOINTS; i++) {
		const char *holder;

		if (!is_bus_address(addresses[i]))
			reply_refuse(reply, REFUSAL(FIELD_INVALID), fields[i],
				     "ipc:///path or tls+tcp://host:port, at most 100 bytes");
		else if (is_listed(addresses, i, addresses[i]))
			reply_refuse(reply, REFUSAL(FIELD_INVALID), fields[i],
				     "each endpoint has an address of its own");
		else if ((holder = shard_at(tx, addresses[i], shard->name))[0])
			reply_refuse(reply, REFUSAL(FIELD_INVALID), fields[i],
				     "shard %s answers there", holder);
	}
	return !transaction_failed(tx) && !reply_refused(reply);
}

bool shard_is_at(const struct shard *shard, const struct shard *other)
{
	return strcmp(shard->commands_address, other->commands_address) == 0 &&
	       strcmp(shard->queries_address, other->queries_address) == 0 &&
	       strcmp(shard->events_address, other->events_address) == 0;
}
