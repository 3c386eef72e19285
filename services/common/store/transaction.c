/* transaction.c - statements on a transaction that keeps its first failure */
#include "common/store/transaction.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/store/connection.h"

/* Looks a literal up by its address, preparing it at first sight. */
static struct cached_statement *cached_statement(struct transaction *tx, const char *sql)
{
	struct store_connection *connection = tx->connection;
	size_t slot = ((uintptr_t)sql >> 3) % STATEMENT_CACHE_SLOTS;
	struct cached_statement *cached;

	while (connection->cache[slot].sql && connection->cache[slot].sql != sql)
		slot = (slot + 1) % STATEMENT_CACHE_SLOTS;
	cached = &connection->cache[slot];
	if (cached->sql)
		return cached;

	assert(connection->cached < STATEMENT_CACHE_SLOTS / 2 && "statements are literals");
	int error = connection->driver->prepare(connection->handle, sql, &cached->statement);

	if (error) {
		transaction_fail(tx, error);
		return NULL;
	}
	cached->sql = sql;
	cached->parameters = connection->driver->parameters(cached->statement);
	connection->cached++;
	return cached;
}

static void close_top(struct transaction *tx)
{
	struct cached_statement *cached = tx->open[tx->depth - 1].cached;

	tx->connection->driver->reset(cached->statement);
	cached->in_use = false;
	tx->depth--;
}

/* The store may end the whole transaction by itself; then nothing in it can be saved. */
static void note_failure(struct transaction *tx, int error)
{
	transaction_fail(tx, error);
	if (!tx->connection->driver->in_transaction(tx->connection->handle))
		tx->lost = true;
	while (tx->depth)
		close_top(tx);
}

static void run_literal(struct transaction *tx, const char *sql)
{
	struct cached_statement *cached = cached_statement(tx, sql);
	bool row;

	if (!cached)
		return;
	int error = tx->connection->driver->step(cached->statement, &row);

	tx->connection->driver->reset(cached->statement);
	if (error)
		note_failure(tx, error);
}

struct transaction *transaction_begin(struct store_connection *connection,
				      const struct transaction_options *options)
{
	struct transaction *tx = memory_alloc(sizeof(*tx));

	tx->connection = connection;
	tx->group = *options;
	tx->options = *options;
	if (connection->writes)
		tx->head = connection->store->head;
	run_literal(tx, connection->writes ? "BEGIN IMMEDIATE" : "BEGIN");
	return tx;
}

static void transaction_free(struct transaction *tx)
{
	for (size_t i = 0; i < tx->event_count; i++)
		memory_free(tx->events[i].bytes);
	memory_free(tx->events);
	memory_free(tx);
}

/* Ends what SQL began; the failure of a rollback leaves nothing to do but to close. */
static void sql_rollback(struct transaction *tx)
{
	const struct store_driver *driver = tx->connection->driver;

	while (tx->depth)
		close_top(tx);
	if (driver->in_transaction(tx->connection->handle))
		(void)driver->execute(tx->connection->handle,
				      "ROLLBACK"); /* nothing to undo then */
}

void transaction_rollback(struct transaction *tx)
{
	sql_rollback(tx);
	transaction_free(tx);
}

int transaction_commit(struct transaction *tx)
{
	int error;

	assert(!tx->in_part && "a part is released or undone first");
	assert(tx->depth == 0 && "every statement has been run to its end");
	if (!tx->error)
		run_literal(tx, "COMMIT");
	error = tx->error;
	if (error) {
		sql_rollback(tx);
	} else if (tx->connection->writes) {
		tx->connection->store->head = tx->head;
		atomic_store(&tx->connection->store->head_sequence, tx->head.sequence);
	}
	transaction_free(tx);
	return error;
}

struct written_event *transaction_take_events(struct transaction *tx, size_t *ret_count)
{
	struct written_event *events = tx->events;

	*ret_count = tx->event_count;
	tx->events = NULL;
	tx->event_count = 0;
	tx->event_capacity = 0;
	return events;
}

void transaction_savepoint(struct transaction *tx, const struct transaction_options *options)
{
	assert(!tx->in_part && "parts do not nest");
	tx->options = *options;
	tx->in_part = true;
	tx->head_before_part = tx->head;
	tx->event_count_before_part = tx->event_count;
	tx->clock_before_part = tx->clock;
	if (!tx->error)
		run_literal(tx, "SAVEPOINT part");
}

void transaction_release(struct transaction *tx)
{
	assert(tx->in_part && !tx->error);
	assert(tx->depth == 0 && "every statement has been run to its end");
	run_literal(tx, "RELEASE part");
	tx->in_part = false;
	tx->options = tx->group;
}

void transaction_undo(struct transaction *tx)
{
	assert(tx->in_part);
	while (tx->depth)
		close_top(tx);
	while (tx->event_count > tx->event_count_before_part)
		memory_free(tx->events[--tx->event_count].bytes);
	tx->head = tx->head_before_part;
	tx->clock = tx->clock_before_part;
	tx->in_part = false;
	tx->options = tx->group;
	if (tx->lost)
		return;
	tx->error = 0;
	run_literal(tx, "ROLLBACK TO part");
	if (!tx->error)
		run_literal(tx, "RELEASE part");
}

bool transaction_lost(const struct transaction *tx)
{
	return tx->lost;
}

bool transaction_failed(const struct transaction *tx)
{
	return tx->error != 0;
}

void transaction_fail(struct transaction *tx, int error)
{
	assert(error < 0);
	if (!tx->error)
		tx->error = error;
}

int transaction_error(const struct transaction *tx)
{
	return tx->error;
}

int64_t transaction_now_us(const struct transaction *tx)
{
	return tx->options.now_us;
}

struct arena *transaction_arena(struct transaction *tx)
{
	return tx->options.arena;
}

struct arena *transaction_use_arena(struct transaction *tx, struct arena *arena)
{
	struct arena *before = tx->options.arena;

	tx->options.arena = arena;
	return before;
}

const struct caller *transaction_caller(const struct transaction *tx)
{
	assert(tx->options.caller);
	return tx->options.caller;
}

void *transaction_state(const struct transaction *tx)
{
	return tx->options.state;
}

const char *transaction_shard(const struct transaction *tx)
{
	return tx->options.shard;
}

void *transaction_prepared(const struct transaction *tx)
{
	return tx->options.prepared;
}

const uint8_t *transaction_source_epoch(const struct transaction *tx)
{
	return tx->options.source_epoch;
}

void statement(struct transaction *tx, const char *sql)
{
	struct cached_statement *cached;

	if (tx->error)
		return;
	assert(tx->depth < STATEMENT_DEPTH_MAX && "statements nest four deep");
	assert((tx->depth == 0 || tx->open[tx->depth - 1].stepping) &&
	       "the statement before has been run");
	cached = cached_statement(tx, sql);
	if (!cached)
		return;
	assert(!cached->in_use && "a literal is not used inside itself");
	cached->in_use = true;
	tx->open[tx->depth].cached = cached;
	tx->open[tx->depth].bound = 0;
	tx->open[tx->depth].stepping = false;
	tx->depth++;
}

/* The statement being bound, its next index in *ret_index; NULL after a failure. */
static void *next_parameter(struct transaction *tx, int *ret_index)
{
	if (tx->error)
		return NULL;
	assert(tx->depth > 0 && !tx->open[tx->depth - 1].stepping);
	*ret_index = ++tx->open[tx->depth - 1].bound;
	assert(*ret_index <= tx->open[tx->depth - 1].cached->parameters && "too many bound");
	return tx->open[tx->depth - 1].cached->statement;
}

static void bound(struct transaction *tx, int error)
{
	if (error)
		note_failure(tx, error);
}

void bind_text(struct transaction *tx, const char *text)
{
	int index;
	void *parameter = next_parameter(tx, &index);

	if (!parameter)
		return;
	if (text)
		bound(tx, tx->connection->driver->bind_text(parameter, index, text));
	else
		bound(tx, tx->connection->driver->bind_null(parameter, index));
}

void bind_i64(struct transaction *tx, int64_t value)
{
	int index;
	void *parameter = next_parameter(tx, &index);

	if (parameter)
		bound(tx, tx->connection->driver->bind_i64(parameter, index, value));
}

void bind_bytes(struct transaction *tx, const void *bytes, size_t size_bytes)
{
	int index;
	void *parameter = next_parameter(tx, &index);

	if (parameter)
		bound(tx, tx->connection->driver->bind_bytes(parameter, index, bytes, size_bytes));
}

void bind_null(struct transaction *tx)
{
	int index;
	void *parameter = next_parameter(tx, &index);

	if (parameter)
		bound(tx, tx->connection->driver->bind_null(parameter, index));
}

/* Steps the top statement; false at its end and on failure, both of which close it. */
static bool step_top(struct transaction *tx)
{
	struct cached_statement *cached = tx->open[tx->depth - 1].cached;
	bool row = false;
	int error;

	assert(tx->open[tx->depth - 1].bound == cached->parameters && "every parameter is bound");
	tx->open[tx->depth - 1].stepping = true;
	error = tx->connection->driver->step(cached->statement, &row);
	if (error) {
		note_failure(tx, error);
		return false;
	}
	if (!row)
		close_top(tx);
	return row;
}

void statement_run(struct transaction *tx)
{
	if (tx->error)
		return;
	assert(tx->depth > 0);
	bool row = step_top(tx);

	if (tx->error)
		return;
	assert(!row && "a statement that gives rows is stepped");
	(void)row;
	tx->changes = tx->connection->driver->changes(tx->connection->handle);
}

bool statement_step(struct transaction *tx)
{
	if (tx->error)
		return false;
	assert(tx->depth > 0);
	return step_top(tx);
}

void statement_end(struct transaction *tx)
{
	if (tx->error)
		return;
	assert(tx->depth > 0 && tx->open[tx->depth - 1].stepping);
	close_top(tx);
}

int64_t statement_changes(const struct transaction *tx)
{
	return tx->error ? 0 : tx->changes;
}

/* The row being read and a column's index in it; NULL after a failure. */
static void *row_column(struct transaction *tx, const char *name, int *ret_column)
{
	void *row;

	if (tx->error)
		return NULL;
	assert(tx->depth > 0 && tx->open[tx->depth - 1].stepping);
	row = tx->open[tx->depth - 1].cached->statement;
	*ret_column = tx->connection->driver->column(row, name);
	assert(*ret_column >= 0 && "the statement names this column");
	return row;
}

const char *column_text(struct transaction *tx, const char *name)
{
	size_t size_bytes;
	const void *bytes = column_bytes(tx, name, &size_bytes);

	return size_bytes ? bytes : "";
}

int64_t column_i64(struct transaction *tx, const char *name)
{
	int column;
	void *row = row_column(tx, name, &column);

	return row ? tx->connection->driver->column_i64(row, column) : 0;
}

const void *column_bytes(struct transaction *tx, const char *name, size_t *ret_size_bytes)
{
	int column;
	void *row = row_column(tx, name, &column);
	const void *bytes;
	char *copy;

	*ret_size_bytes = 0;
	if (!row)
		return NULL;
	bytes = tx->connection->driver->column_bytes(row, column, ret_size_bytes);
	copy = arena_alloc(tx->options.arena, *ret_size_bytes + 1); /* text gets its zero */
	if (*ret_size_bytes)
		memcpy(copy, bytes, *ret_size_bytes);
	return copy;
}

bool column_is_null(struct transaction *tx, const char *name)
{
	int column;
	void *row = row_column(tx, name, &column);

	return !row || tx->connection->driver->column_is_null(row, column);
}

int transaction_copy_store(struct transaction *tx, const char *address)
{
	assert(!tx->connection->writes && "a writer that copies keeps everybody waiting");
	if (tx->error)
		return tx->error;
	return tx->connection->driver->copy(tx->connection->handle, address);
}
