/* operation_test.c - a copy of a store, a store that was put back, a cursor that was moved */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/restored.h"
#include "common/store/transaction.h"
#include "common/words_service.h"
#include "harness.h"
#include "ocop/common/v1/commands.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"

static void operator(struct harness *h)
{
	harness_sign_in_as(h, "account_operator", OCOP__COMMON__V1__ROLE__ROLE_OPERATOR, "");
}

static const Ocop__Common__V1__Reply *back_up(struct harness *h, char *path)
{
	Ocop__Common__V1__BackUpStore command = OCOP__COMMON__V1__BACK_UP_STORE__INIT;

	command.path = path;
	return harness_command(h, &command.base);
}

static char *copy_path(struct harness *h)
{
	return arena_printf(harness_arena(h), "%s/copy.sqlite", harness_folder(h));
}

/* --- copies */

static void copy_has_what_was_there_and_not_what_came_later(void **state)
{
	struct harness *h = *state;
	const Ocop__Common__V1__BackUpStoreReply *place;
	struct store *copy;

	(void)words_set(h, "a", "one");
	operator(h);
	place = harness_body(h, back_up(h, copy_path(h)),
			     &ocop__common__v1__back_up_store_reply__descriptor);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_PRODUCER, "");
	(void)words_set(h, "b", "two");

	assert_int_equal(store_open(&store_sqlite, copy_path(h), words_service.migrations, &copy),
			 0);
	assert_int_equal(copy->head.sequence, place->head_sequence);
	assert_memory_equal(copy->head.hash, place->hash.data, sizeof(copy->head.hash));
	assert_memory_equal(copy->epoch, place->epoch.data, sizeof(copy->epoch));
	assert_true((uint64_t)harness_service(h)->store->head.sequence > place->head_sequence);
	store_close(copy);
}

static void copy_is_refused_over_another_file_and_to_others(void **state)
{
	struct harness *h = *state;

	(void)words_set(h, "a", "one");
	assert_int_equal(harness_refusal(back_up(h, copy_path(h))), REFUSAL(ROLE_MISSING));
	operator(h);
	assert_int_equal(harness_refusal(back_up(h, "copy.sqlite")), REFUSAL(FIELD_INVALID));
	assert_int_equal(harness_refusal(back_up(h, "/nowhere/copy.sqlite")),
			 REFUSAL(FIELD_INVALID));
	assert_int_equal(harness_refusal(back_up(h, copy_path(h))), 0);
	assert_int_equal(harness_refusal(back_up(h, copy_path(h))), REFUSAL(FIELD_INVALID));
}

/* --- a new epoch */

static void mark_begins_one_new_epoch(void **state)
{
	struct harness *h = *state;
	struct store *store = harness_service(h)->store;
	char *mark = arena_printf(harness_arena(h), "%s.restored", store->address);
	uint8_t before[EPOCH_SIZE_BYTES], after[EPOCH_SIZE_BYTES];
	FILE *file;

	memcpy(before, store->epoch, sizeof(before));
	assert_int_equal(restored_begin_epoch(store), 0);
	assert_memory_equal(store->epoch, before, sizeof(before));

	file = fopen(mark, "w");
	assert_non_null(file);
	(void)fclose(file);
	assert_int_equal(restored_begin_epoch(store), 0);
	assert_memory_not_equal(store->epoch, before, sizeof(before));
	assert_int_not_equal(access(mark, F_OK), 0);

	memcpy(after, store->epoch, sizeof(after));
	harness_restart(h);
	assert_memory_equal(harness_service(h)->store->epoch, after, sizeof(after));
}

/* --- cursors */

static void described(struct harness *h, const char *thing_id)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	event.listing_id = (char *)(uintptr_t)thing_id;
	harness_event(h, "market", thing_id, &event.base);
}

static struct cursor cursor_in_store(struct harness *h)
{
	struct transaction_options options =
		service_transaction(harness_service(h), harness_arena(h), &system_caller);
	struct transaction *tx =
		transaction_begin(store_writer(harness_service(h)->store), &options);
	struct cursor cursor;

	cursor_load(tx, "market", &cursor);
	transaction_rollback(tx);
	return cursor;
}

static Ocop__Common__V1__RefusalCode resume(struct harness *h, const char *source,
					    uint64_t after_sequence, bool rebuild)
{
	static uint8_t epoch[EPOCH_SIZE_BYTES] = {7}, hash[HASH_SIZE_BYTES] = {8};
	Ocop__Common__V1__ResumeFollowing command = OCOP__COMMON__V1__RESUME_FOLLOWING__INIT;

	command.source = (char *)(uintptr_t)source;
	command.epoch = (ProtobufCBinaryData){sizeof(epoch), epoch};
	command.after_sequence = after_sequence;
	if (after_sequence > 0)
		command.hash = (ProtobufCBinaryData){sizeof(hash), hash};
	command.rebuild = rebuild;
	return harness_refusal(harness_command(h, &command.base));
}

static void cursor_goes_where_the_operator_says(void **state)
{
	struct harness *h = *state;
	struct cursor cursor;

	described(h, "listing_1");
	assert_int_equal(resume(h, "market", 5, false), REFUSAL(ROLE_MISSING));
	operator(h);
	assert_int_equal(resume(h, "scoring_tn9", 5, false), REFUSAL(NO_SUCH_THING));
	assert_int_equal(resume(h, "market", 5, true), REFUSAL(FIELD_INVALID));
	assert_int_equal(resume(h, "market", 0, true), REFUSAL(FIELD_INVALID)); /* no mirror */
	assert_int_equal(resume(h, "market", 5, false), 0);
	cursor = cursor_in_store(h);
	assert_int_equal(cursor.sequence, 5);
	assert_int_equal(cursor.epoch[0], 7);
	assert_int_equal(cursor.hash[0], 8);
}

/* A run that was on its way when the cursor was moved is not applied to what is there now. */
static void run_from_before_the_move_is_not_applied(void **state)
{
	struct harness *h = *state;
	struct service *service = harness_service(h);
	struct event_job job = {.service = service, .source = "market", .count = 0};

	described(h, "listing_1");
	job.cursor = cursor_in_store(h);
	job.arena = arena_create(ARENA_LIMIT_BYTES);
	event_job_apply(&job); /* it is only looked for */
	assert_false(job.cursor_moved);

	operator(h);
	assert_int_equal(resume(h, "market", 5, false), 0);
	event_job_apply(&job);
	assert_true(job.cursor_moved);
	assert_int_equal(job.cursor.sequence, 5);
	assert_int_equal(cursor_in_store(h).sequence, 5);
	arena_destroy(job.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(copy_has_what_was_there_and_not_what_came_later,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(copy_is_refused_over_another_file_and_to_others,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(mark_begins_one_new_epoch, words_start, words_stop),
		cmocka_unit_test_setup_teardown(cursor_goes_where_the_operator_says, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(run_from_before_the_move_is_not_applied,
						words_start, words_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
