/* transaction.h - a transaction that keeps its first failure
 *
 * After a failure every call on it does nothing and every column reads as empty. So: load the
 * facts, ask transaction_failed once, decide, write, return. Only command.c, reaction.c and query.c
 * begin and end transactions; a handler that fails returns FAILED and is rolled back.
 *
 * A statement is a literal in the one function that runs it (its address is the key of the cache of
 * prepared statements), its parameters $1, $2, ... are bound in order, its columns are read by
 * name. Statements may nest four deep, each its own literal:
 *
 *	statement(tx, "SELECT name, stars FROM listings WHERE producer_id = $1");
 *	bind_text(tx, producer_id);
 *	while (statement_step(tx)) {
 *		name = column_text(tx, "name");
 *		stars = column_i64(tx, "stars");
 *	}
 *
 * A loop that is left early calls statement_end. SQL is the subset that SQLite and PostgreSQL both
 * read; RETURNING and ON CONFLICT are in it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct transaction;
struct caller;

/* True after anything on it has failed. */
bool transaction_failed(const struct transaction *tx);

/* Makes it fail, for what the handler itself finds broken; the first failure stays. */
void transaction_fail(struct transaction *tx, int error);

/* 0 or the first failure, an ERROR_*. */
int transaction_error(const struct transaction *tx);

/* Time of this command, query or event on the instance's clock: the same at every call. */
int64_t transaction_now_us(const struct transaction *tx);

/* Memory until the reply is sent. */
struct arena *transaction_arena(struct transaction *tx);

/* Uses another arena from now on, for columns too: a list that is longer than memory is read with
 * one that is emptied before every row. Returns the one used until now, to be put back. */
struct arena *transaction_use_arena(struct transaction *tx, struct arena *arena);

/* Who asks; for events and deadlines the system. Never NULL. */
const struct caller *transaction_caller(const struct transaction *tx);

/* What the service's start function made, for example the loaded rule books. */
void *transaction_state(const struct transaction *tx);

/* Name of this daemon's shard, or NULL. */
const char *transaction_shard(const struct transaction *tx);

/* What the row's prepare step made for this command, or NULL. */
void *transaction_prepared(const struct transaction *tx);

/* Epoch (16 bytes) of the source whose event is applied; NULL for commands and queries. */
const uint8_t *transaction_source_epoch(const struct transaction *tx);

/* Copies the whole store, as this transaction sees it, into a new one at another address, on disk.
 * 0 or an ERROR_*, and then nothing is left there. Takes as long as it takes: for reading
 * transactions. */
int transaction_copy_store(struct transaction *tx, const char *address);

/* Begins a statement; sql must be a literal. */
void statement(struct transaction *tx, const char *sql);

/* Bind the next parameter. Text and bytes are copied; NULL text binds SQL's NULL. */
void bind_text(struct transaction *tx, const char *text);
void bind_i64(struct transaction *tx, int64_t value);
void bind_bytes(struct transaction *tx, const void *bytes, size_t size_bytes);
void bind_null(struct transaction *tx);

/* Runs a statement that gives no rows. Asserts that every parameter was bound. */
void statement_run(struct transaction *tx);

/* Runs up to the next row; false at the end (the statement is over then) or on failure. */
bool statement_step(struct transaction *tx);

/* Ends a statement before its last row. */
void statement_end(struct transaction *tx);

/* Rows that the last statement_run changed. */
int64_t statement_changes(const struct transaction *tx);

/* Columns of the present row, by name, a literal. Text and bytes are copied into the transaction's
 * arena. NULL reads as "" and 0; column_is_null tells. */
const char *column_text(struct transaction *tx, const char *name);
int64_t column_i64(struct transaction *tx, const char *name);
const void *column_bytes(struct transaction *tx, const char *name, size_t *ret_size_bytes);
bool column_is_null(struct transaction *tx, const char *name);
