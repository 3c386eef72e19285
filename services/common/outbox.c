/* outbox.c - the event log: appended in the transaction of the change, chained by hash */
#include "common/outbox.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

/* The event around a message, packed: these bytes are what is stored, hashed and handed on. */
static ProtobufCBinaryData event_pack(struct transaction *tx, const char *thing_id,
				      uint64_t thing_version, const ProtobufCMessage *message)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	const struct caller *caller = transaction_caller(tx);

	event.source = tx->connection->store->source;
	event.sequence = (uint64_t)(tx->head.sequence + 1);
	event.previous_hash.data = tx->head.hash;
	event.previous_hash.len = sizeof(tx->head.hash);
	event.type = (char *)message->descriptor->name; /* protobuf-c's strings are not const */
	event.thing_id = (char *)thing_id;
	event.thing_version = thing_version;
	if (caller->command_id) {
		event.cause_id.data = (uint8_t *)caller->command_id;
		event.cause_id.len = COMMAND_ID_SIZE_BYTES;
	}
	event.actor_id = (char *)caller->account_id;
	event.request_id = (char *)caller->request_id;
	event.occurred_at_us = transaction_now_us(tx);
	event.body = message_pack(message, transaction_arena(tx));
	return message_pack(&event.base, transaction_arena(tx));
}

/* Keeps the event for publishing once it is committed. */
static void remember_written(struct transaction *tx, const ProtobufCBinaryData *packed)
{
	tx->events =
		memory_grow(tx->events, tx->event_count, &tx->event_capacity, sizeof(*tx->events));
	tx->events[tx->event_count].bytes = memory_copy(packed->data, packed->len);
	tx->events[tx->event_count].size_bytes = packed->len;
	tx->event_count++;
}

void outbox_append(struct transaction *tx, const char *thing_id, uint64_t thing_version,
		   const ProtobufCMessage *event)
{
	ProtobufCBinaryData packed;
	uint8_t hash[HASH_SIZE_BYTES];

	if (transaction_failed(tx))
		return;
	assert(tx->connection->writes);
	packed = event_pack(tx, thing_id, thing_version, event);
	if (packed.len > EVENT_LIMIT_BYTES) {
		transaction_fail(tx, ERROR_TOO_LARGE);
		return;
	}
	crypto_hash_sha256(hash, packed.data, packed.len);

	statement(tx, "INSERT INTO outbox_events (sequence, hash, event) VALUES ($1, $2, $3)");
	bind_i64(tx, tx->head.sequence + 1);
	bind_bytes(tx, hash, sizeof(hash));
	bind_bytes(tx, packed.data, packed.len);
	statement_run(tx);
	if (transaction_failed(tx))
		return;

	tx->head.sequence++;
	memcpy(tx->head.hash, hash, sizeof(hash));
	remember_written(tx, &packed);
}
