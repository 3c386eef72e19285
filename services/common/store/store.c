/* store.c - opens a daemon's store, brings its schema up to date, hands out connections */
#include "common/store/store.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/random.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

/* What every store has, whatever its service. */
static const struct migration common_migrations[] = {
	{"event log", "CREATE TABLE outbox_source (id INTEGER PRIMARY KEY CHECK (id = 1),"
		      " epoch BLOB NOT NULL) STRICT;"
		      "CREATE TABLE outbox_events (sequence INTEGER PRIMARY KEY,"
		      " hash BLOB NOT NULL, event BLOB NOT NULL) STRICT;"},
	{"remembered replies", "CREATE TABLE remembered_replies (arrival INTEGER PRIMARY KEY,"
			       " command_id BLOB NOT NULL, account_id TEXT NOT NULL,"
			       " digest BLOB NOT NULL, reply BLOB NOT NULL,"
			       " answered_at_us INTEGER NOT NULL) STRICT;"
			       "CREATE UNIQUE INDEX remembered_replies_by_command"
			       " ON remembered_replies (command_id, account_id);"
			       "CREATE INDEX remembered_replies_by_time"
			       " ON remembered_replies (answered_at_us);"},
	{"cursors", "CREATE TABLE cursors (source TEXT PRIMARY KEY, epoch BLOB NOT NULL,"
		    " sequence INTEGER NOT NULL, hash BLOB NOT NULL,"
		    " first_head INTEGER NOT NULL) STRICT;"
		    "CREATE TABLE held_events (source TEXT NOT NULL, sequence INTEGER NOT NULL,"
		    " thing_id TEXT NOT NULL, event BLOB NOT NULL, attempts INTEGER NOT NULL,"
		    " retry_at_us INTEGER NOT NULL, parked INTEGER NOT NULL,"
		    " PRIMARY KEY (source, sequence)) STRICT;"
		    "CREATE INDEX held_events_by_thing ON held_events (thing_id);"
		    "CREATE INDEX held_events_by_retry ON held_events (parked, retry_at_us);"},
	{"instance", "CREATE TABLE instance_clock (id INTEGER PRIMARY KEY CHECK (id = 1),"
		     " offset_us INTEGER NOT NULL) STRICT;"
		     "CREATE TABLE followed_shards (name TEXT PRIMARY KEY, service TEXT NOT NULL,"
		     " queries_address TEXT NOT NULL, events_address TEXT NOT NULL) STRICT;"},
	{0},
};

static int connection_open(struct store *store, bool writes, struct store_connection *connection)
{
	connection->store = store;
	connection->driver = store->driver;
	connection->writes = writes;
	return store->driver->open(store->address, writes, &connection->handle);
}

static void connection_close(struct store_connection *connection)
{
	if (!connection->handle)
		return;
	for (size_t i = 0; i < STATEMENT_CACHE_SLOTS; i++) {
		if (connection->cache[i].statement)
			connection->driver->finalize(connection->cache[i].statement);
	}
	connection->driver->close(connection->handle);
	connection->handle = NULL;
}

/* A store written by another text of a migration would fail later, at some statement: it is refused
 * at once. */
struct migration_hash {
	uint8_t bytes[crypto_hash_sha256_BYTES];
};

static struct migration_hash migration_hash(const struct migration *migration)
{
	struct migration_hash hash;

	(void)crypto_hash_sha256(hash.bytes, (const uint8_t *)migration->sql,
				 strlen(migration->sql)); /* always 0 */
	return hash;
}

enum migration_state { MIGRATION_NEW, MIGRATION_DONE, MIGRATION_OTHER };

static enum migration_state migration_state(struct transaction *tx, const char *part, int number,
					    const struct migration_hash *hash)
{
	enum migration_state state = MIGRATION_NEW;

	statement(tx, "SELECT sha256 FROM migrations_done WHERE part = $1 AND number = $2");
	bind_text(tx, part);
	bind_i64(tx, number);
	while (statement_step(tx)) {
		size_t size_bytes;
		const void *bytes = column_bytes(tx, "sha256", &size_bytes);
		bool same = size_bytes == sizeof(*hash) && memcmp(bytes, hash, size_bytes) == 0;

		state = same ? MIGRATION_DONE : MIGRATION_OTHER;
	}
	return state;
}

static int migration_apply(struct store *store, struct transaction *tx, const char *part,
			   int number, const struct migration *migration,
			   const struct migration_hash *hash)
{
	int error = store->driver->execute(store->writer.handle, migration->sql);

	if (error)
		transaction_fail(tx, error);
	statement(tx, "INSERT INTO migrations_done (part, number, name, sha256)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, part);
	bind_i64(tx, number);
	bind_text(tx, migration->name);
	bind_bytes(tx, hash, sizeof(*hash));
	statement_run(tx);
	return transaction_commit(tx);
}

static int migration_run(struct store *store, struct arena *arena, const char *part, int number,
			 const struct migration *migration)
{
	const struct transaction_options options = {.arena = arena};
	const struct migration_hash hash = migration_hash(migration);
	struct transaction *tx = transaction_begin(&store->writer, &options);
	int error = 0;

	switch (migration_state(tx, part, number, &hash)) {
	case MIGRATION_NEW:
		error = migration_apply(store, tx, part, number, migration, &hash);
		break;
	case MIGRATION_DONE:
		transaction_rollback(tx);
		break;
	case MIGRATION_OTHER:
		transaction_rollback(tx);
		error = ERROR_STORE_OF_OTHER_SCHEMA;
		break;
	}
	if (error)
		log_write(LOG_ERROR, "migration", "part=%s number=%d name=\"%s\" error=\"%s\"",
			  part, number, migration->name, error_text(error));
	return error;
}

static int migrate(struct store *store, struct arena *arena, const char *part,
		   const struct migration *migrations)
{
	for (int i = 0; migrations && migrations[i].name; i++) {
		int error = migration_run(store, arena, part, i + 1, &migrations[i]);

		if (error)
			return error;
	}
	return 0;
}

/* Reads epoch and head; a new store gets an epoch of its own. */
static int log_head_load(struct store *store, struct arena *arena)
{
	const struct transaction_options options = {.arena = arena};
	struct transaction *tx = transaction_begin(&store->writer, &options);
	const void *bytes;
	size_t size_bytes;

	random_bytes(store->epoch, sizeof(store->epoch));
	statement(tx,
		  "INSERT INTO outbox_source (id, epoch) VALUES (1, $1) ON CONFLICT DO NOTHING");
	bind_bytes(tx, store->epoch, sizeof(store->epoch));
	statement_run(tx);

	statement(tx, "SELECT epoch FROM outbox_source WHERE id = 1");
	while (statement_step(tx)) {
		bytes = column_bytes(tx, "epoch", &size_bytes);
		assert(size_bytes == sizeof(store->epoch));
		memcpy(store->epoch, bytes, size_bytes);
	}

	statement(tx, "SELECT sequence, hash FROM outbox_events ORDER BY sequence DESC LIMIT 1");
	while (statement_step(tx)) {
		store->head.sequence = column_i64(tx, "sequence");
		bytes = column_bytes(tx, "hash", &size_bytes);
		assert(size_bytes == sizeof(store->head.hash));
		memcpy(store->head.hash, bytes, size_bytes);
	}
	tx->head = store->head;
	return transaction_commit(tx);
}

int store_open(const struct store_driver *driver, const char *address,
	       const struct migration *migrations, struct store **ret_store)
{
	struct store *store = memory_alloc(sizeof(*store));
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	int result;

	store->driver = driver;
	store->address = memory_strdup(address);
	result = connection_open(store, true, &store->writer);
	if (result)
		goto out;
	result = driver->execute(store->writer.handle,
				 "CREATE TABLE IF NOT EXISTS migrations_done (part TEXT NOT NULL,"
				 " number INTEGER NOT NULL, name TEXT NOT NULL,"
				 " sha256 BLOB NOT NULL, PRIMARY KEY (part, number)) STRICT");
	if (result)
		goto out;
	result = migrate(store, arena, "common", common_migrations);
	if (result)
		goto out;
	result = migrate(store, arena, "service", migrations);
	if (result)
		goto out;
	result = log_head_load(store, arena);
	if (result)
		goto out;
	*ret_store = store;
out:
	arena_destroy(arena);
	if (result)
		store_close(store);
	return result;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	connection_close(&store->writer);
	memory_free(store->address);
	memory_free(store);
}

struct store_connection *store_writer(struct store *store)
{
	return &store->writer;
}

int store_reader_open(struct store *store, struct store_connection **ret_connection)
{
	struct store_connection *connection = memory_alloc(sizeof(*connection));
	int error = connection_open(store, false, connection);

	if (error) {
		memory_free(connection);
		return error;
	}
	*ret_connection = connection;
	return 0;
}

void store_reader_close(struct store_connection *connection)
{
	if (!connection)
		return;
	connection_close(connection);
	memory_free(connection);
}

bool store_checkpoint_is_due(struct store *store)
{
	return store->driver->checkpoint_is_due(store->writer.handle);
}

int store_checkpoint(struct store *store)
{
	return store->driver->checkpoint(store->writer.handle);
}
