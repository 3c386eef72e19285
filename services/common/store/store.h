/* store.h - one daemon's store: a writing connection, reading connections, migrations
 *
 * The narrow interface behind which SQLite stands, and PostgreSQL can. Nothing outside this folder
 * knows which. One connection a file writes and checkpoints (SQLite 3.40 corrupts its WAL with
 * two); a lock forbids a second daemon.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct caller;
struct clock;
struct store;
struct store_connection;
struct transaction;

/* What a driver can do. Functions return 0 or an ERROR_*. Parameters count from 1. */
struct store_driver {
	const char *name;
	/* Opens `address` for writing (and locks it against a second writer) or reading only. */
	int (*open)(const char *address, bool writes, void **ret_connection);
	void (*close)(void *connection);
	/* Runs SQL without parameters or rows; several statements may stand in it. */
	int (*execute)(void *connection, const char *sql);
	int (*prepare)(void *connection, const char *sql, void **ret_statement);
	void (*finalize)(void *statement);
	int (*parameters)(void *statement);
	int (*bind_text)(void *statement, int index, const char *text);
	int (*bind_i64)(void *statement, int index, int64_t value);
	int (*bind_bytes)(void *statement, int index, const void *bytes, size_t size_bytes);
	int (*bind_null)(void *statement, int index);
	int (*step)(void *statement, bool *ret_row);
	void (*reset)(void *statement);
	/* Index of a column, or -1. Pointers from columns are valid until step or reset. */
	int (*column)(void *statement, const char *name);
	bool (*column_is_null)(void *statement, int column);
	int64_t (*column_i64)(void *statement, int column);
	const void *(*column_bytes)(void *statement, int column, size_t *ret_size_bytes);
	int64_t (*changes)(void *connection);
	/* True while a transaction is open: SQLite rolls all of it back on a full disk. */
	bool (*in_transaction)(void *connection);
	/* True when so much stands in the log that it should be moved into the file soon. */
	bool (*checkpoint_is_due)(void *connection);
	/* Moves what is in the log into the file; called between groups. */
	int (*checkpoint)(void *connection);
	/* Writes all that this connection's transaction sees into a new store at another address,
	 * on disk; what was begun there is removed on failure. */
	int (*copy)(void *connection, const char *address);
};

/* One step of a schema. Numbered from 1 in the order of the list, never edited after a release. */
struct migration {
	const char *name;
	const char *sql;
};

/* What a transaction is begun with. */
struct transaction_options {
	struct arena *arena;
	const struct caller *caller;
	const char *shard;
	void *state;
	void *prepared;
	const uint8_t *source_epoch; /* of the event that is applied, or NULL */
	int64_t now_us;
};

/* Opens the store and runs the migrations it has not had: first the common ones (the event log,
 * replies, cursors), then the service's, a list that ends with an empty row. */
int store_open(const struct store_driver *driver, const char *address,
	       const struct migration *migrations, struct store **ret_store);
void store_close(struct store *store);

/* The one connection that writes; only the writer thread uses it. */
struct store_connection *store_writer(struct store *store);

/* One more connection that reads; its owner closes it. */
int store_reader_open(struct store *store, struct store_connection **ret_connection);
void store_reader_close(struct store_connection *connection);

/* Moves what is in the log into the file, on the writer thread. Small and often is what keeps a
 * command from waiting for it: the writer does it when nothing waits and it is due. */
bool store_checkpoint_is_due(struct store *store);
int store_checkpoint(struct store *store);

/* Begins (writing for the writer, reading otherwise), and ends. A begun transaction is ended by
 * exactly one of commit and rollback, which free it. commit of a failed one rolls back and
 * returns the failure. */
struct transaction *transaction_begin(struct store_connection *connection,
				      const struct transaction_options *options);
int transaction_commit(struct transaction *tx);
void transaction_rollback(struct transaction *tx);

/* A part of a transaction that can be undone alone: for one command of a group. The failure of a
 * part belongs to it: undoing makes the transaction usable again, unless the store has rolled back
 * the whole (then true stays true). Options are those of the part. */
void transaction_savepoint(struct transaction *tx, const struct transaction_options *options);
void transaction_release(struct transaction *tx);
void transaction_undo(struct transaction *tx);

/* True when the store itself has rolled the whole transaction back. */
bool transaction_lost(const struct transaction *tx);

extern const struct store_driver store_sqlite;
