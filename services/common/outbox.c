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
#include "common/base/random.h"
#include "common/bus/envelope.h"
#include "common/erasure/event_hash.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

enum { SALT_SIZE_BYTES = 16 };

/* What nobody can guess: once it is erased with a name, the event's hash tells nothing of that. */
static ProtobufCBinaryData salt_make(struct arena *arena)
{
	ProtobufCBinaryData salt = {SALT_SIZE_BYTES, arena_alloc(arena, SALT_SIZE_BYTES)};

	random_bytes(salt.data, salt.len);
	return salt;
}

/* The event around a message: these bytes, packed, are what is stored, hashed and handed on. */
static Ocop__Common__V1__Event event_make(struct transaction *tx, const char *thing_id,
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
	event.salt = salt_make(transaction_arena(tx));
	return event;
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

/* What the service keeps beside every event; a store that is open by itself has no service. */
static void tell_service(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *message)
{
	const struct service *service = tx->connection->store->service;

	if (service && service->definition->event_written)
		service->definition->event_written(tx, event, message);
}

/* Writes the event as the next and returns its bytes, in the arena; empty on failure. */
static ProtobufCBinaryData event_insert(struct transaction *tx,
					const Ocop__Common__V1__Event *event,
					uint8_t ret_hash[HASH_SIZE_BYTES])
{
	ProtobufCBinaryData packed = message_pack(&event->base, transaction_arena(tx));

	if (packed.len > EVENT_LIMIT_BYTES) {
		transaction_fail(tx, ERROR_TOO_LARGE);
		return (ProtobufCBinaryData){0};
	}
	crypto_hash_sha256(ret_hash, packed.data, packed.len);
	statement(tx, "INSERT INTO outbox_events (sequence, hash, event) VALUES ($1, $2, $3)");
	bind_i64(tx, tx->head.sequence + 1);
	bind_bytes(tx, ret_hash, HASH_SIZE_BYTES);
	bind_bytes(tx, packed.data, packed.len);
	statement_run(tx);
	return packed;
}

static void head_move(struct transaction *tx, const uint8_t hash[HASH_SIZE_BYTES])
{
	tx->head.sequence++;
	memcpy(tx->head.hash, hash, HASH_SIZE_BYTES);
}

void outbox_append(struct transaction *tx, const char *thing_id, uint64_t thing_version,
		   const ProtobufCMessage *message)
{
	Ocop__Common__V1__Event event;
	ProtobufCBinaryData packed;
	uint8_t hash[HASH_SIZE_BYTES];

	if (transaction_failed(tx))
		return;
	assert(tx->connection->writes);
	event = event_make(tx, thing_id, thing_version, message);
	packed = event_insert(tx, &event, hash);
	if (!transaction_failed(tx))
		tell_service(tx, &event, message);
	if (transaction_failed(tx))
		return;

	head_move(tx, hash);
	remember_written(tx, &packed);
}

void outbox_rewrite(struct transaction *tx, Ocop__Common__V1__Event *event, const uint8_t *hash,
		    const ProtobufCMessage *message)
{
	const struct service *service = tx->connection->store->service;
	ProtobufCBinaryData packed;

	event->body = message_pack(message, transaction_arena(tx));
	event->salt = (ProtobufCBinaryData){0};
	event->original_hash = (ProtobufCBinaryData){
		EVENT_HASH_SIZE, arena_copy(transaction_arena(tx), hash, EVENT_HASH_SIZE)};
	packed = message_pack(&event->base, transaction_arena(tx));
	statement(tx, "UPDATE outbox_events SET event = $1 WHERE sequence = $2");
	bind_bytes(tx, packed.data, packed.len);
	bind_i64(tx, (int64_t)event->sequence);
	statement_run(tx);
	if (service && service->definition->event_rewritten)
		service->definition->event_rewritten(tx, event, message);
}

void outbox_append_forgotten(struct transaction *tx, const struct forgotten_event *forgotten)
{
	Ocop__Common__V1__Event event;
	uint8_t hash[HASH_SIZE_BYTES];

	if (transaction_failed(tx))
		return;
	event = event_make(tx, forgotten->thing_id, forgotten->thing_version, forgotten->message);
	event.occurred_at_us = forgotten->occurred_at_us;
	(void)event_insert(tx, &event, hash); /* published by nobody */
	if (!transaction_failed(tx))
		head_move(tx, hash);
}

void outbox_begin_epoch(struct transaction *tx)
{
	struct store *store = tx->connection->store;

	if (transaction_failed(tx))
		return;
	random_bytes(store->epoch, sizeof(store->epoch));
	statement(tx, "UPDATE outbox_source SET epoch = $1 WHERE id = 1");
	bind_bytes(tx, store->epoch, sizeof(store->epoch));
	statement_run(tx);
}

int64_t outbox_head(const struct transaction *tx)
{
	assert(tx->connection->writes);
	return tx->head.sequence;
}
