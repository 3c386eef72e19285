/* add_shard.c - one more scoring shard answers
 *
 * Reads:     identity.v1.AddShard
 * Needs:     a name that was never used
 * Writes:    shards, one row
 * Publishes: identity.v1.ShardAdded
 * Refuses:   FIELD_INVALID, SHARD_NAME_TAKEN
 */
#include <string.h>

#include "common/store/transaction.h"
#include "identity/acts/placing.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/commands.pb-c.h"

static void validate(const Ocop__Identity__V1__AddShard *message, struct reply *reply)
{
	if (strcmp(message->service, "scoring") != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "service", "only scoring has shards");
	if (!is_shard_name(message->name))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "name",
			     "2 to 8 characters a-z and 0-9");
}

enum decision add_shard(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Identity__V1__AddShard *add = (const Ocop__Identity__V1__AddShard *)message;
	const struct shard shard = {
		.service = add->service,
		.name = add->name,
		.commands_address = add->commands_address,
		.queries_address = add->queries_address,
		.events_address = add->events_address,
		.version = 1,
	};
	struct shard holder;

	validate(add, reply);
	bool taken = shard_load(tx, add->name, &holder);
	if (transaction_failed(tx))
		return FAILED;
	if (taken)
		reply_refuse(reply, REFUSAL(SHARD_NAME_TAKEN), "name", "%s", add->name);
	if (!require_place(tx, reply, &shard))
		return transaction_failed(tx) ? FAILED : REFUSED;

	shard_insert(tx, &shard);
	event_shard_added(tx, &shard);
	reply_accept(reply, shard.name, shard.version);
	return ACCEPTED;
}
