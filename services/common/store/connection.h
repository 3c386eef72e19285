/* connection.h - what store.c, transaction.c and the outbox share: a connection, its prepared
 * statements and the transaction it is in
 *
 * Not for services: they see transaction.h.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/store/store.h"

enum {
	HASH_SIZE_BYTES = 32, /* SHA-256 */
	EPOCH_SIZE_BYTES = 16,
	STATEMENT_DEPTH_MAX = 4,     /* a list, its rows' parts, and two to spare */
	STATEMENT_CACHE_SLOTS = 1024 /* literals of a service, twice over */
};

/* A prepared statement by the address of its literal. */
struct cached_statement {
	const char *sql;
	void *statement;
	int parameters;
	bool in_use;
};

struct store_connection {
	struct store *store;
	const struct store_driver *driver;
	void *handle;
	bool writes;
	struct cached_statement cache[STATEMENT_CACHE_SLOTS];
	size_t cached;
};

/* The end of the event log: in the store as committed, in a transaction as written so far. */
struct log_head {
	int64_t sequence;
	uint8_t hash[HASH_SIZE_BYTES];
};

struct store {
	const struct store_driver *driver;
	char *address;
	char source[32];         /* set by the service before the first event */
	struct service *service; /* for the status query */
	struct store_connection writer;
	struct log_head head; /* writer thread only */
	_Atomic int64_t head_sequence;
	uint8_t epoch[EPOCH_SIZE_BYTES];
};

/* An event written in this transaction, for publishing after the commit. */
struct written_event {
	uint8_t *bytes;
	size_t size_bytes;
};

struct transaction {
	struct store_connection *connection;
	struct transaction_options group;   /* of the whole */
	struct transaction_options options; /* of the part, or of the whole */
	int error;
	bool in_part;
	bool lost;
	int depth;
	struct {
		struct cached_statement *cached;
		int bound;
		bool stepping;
	} open[STATEMENT_DEPTH_MAX];
	int64_t changes;

	struct log_head head, head_before_part;
	struct written_event *events;
	size_t event_count, event_count_before_part, event_capacity;

	struct clock_move {
		bool moved;
		int64_t offset_us; /* to be set once committed */
	} clock, clock_before_part;
};

/* Hands over the events of a committed transaction: the caller frees each and the array. */
struct written_event *transaction_take_events(struct transaction *tx, size_t *ret_count);
