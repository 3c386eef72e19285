/* store_test.c - migrations, the sticky transaction, parts, and what a full disk does */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/outbox.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/market/v1/events.pb-c.h"

static const struct migration migrations[] = {
	{"notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT"},
	{0},
};

static const struct caller nobody = {.account_id = "", .agency_id = "", .request_id = ""};

struct fixture {
	char folder[32];
	char path[64];
	struct store *store;
	struct arena *arena;
	struct transaction_options options;
};

static int start(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	strcpy(f->folder, "/tmp/ocop-store-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->path, sizeof(f->path), "%s/store.sqlite", f->folder);
	f->arena = arena_create(ARENA_LIMIT_BYTES);
	f->options = (struct transaction_options){.arena = f->arena, .caller = &nobody};
	*state = f;
	return store_open(&store_sqlite, f->path, migrations, &f->store);
}

static int stop(void **state)
{
	struct fixture *f = *state;
	char command[64];

	store_close(f->store);
	arena_destroy(f->arena);
	snprintf(command, sizeof(command), "rm -rf %s", f->folder);
	int status = system(command);

	free(f);
	return status;
}

static struct transaction *begin(struct fixture *f)
{
	return transaction_begin(store_writer(f->store), &f->options);
}

static void note(struct transaction *tx, const char *text)
{
	statement(tx, "INSERT INTO notes (text) VALUES ($1)");
	bind_text(tx, text);
	statement_run(tx);
}

static void tell(struct transaction *tx)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	outbox_append(tx, "thing", 1, &event.base);
}

static int64_t count(struct fixture *f)
{
	struct store_connection *reader;
	struct transaction *tx;
	int64_t notes = -1;

	assert_int_equal(store_reader_open(f->store, &reader), 0);
	tx = transaction_begin(reader, &f->options);
	statement(tx, "SELECT count(*) AS notes FROM notes");
	while (statement_step(tx))
		notes = column_i64(tx, "notes");
	transaction_rollback(tx);
	store_reader_close(reader);
	return notes;
}

static void migrations_run_once(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx = begin(f);

	note(tx, "a");
	assert_int_equal(transaction_commit(tx), 0);
	store_close(f->store);
	assert_int_equal(store_open(&store_sqlite, f->path, migrations, &f->store), 0);
	assert_int_equal(count(f), 1);
}

static void store_of_another_schema_is_refused(void **state)
{
	static const struct migration edited[] = {
		{"notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT) STRICT"},
		{0},
	};
	struct fixture *f = *state;
	struct store *store;

	store_close(f->store);
	assert_int_equal(store_open(&store_sqlite, f->path, edited, &store),
			 ERROR_STORE_OF_OTHER_SCHEMA);
	assert_int_equal(store_open(&store_sqlite, f->path, migrations, &f->store), 0);
}

static void second_writer_is_locked_out(void **state)
{
	struct fixture *f = *state;
	struct store *second = NULL;

	assert_int_equal(store_open(&store_sqlite, f->path, migrations, &second),
			 ERROR_STORE_LOCKED);
	assert_null(second);
}

static void first_failure_stays_and_nothing_is_written(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx = begin(f);

	note(tx, "a");
	note(tx, "a");
	assert_true(transaction_failed(tx));
	note(tx, "b");
	transaction_fail(tx, ERROR_UNREADABLE);
	assert_int_equal(transaction_error(tx), ERROR_CONSTRAINT);
	assert_int_equal(transaction_commit(tx), ERROR_CONSTRAINT);
	assert_int_equal(count(f), 0);
}

static void part_is_undone_alone_with_its_events(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx = begin(f);

	transaction_savepoint(tx, &f->options);
	note(tx, "a");
	tell(tx);
	transaction_release(tx);
	transaction_savepoint(tx, &f->options);
	note(tx, "b");
	tell(tx);
	note(tx, "a");
	assert_true(transaction_failed(tx));
	transaction_undo(tx);
	assert_false(transaction_failed(tx));
	transaction_savepoint(tx, &f->options);
	note(tx, "c");
	tell(tx);
	transaction_release(tx);
	assert_int_equal(transaction_commit(tx), 0);
	assert_int_equal(count(f), 2);
	assert_int_equal(f->store->head.sequence, 2);
}

static void log_is_gapless_and_chained(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx;
	uint8_t head[HASH_SIZE_BYTES];

	tx = begin(f);
	tell(tx);
	transaction_rollback(tx);
	tx = begin(f);
	tell(tx);
	tell(tx);
	assert_int_equal(transaction_commit(tx), 0);
	assert_int_equal(f->store->head.sequence, 2);
	memcpy(head, f->store->head.hash, sizeof(head));
	store_close(f->store);
	assert_int_equal(store_open(&store_sqlite, f->path, migrations, &f->store), 0);
	assert_int_equal(f->store->head.sequence, 2);
	assert_memory_equal(f->store->head.hash, head, sizeof(head));
}

static void reading_connection_cannot_write(void **state)
{
	struct fixture *f = *state;
	struct store_connection *reader;
	struct transaction *tx;

	assert_int_equal(store_reader_open(f->store, &reader), 0);
	tx = transaction_begin(reader, &f->options);
	note(tx, "a");
	assert_true(transaction_failed(tx));
	transaction_rollback(tx);
	store_reader_close(reader);
	assert_int_equal(count(f), 0);
}

static void full_disk_loses_the_group_and_says_so(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx;
	char *large = calloc(1, 1 << 20);

	memset(large, 'x', (1 << 20) - 1);
	/* As full as a disk can be: the file may not grow by a page. */
	assert_int_equal(
		store_sqlite.execute(store_writer(f->store)->handle, "PRAGMA max_page_count = 1"),
		0);
	tx = begin(f);
	transaction_savepoint(tx, &f->options);
	note(tx, "a");
	note(tx, large);
	free(large);
	assert_int_equal(transaction_error(tx), ERROR_DISK_FULL);
	transaction_undo(tx);
	if (transaction_lost(tx))
		assert_true(transaction_failed(tx));
	transaction_rollback(tx);
	assert_int_equal(count(f), 0);

	assert_int_equal(store_sqlite.execute(store_writer(f->store)->handle,
					      "PRAGMA max_page_count = 1000000"),
			 0);
	tx = begin(f);
	note(tx, "b");
	assert_int_equal(transaction_commit(tx), 0);
	assert_int_equal(count(f), 1);
}

static void statements_nest(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx = begin(f);
	int64_t pairs = 0;

	note(tx, "a");
	note(tx, "b");
	statement(tx, "SELECT id FROM notes ORDER BY id");
	while (statement_step(tx)) {
		int64_t id = column_i64(tx, "id");

		statement(tx, "SELECT text FROM notes WHERE id >= $1");
		bind_i64(tx, id);
		while (statement_step(tx))
			pairs++;
	}
	transaction_rollback(tx);
	assert_int_equal(pairs, 3);
}

static void parameters_are_bound_by_their_numbers(void **state)
{
	struct fixture *f = *state;
	struct transaction *tx = begin(f);

	note(tx, "a");
	statement(tx, "UPDATE notes SET text = $2 WHERE text = $1");
	bind_text(tx, "a");
	bind_text(tx, "b");
	statement_run(tx);
	assert_int_equal(statement_changes(tx), 1);
	assert_int_equal(transaction_commit(tx), 0);
}

static void checkpoint_is_due_after_much_and_not_again_at_once(void **state)
{
	struct fixture *f = *state;
	char *text = calloc(1, 4096);

	memset(text, 'x', 4000);
	assert_false(store_checkpoint_is_due(f->store));
	for (int i = 0; i < 1200; i++) {
		struct transaction *tx = begin(f);

		snprintf(text, 8, "%07d", i);
		text[7] = 'x';
		note(tx, text);
		assert_int_equal(transaction_commit(tx), 0);
		arena_reset(f->arena);
	}
	free(text);
	assert_true(store_checkpoint_is_due(f->store));
	assert_int_equal(store_checkpoint(f->store), 0);
	assert_false(store_checkpoint_is_due(f->store));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(migrations_run_once, start, stop),
		cmocka_unit_test_setup_teardown(store_of_another_schema_is_refused, start, stop),
		cmocka_unit_test_setup_teardown(second_writer_is_locked_out, start, stop),
		cmocka_unit_test_setup_teardown(first_failure_stays_and_nothing_is_written, start,
						stop),
		cmocka_unit_test_setup_teardown(part_is_undone_alone_with_its_events, start, stop),
		cmocka_unit_test_setup_teardown(log_is_gapless_and_chained, start, stop),
		cmocka_unit_test_setup_teardown(reading_connection_cannot_write, start, stop),
		cmocka_unit_test_setup_teardown(full_disk_loses_the_group_and_says_so, start, stop),
		cmocka_unit_test_setup_teardown(statements_nest, start, stop),
		cmocka_unit_test_setup_teardown(parameters_are_bound_by_their_numbers, start, stop),
		cmocka_unit_test_setup_teardown(checkpoint_is_due_after_much_and_not_again_at_once,
						start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
