/* back_up_store.c - the daemon copies its own store, consistent and while it goes on
 *
 * Reads:     common.v1.BackUpStore
 * Needs:     an absolute path at which nothing is yet, in a folder that the daemon may write
 * Writes:    that file, on disk before the answer; nothing in the store
 * Publishes: nothing
 * Refuses:   FIELD_INVALID (no absolute path, something is there, or it could not be written)
 *
 * The copy is made by a reader, of what its one transaction sees: commands go on meanwhile.
 */
#include <string.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/operation/operation.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/commands.pb-c.h"

/* How far the copy is; read in the transaction that is copied. */
static Ocop__Common__V1__BackUpStoreReply *place_load(struct transaction *tx)
{
	Ocop__Common__V1__BackUpStoreReply *place =
		arena_alloc(transaction_arena(tx), sizeof(*place));

	ocop__common__v1__back_up_store_reply__init(place);
	place->source = tx->connection->store->source;
	statement(tx, "SELECT epoch FROM outbox_source WHERE id = 1");
	while (statement_step(tx))
		place->epoch.data =
			(uint8_t *)(uintptr_t)column_bytes(tx, "epoch", &place->epoch.len);
	statement(tx, "SELECT sequence, hash FROM outbox_events ORDER BY sequence DESC LIMIT 1");
	while (statement_step(tx)) {
		place->head_sequence = (uint64_t)column_i64(tx, "sequence");
		place->hash.data = (uint8_t *)(uintptr_t)column_bytes(tx, "hash", &place->hash.len);
	}
	return place;
}

enum decision back_up_store_prepare(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply, void **ret_prepared)
{
	const char *path = ((const Ocop__Common__V1__BackUpStore *)message)->path;
	Ocop__Common__V1__BackUpStoreReply *place;
	int error;

	if (path[0] != '/' || access(path, F_OK) == 0) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "path",
			     "an absolute path at which nothing is yet");
		return REFUSED;
	}
	place = place_load(tx);
	error = transaction_copy_store(tx, path);
	if (error) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "path", "%s", error_text(error));
		return REFUSED;
	}
	*ret_prepared = place;
	return ACCEPTED;
}

enum decision back_up_store(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Common__V1__BackUpStoreReply *place = transaction_prepared(tx);

	(void)message; /* the file is written */
	reply_set(reply, &place->base);
	return ACCEPTED;
}
