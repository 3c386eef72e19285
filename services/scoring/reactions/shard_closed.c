/* shard_closed.c - identity closed a shard; if it is this one, no more rounds are planned here
 *
 * Follows: identity.v1.ShardClosed
 * Writes:  closed_shards, one row for this shard
 */
#include "scoring/reactions.h"

#include <string.h>

#include "common/store/transaction.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "scoring/records.h"

void on_shard_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__ShardClosed *closed =
		(const Ocop__Identity__V1__ShardClosed *)body;

	if (strcmp(closed->name, transaction_shard(tx)) == 0)
		closed_shard_put(tx, closed->name, event->occurred_at_us);
}
