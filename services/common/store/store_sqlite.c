/* store_sqlite.c - the embedded store: SQLite 3.40
 *
 * WAL with synchronous=FULL: a commit is on disk before it returns. Automatic checkpoints are off;
 * the writer makes them between groups, so that no command pays for one in its latency. A file
 * lock beside the store forbids a second daemon.
 */
#include "common/store/store.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/log.h"
#include "common/base/memory.h"

enum {
	READER_BUSY_TIMEOUT_MS = 5000, /* readers wait only while the log is being reset */
	CACHE_KIB = 16 * 1024,
	CHECKPOINT_PAGES = 1000, /* 4 MiB: some milliseconds of copying */
	COLUMNS_MAX = 64,
	PARAMETERS_MAX = 48 /* the widest table has 30 columns */
};

struct connection {
	sqlite3 *database;
	int lock;
	int log_pages;          /* in the write-ahead log */
	int checkpointed_pages; /* of them, at the last checkpoint */
};

/* To SQLite $2 is a name, numbered by where it first occurs; to the statement's author it is the
 * second parameter. */
struct prepared {
	sqlite3_stmt *statement;
	int parameters;
	int indexes[PARAMETERS_MAX + 1]; /* by number, from 1 */

	/* Columns by the addresses of their names, which are literals, in the order in which they
	 * are read: each row reads them in the same order. */
	struct {
		const char *name;
		int column;
	} columns[COLUMNS_MAX];
	int column_count;
	int column_next;
};

static int error_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return 0;
	case SQLITE_FULL:
		return ERROR_DISK_FULL;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return ERROR_INPUT_OUTPUT;
	case SQLITE_CONSTRAINT:
		return ERROR_CONSTRAINT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERROR_STORE_LOCKED;
	default:
		return ERROR_STORE;
	}
}

static int failed(sqlite3 *database, int code, const char *what)
{
	char quoted[256];

	log_write(LOG_ERROR, "store", "call=%s code=%d text=%s", what, code,
		  log_quote(sqlite3_errmsg(database), quoted, sizeof(quoted)));
	return error_of(code);
}

static int lock_take(const char *address, int *ret_lock)
{
	char *path = memory_printf("%s.lock", address);
	int lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

	memory_free(path);
	if (lock < 0)
		return ERROR_INPUT_OUTPUT;
	if (flock(lock, LOCK_EX | LOCK_NB)) {
		close(lock);
		return ERROR_STORE_LOCKED;
	}
	*ret_lock = lock;
	return 0;
}

static int sqlite_execute(void *connection, const char *sql)
{
	struct connection *c = connection;
	int code = sqlite3_exec(c->database, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? 0 : failed(c->database, code, "execute");
}

static int configure(struct connection *c, bool writes)
{
	char *cache = memory_printf("PRAGMA cache_size=-%d", CACHE_KIB);
	int error = sqlite_execute(c, cache);

	memory_free(cache);
	if (error)
		return error;
	if (!writes)
		return sqlite_execute(c, "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY");
	return sqlite_execute(c, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
				 "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0;"
				 "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
				 "PRAGMA secure_delete=ON");
}

static void sqlite_close_connection(void *connection)
{
	struct connection *c = connection;

	(void)sqlite3_close(c->database); /* all statements are finalized: it cannot be busy */
	if (c->lock >= 0)
		close(c->lock);
	memory_free(c);
}

/* After each commit: how long the log is now. It starts anew once all of it was moved and nobody
 * reads it. */
static int log_grew(void *context, sqlite3 *database, const char *name, int pages)
{
	struct connection *c = context;

	(void)database;
	(void)name; /* there is one database */
	if (pages < c->checkpointed_pages)
		c->checkpointed_pages = 0;
	c->log_pages = pages;
	return SQLITE_OK;
}

/* To count what it has in use, SQLite would take one lock for every piece of memory, and readers
 * would wait for each other at every row. Before the first connection of all. */
static void count_no_memory(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* refused: then it counts */
}

static int sqlite_open(const char *address, bool writes, void **ret_connection)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct connection *c = memory_alloc(sizeof(*c));
	int flags = SQLITE_OPEN_NOMUTEX;
	int result;

	(void)pthread_once(&once, count_no_memory); /* cannot fail */
	c->lock = -1;
	result = writes ? lock_take(address, &c->lock) : 0;
	if (result) {
		memory_free(c);
		return result;
	}
	flags |= writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
	result = error_of(sqlite3_open_v2(address, &c->database, flags, NULL));
	if (result)
		goto out;
	(void)sqlite3_busy_timeout(c->database, READER_BUSY_TIMEOUT_MS); /* cannot fail */
	result = configure(c, writes);
	if (result)
		goto out;
	/* After configure: turning automatic checkpoints off takes the hook away. */
	if (writes)
		(void)sqlite3_wal_hook(c->database, log_grew, c); /* returns the hook before */
	*ret_connection = c;
out:
	if (result)
		sqlite_close_connection(c);
	return result;
}

/* Notes where $1 to $n stand; ERROR_STORE when they are not exactly these. */
static int number_parameters(struct prepared *prepared)
{
	prepared->parameters = sqlite3_bind_parameter_count(prepared->statement);
	if (prepared->parameters > PARAMETERS_MAX)
		return ERROR_STORE;
	for (int number = 1; number <= prepared->parameters; number++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "$%d", number); /* bounded */
		prepared->indexes[number] = sqlite3_bind_parameter_index(prepared->statement, name);
		if (!prepared->indexes[number])
			return ERROR_STORE;
	}
	return 0;
}

static void sqlite_finalize_statement(void *statement)
{
	struct prepared *prepared = statement;

	(void)sqlite3_finalize(prepared->statement); /* repeats the error that step already gave */
	memory_free(prepared);
}

static int sqlite_prepare(void *connection, const char *sql, void **ret_statement)
{
	struct connection *c = connection;
	struct prepared *prepared = memory_alloc(sizeof(*prepared));
	int code = sqlite3_prepare_v3(c->database, sql, -1, SQLITE_PREPARE_PERSISTENT,
				      &prepared->statement, NULL);
	int error = code == SQLITE_OK ? number_parameters(prepared)
				      : failed(c->database, code, "prepare");

	if (error) {
		log_write(LOG_ERROR, "store", "sql=\"%s\"", sql);
		sqlite_finalize_statement(prepared);
		return error;
	}
	*ret_statement = prepared;
	return 0;
}

static int sqlite_parameters(void *statement)
{
	return ((struct prepared *)statement)->parameters;
}

static int sqlite_bind_text(void *statement, int number, const char *text)
{
	const struct prepared *prepared = statement;

	return error_of(sqlite3_bind_text(prepared->statement, prepared->indexes[number], text, -1,
					  SQLITE_TRANSIENT));
}

static int sqlite_bind_i64(void *statement, int number, int64_t value)
{
	const struct prepared *prepared = statement;

	return error_of(sqlite3_bind_int64(prepared->statement, prepared->indexes[number], value));
}

static int sqlite_bind_bytes(void *statement, int number, const void *bytes, size_t size_bytes)
{
	const struct prepared *prepared = statement;
	int index = prepared->indexes[number];

	/* A NULL pointer would bind SQL's NULL: no bytes are an empty blob. */
	if (!size_bytes)
		return error_of(sqlite3_bind_zeroblob(prepared->statement, index, 0));
	return error_of(sqlite3_bind_blob64(prepared->statement, index, bytes, size_bytes,
					    SQLITE_TRANSIENT));
}

static int sqlite_bind_null(void *statement, int number)
{
	const struct prepared *prepared = statement;

	return error_of(sqlite3_bind_null(prepared->statement, prepared->indexes[number]));
}

static sqlite3_stmt *row_of(void *statement)
{
	return ((struct prepared *)statement)->statement;
}

static int sqlite_step(void *statement, bool *ret_row)
{
	sqlite3_stmt *row = row_of(statement);
	int code = sqlite3_step(row);

	if (code == SQLITE_ROW || code == SQLITE_DONE) {
		*ret_row = code == SQLITE_ROW;
		return 0;
	}
	log_write(LOG_ERROR, "store", "sql=\"%s\"", sqlite3_sql(row));
	return failed(sqlite3_db_handle(row), code, "step");
}

static void sqlite_reset_statement(void *statement)
{
	(void)sqlite3_reset(row_of(statement)); /* repeats the error that step already gave */
}

static int column_find(struct prepared *prepared, const char *name)
{
	int count = sqlite3_column_count(prepared->statement);

	for (int i = 0; i < count; i++) {
		if (!strcmp(sqlite3_column_name(prepared->statement, i), name))
			return i;
	}
	return -1;
}

static int sqlite_column(void *statement, const char *name)
{
	struct prepared *prepared = statement;
	int at = prepared->column_next;

	for (int i = 0; i < prepared->column_count; i++, at++) {
		if (at >= prepared->column_count)
			at = 0;
		if (prepared->columns[at].name == name) {
			prepared->column_next = at + 1;
			return prepared->columns[at].column;
		}
	}
	at = column_find(prepared, name);
	if (at >= 0 && prepared->column_count < COLUMNS_MAX) {
		prepared->columns[prepared->column_count].name = name;
		prepared->columns[prepared->column_count].column = at;
		prepared->column_next = ++prepared->column_count;
	}
	return at;
}

static bool sqlite_column_is_null(void *statement, int column)
{
	return sqlite3_column_type(row_of(statement), column) == SQLITE_NULL;
}

static int64_t sqlite_column_i64(void *statement, int column)
{
	return sqlite3_column_int64(row_of(statement), column);
}

static const void *sqlite_column_bytes(void *statement, int column, size_t *ret_size_bytes)
{
	const void *bytes = sqlite3_column_blob(row_of(statement), column);

	*ret_size_bytes = (size_t)sqlite3_column_bytes(row_of(statement), column);
	return bytes;
}

static int64_t sqlite_changes(void *connection)
{
	return sqlite3_changes64(((struct connection *)connection)->database);
}

static bool sqlite_in_transaction(void *connection)
{
	return !sqlite3_get_autocommit(((struct connection *)connection)->database);
}

static bool sqlite_checkpoint_is_due(void *connection)
{
	const struct connection *c = connection;

	return c->log_pages - c->checkpointed_pages >= CHECKPOINT_PAGES;
}

static int sqlite_checkpoint(void *connection)
{
	struct connection *c = connection;

	c->checkpointed_pages = c->log_pages;
	int code =
		sqlite3_wal_checkpoint_v2(c->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

	return code == SQLITE_BUSY ? 0 : error_of(code);
}

/* One step takes all pages, within the reading transaction that is open: nothing that is committed
 * meanwhile gets into it. */
static int pages_copy(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int code;

	if (!backup)
		return failed(to, sqlite3_errcode(to), "backup");
	(void)sqlite3_backup_step(backup, -1); /* finish says how it went */
	code = sqlite3_backup_finish(backup);
	return code == SQLITE_OK ? 0 : failed(to, code, "backup");
}

static int file_flush(const char *path)
{
	int file = open(path, O_RDWR | O_CLOEXEC);
	int error = 0;

	if (file < 0 || fchmod(file, 0600) != 0 || fsync(file) != 0)
		error = ERROR_INPUT_OUTPUT;
	if (file >= 0)
		(void)close(file); /* flushed */
	return error ? error : folder_flush_of(path);
}

static int sqlite_copy(void *connection, const char *address)
{
	const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	struct connection *c = connection;
	sqlite3 *to = NULL;
	int error = error_of(sqlite3_open_v2(address, &to, flags, NULL));

	if (!error)
		error = pages_copy(c->database, to);
	(void)sqlite3_close(to); /* it has no statements: it cannot be busy */
	if (!error)
		error = file_flush(address);
	if (error)
		(void)unlink(address); /* perhaps it was never there */
	return error;
}

const struct store_driver store_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close_connection,
	.execute = sqlite_execute,
	.prepare = sqlite_prepare,
	.finalize = sqlite_finalize_statement,
	.parameters = sqlite_parameters,
	.bind_text = sqlite_bind_text,
	.bind_i64 = sqlite_bind_i64,
	.bind_bytes = sqlite_bind_bytes,
	.bind_null = sqlite_bind_null,
	.step = sqlite_step,
	.reset = sqlite_reset_statement,
	.column = sqlite_column,
	.column_is_null = sqlite_column_is_null,
	.column_i64 = sqlite_column_i64,
	.column_bytes = sqlite_column_bytes,
	.changes = sqlite_changes,
	.in_transaction = sqlite_in_transaction,
	.checkpoint_is_due = sqlite_checkpoint_is_due,
	.checkpoint = sqlite_checkpoint,
	.copy = sqlite_copy,
};
