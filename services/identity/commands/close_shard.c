/* close_shard.c - a shard gets no more rounds; those it has run to their end, and its history
 * stays where it is
 *
 * Reads:     identity.v1.CloseShard
 * Needs:     a shard that is open
 * Writes:    shards
 * Publishes: identity.v1.ShardClosed
 * Refuses:   SHARD_UNKNOWN, SHARD_CLOSED
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision close_shard(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Identity__V1__CloseShard *close =
		(const Ocop__Identity__V1__CloseShard *)message;
	struct shard shard;

	bool known = shard_load(tx, close->name, &shard);
	if (transaction_failed(tx))
		return FAILED;
	if (!known) {
		reply_refuse(reply, REFUSAL(SHARD_UNKNOWN), "name", "%s", close->name);
		return REFUSED;
	}

	if (shard.closed) {
		reply_refuse(reply, REFUSAL(SHARD_CLOSED), "name", "%s", close->name);
		return REFUSED;
	}

	shard_close(tx, shard.name);
	shard.version++;
	event_shard_closed(tx, &shard);
	reply_accept(reply, shard.name, shard.version);
	return ACCEPTED;
}
