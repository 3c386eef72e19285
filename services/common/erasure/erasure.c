/* erasure.c - a person's name is taken out of what a daemon keeps
 *
 * First all names that the producer ever had here are gathered, and which things his id stands in
 * (his products, dossiers, certificates). Then every event about him or one of these loses them:
 * the reason of a revocation may have a name and no id.
 */
#include "common/erasure/erasure.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/erasure/erased_names.h"
#include "common/erasure/event_hash.h"
#include "common/outbox.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

/* An event of our own that may have to do with him; in the pass's arena. */
struct found_event {
	int64_t sequence;
	const uint8_t *hash;
	Ocop__Common__V1__Event *event;
	ProtobufCMessage *body; /* NULL for a type in which no name can stand */
};

struct erasing {
	struct transaction *tx;
	const struct service_definition *definition;
	struct erased_names names; /* in the transaction's arena */
	struct arena *arena;       /* of one event, emptied before the next */
	size_t thing_capacity;
};

static ProtobufCMessage *body_unpack(const struct erasing *erasing,
				     const Ocop__Common__V1__Event *event)
{
	const ProtobufCMessageDescriptor *const *types = erasing->definition->naming_events;

	for (; types && *types; types++) {
		if (strcmp((*types)->name, event->type) == 0)
			return message_unpack(*types, event->body.data, event->body.len,
					      erasing->arena, NULL);
	}
	return NULL;
}

/* The next event behind a number in which these bytes stand. */
static bool event_find(struct erasing *erasing, int64_t after, const char *text,
		       struct found_event *ret_found)
{
	struct arena *kept = transaction_use_arena(erasing->tx, erasing->arena);
	const void *bytes = NULL;
	size_t size_bytes = 0, hash_size;

	arena_reset(erasing->arena);
	statement(erasing->tx, "SELECT sequence, hash, event FROM outbox_events"
			       " WHERE sequence > $1 AND instr(event, $2) > 0"
			       " ORDER BY sequence LIMIT 1");
	bind_i64(erasing->tx, after);
	bind_bytes(erasing->tx, text, strlen(text));
	while (statement_step(erasing->tx)) {
		ret_found->sequence = column_i64(erasing->tx, "sequence");
		ret_found->hash = column_bytes(erasing->tx, "hash", &hash_size);
		bytes = column_bytes(erasing->tx, "event", &size_bytes);
	}
	(void)transaction_use_arena(erasing->tx, kept); /* the one just lent */
	if (!bytes)
		return false;
	ret_found->event = (void *)message_unpack(&ocop__common__v1__event__descriptor, bytes,
						  size_bytes, erasing->arena, NULL);
	ret_found->body = ret_found->event ? body_unpack(erasing, ret_found->event) : NULL;
	return true;
}

static bool thing_is_his(const struct erasing *erasing, const char *thing_id)
{
	for (size_t i = 0; i < erasing->names.thing_count; i++) {
		if (strcmp(erasing->names.things[i], thing_id) == 0)
			return true;
	}
	return false;
}

static void names_gather(struct erasing *erasing)
{
	struct arena *kept = transaction_arena(erasing->tx);
	struct found_event found = {0};

	while (event_find(erasing, found.sequence, erasing->names.producer_id, &found)) {
		if (!found.body || !erased_names_are_of(&erasing->names, found.body))
			continue;
		erased_names_gather(&erasing->names, kept, found.body);
		if (thing_is_his(erasing, found.event->thing_id))
			continue;
		erasing->names.things =
			memory_grow(erasing->names.things, erasing->names.thing_count,
				    &erasing->thing_capacity, sizeof(*erasing->names.things));
		erasing->names.things[erasing->names.thing_count++] =
			arena_strdup(kept, found.event->thing_id);
	}
}

static void name_remove(struct erasing *erasing, const char *name)
{
	struct found_event found = {0};

	while (event_find(erasing, found.sequence, name, &found)) {
		if (!found.body || !(erased_names_are_of(&erasing->names, found.body) ||
				     thing_is_his(erasing, found.event->thing_id)))
			continue;
		if (erased_names_remove(&erasing->names, erasing->arena, found.body))
			outbox_rewrite(erasing->tx, found.event, found.hash, found.body);
	}
}

void erasure_of_producer(struct transaction *tx, const char *producer_id)
{
	struct erasing erasing = {
		.tx = tx,
		.definition = tx->connection->store->service->definition,
		.names = {.producer_id = arena_strdup(transaction_arena(tx), producer_id)},
		.arena = arena_create(ARENA_LIMIT_BYTES),
	};

	names_gather(&erasing);
	for (size_t i = 0; i < erasing.names.count; i++)
		name_remove(&erasing, erasing.names.names[i]);
	if (erasing.definition->erase)
		erasing.definition->erase(tx, &erasing.names);
	arena_destroy(erasing.arena);
	memory_free(erasing.names.things);
}
