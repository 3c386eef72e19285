/* move_shard.c - a shard answers elsewhere: another process, another folder or machine
 *
 * Its name, its rounds and its log stay. Who was following it takes up where it was, as soon as
 * the shard at the new place confirms the cursor; a store that was left behind is found that way.
 *
 * Reads:     identity.v1.MoveShard
 * Needs:     the shard, open or closed
 * Writes:    shards; nothing when it answers there already
 * Publishes: identity.v1.ShardMoved
 * Refuses:   SHARD_UNKNOWN, FIELD_INVALID
 */
#include "common/store/transaction.h"
#include "identity/acts/placing.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision move_shard(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__MoveShard *move = (const Ocop__Identity__V1__MoveShard *)message;
	struct shard before;

	bool known = shard_load(tx, move->name, &before);
	if (transaction_failed(tx))
		return FAILED;
	if (!known) {
		reply_refuse(reply, REFUSAL(SHARD_UNKNOWN), "name", "%s", move->name);
		return REFUSED;
	}

	struct shard moved = before;
	moved.commands_address = move->commands_address;
	moved.queries_address = move->queries_address;
	moved.events_address = move->events_address;
	if (!require_place(tx, reply, &moved))
		return transaction_failed(tx) ? FAILED : REFUSED;

	if (!shard_is_at(&before, &moved)) {
		shard_move(tx, &moved);
		moved.version++;
		event_shard_moved(tx, &moved);
	}
	reply_accept(reply, moved.name, moved.version);
	return ACCEPTED;
}
