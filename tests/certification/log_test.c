/* log_test.c - every event is a leaf; the published files are those of the store's tree
 */
#include "certification_fixture.h"

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "certification/log/log_keys.h"
#include "certification/log/published.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/base/whole_file.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "common/tlog/base64.h"
#include "common/tlog/entry.h"

enum { WAIT_LIMIT_MS = 20000 };

static struct transaction *begin(struct harness *h, struct arena *arena)
{
	struct transaction_options options =
		service_transaction(harness_service(h), arena, &system_caller);

	return transaction_begin(store_writer(harness_service(h)->store), &options);
}

static char *log_folder(struct harness *h)
{
	return memory_printf("%s/../log", harness_folder(h));
}

/* The checkpoint on disk, by the daemon's own key. */
static struct checkpoint checkpoint_on_disk(struct harness *h)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *folder = log_folder(h);
	struct checkpoint checkpoint = {0};
	struct log_keys keys;
	uint8_t *bytes;
	size_t size_bytes;

	assert_int_equal(log_keys_load(harness_folder(h), "ocop/thai-nguyen", false, &keys), 0);
	assert_int_equal(published_read(folder, "checkpoint", arena, &bytes, &size_bytes), 0);
	assert_int_equal(
		checkpoint_open((char *)bytes, size_bytes, &keys.log.verifier, &checkpoint),
		NOTE_GENUINE);
	memory_free(folder);
	arena_destroy(arena);
	return checkpoint;
}

static struct checkpoint wait_published(struct harness *h, uint64_t size)
{
	const struct timespec pause = {.tv_nsec = 5 * 1000000};
	struct checkpoint checkpoint = checkpoint_on_disk(h);

	for (int waited_ms = 0; checkpoint.size < size; waited_ms += 5) {
		assert_true(waited_ms < WAIT_LIMIT_MS);
		(void)nanosleep(&pause, NULL);
		checkpoint = checkpoint_on_disk(h);
	}
	return checkpoint;
}

/* The published tiles and bundles have the checkpoint's root, and every entry hashes to its leaf.
 */
static void assert_files_are_whole(struct harness *h, const struct checkpoint *checkpoint)
{
	struct arena *arena = arena_create(64 * (size_t)ARENA_LIMIT_BYTES);
	char *folder = log_folder(h);
	struct published_tree tree = {folder, checkpoint->size, arena};
	struct merkle_source source = published_source(&tree);
	struct merkle_hash root;

	assert_int_equal(merkle_root(&source, checkpoint->size, &root), 0);
	assert_memory_equal(&root, &checkpoint->root, sizeof(root));
	for (uint64_t first = 0; first < checkpoint->size; first += TILE_WIDTH) {
		struct tile tile = {true, 0, first / TILE_WIDTH, 0};
		struct merkle_hash expected[TILE_WIDTH], hash;
		size_t size_bytes, entry_size_bytes;
		struct bundle bundle;
		const uint8_t *entry;
		uint8_t *bytes;

		tile.width = tile_width_in(0, tile.index, checkpoint->size);
		assert_int_equal(published_read_tile(folder, &tile, arena, &bytes, &size_bytes), 0);
		assert_int_equal(source.read(source.context, 0, first, tile.width, expected), 0);
		bundle = (struct bundle){bytes, size_bytes};
		for (unsigned i = 0; i < tile.width; i++) {
			assert_true(bundle_next(&bundle, &entry, &entry_size_bytes));
			merkle_leaf_hash(entry, entry_size_bytes, &hash);
			assert_memory_equal(&hash, &expected[i], sizeof(hash));
		}
		assert_int_equal(bundle.size_bytes, 0);
	}
	memory_free(folder);
	arena_destroy(arena);
}

/* --- leaves */

static void an_entry_says_what_the_register_made_and_commits_to_what_people_wrote(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__Certificate *certificate =
		issue(h, "dossier_1", "product_1", 4, "2026-06-20");
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct transaction *tx = begin(h, arena);
	struct log_leaf leaf, last = {0};
	const json_t *event, *shown;
	struct entry entry;
	size_t leaves = 0;

	log_leaves_of(tx, certificate->code);
	while (log_leaf_next(tx, &leaf)) {
		last = leaf;
		leaves++;
	}
	assert_int_equal(leaves, 1);
	assert_true(entry_read(last.entry, strlen(last.entry), arena, &entry));
	assert_string_equal(entry.type, "ocop.certification.v1.CertificateIssued");
	assert_string_equal(entry.source, "certification");
	assert_string_equal(entry.thing, certificate->code);
	assert_int_equal(entry.sequence, last.leaf_index + 1);
	event = entry.event;
	shown = json_object_get(event, "certificate");
	assert_string_equal(json_string_value(json_object_get(shown, "code")), certificate->code);
	assert_int_equal(json_integer_value(json_object_get(shown, "star")), 4);
	assert_string_equal(json_string_value(json_object_get(shown, "validUntil")), "2029-06-20");
	assert_null(json_object_get(shown, "producerName"));
	assert_null(json_object_get(shown, "revokedOn")); /* it holds nothing */
	assert_null(strstr(last.entry, "Ví dụ"));
	assert_non_null(json_object_get(entry.commitments, "certificate.producerName"));
	assert_non_null(json_object_get(entry.commitments, "certificate.productName"));
	entry_close(&entry);
	transaction_rollback(tx);
	arena_destroy(arena);
}

static void its_salts_open_it_and_are_different_each_time(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__CertificateIssued *issued;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	json_t *salts = json_object(), *event;
	struct entry_comparison comparison;
	struct transaction *tx;
	struct log_salt salt;
	struct entry entry;
	const char *text;
	uint64_t index;

	(void)issue(h, "dossier_1", "product_1", 4, "2026-06-20");
	(void)issue(h, "dossier_2", "product_2", 4, "2026-06-20");
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	tx = begin(h, arena);
	index = log_size(tx) - 1;
	log_salts_of(tx, index);
	while (log_salt_next(tx, &salt))
		(void)json_object_set_new(salts, salt.path,
					  json_string(base64_print(arena, salt.bytes, 32)));
	log_entries(tx, index, 1);
	assert_true(log_entry_next(tx, &text));
	statement_end(tx);
	assert_true(entry_read(text, strlen(text), arena, &entry));
	event = leaf_event_json(&issued->base);
	assert_true(entry_is_of(&entry, event, salts, arena, &comparison));
	assert_int_equal(comparison.withheld, 0);
	assert_int_equal(json_object_size(salts), json_object_size(entry.commitments));
	json_decref(event);
	entry_close(&entry);
	json_decref(salts);

	statement(tx, "SELECT count(DISTINCT salt) = count(*) AS differ, count(*) > 4 AS many"
		      " FROM log_salts");
	assert_true(statement_step(tx));
	assert_true(column_i64(tx, "differ"));
	assert_true(column_i64(tx, "many"));
	statement_end(tx);
	transaction_rollback(tx);
	arena_destroy(arena);
}

static void every_event_is_a_leaf_in_its_place(void **state)
{
	struct harness *h = *state;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct transaction *tx;
	struct entry entry;
	const char *text;
	uint64_t count = 0;

	(void)issue(h, "dossier_1", "product_1", 4, "2026-06-20");
	(void)issue(h, "dossier_2", "product_2", 3, "2026-06-20");
	harness_set_date(h, "2029-07-01"); /* both expire */
	tx = begin(h, arena);
	log_entries(tx, 0, 1000);
	while (log_entry_next(tx, &text)) {
		assert_true(entry_read(text, strlen(text), arena, &entry));
		assert_int_equal(entry.sequence, ++count);
		entry_close(&entry);
	}
	assert_true(count >= 4);
	assert_int_equal(count, harness_service(h)->store->head.sequence);
	transaction_rollback(tx);
	arena_destroy(arena);
}

/* --- many */

/* Leaves as they come from events, without a certificate each. */
static void append_many(struct harness *h, uint64_t count)
{
	for (uint64_t done = 0; done < count;) {
		struct arena *arena = arena_create(16 * (size_t)ARENA_LIMIT_BYTES);
		struct transaction *tx = begin(h, arena);
		uint64_t size = log_size(tx);

		for (uint64_t i = 0; i < 500 && done < count; i++, done++) {
			Ocop__Certification__V1__CertificateExpired body =
				OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;
			Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;

			event.source = "certification";
			event.sequence = size + i + 1;
			event.type = "ocop.certification.v1.CertificateExpired";
			event.thing_id =
				arena_printf(arena, "thing_%llu", (unsigned long long)(size + i));
			body.code = event.thing_id;
			leaf_append(tx, &event, &body.base);
		}
		assert_int_equal(transaction_commit(tx), 0);
		arena_destroy(arena);
	}
	certification_committed(harness_service(h)->state);
}

static void files_are_those_of_the_tree_whatever_its_size(void **state)
{
	static const uint64_t sizes[] = {1, 2, 255, 256, 257, 512, 700};
	struct harness *h = *state;
	uint64_t size = 0;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct checkpoint checkpoint;

		append_many(h, sizes[i] - size);
		size = sizes[i];
		checkpoint = wait_published(h, size);
		assert_int_equal(checkpoint.size, size);
		assert_files_are_whole(h, &checkpoint);
	}
}

static void a_partial_tile_is_there_also_when_the_full_one_has_taken_its_place(void **state)
{
	struct harness *h = *state;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *folder = log_folder(h);
	char *partials = memory_printf("%s/tile/0/000.p", folder);
	struct tile tile = {false, 0, 0, 7}, bundle = {true, 0, 0, 7};
	uint8_t *before, *after;
	size_t before_bytes, after_bytes;
	struct stat status;

	append_many(h, 7);
	(void)wait_published(h, 7);
	assert_int_equal(stat(partials, &status), 0);
	assert_int_equal(published_read_tile(folder, &bundle, arena, &before, &before_bytes), 0);
	append_many(h, 293);
	(void)wait_published(h, 300);
	/* Pruned after the checkpoint: the thread may be at it still. */
	for (int i = 0; stat(partials, &status) == 0; i++) {
		const struct timespec pause = {.tv_nsec = 5 * 1000000};

		assert_true(i < WAIT_LIMIT_MS / 5);
		(void)nanosleep(&pause, NULL);
	}
	assert_int_equal(published_read_tile(folder, &tile, arena, &after, &after_bytes), 0);
	assert_int_equal(after_bytes, 7 * MERKLE_HASH_SIZE);
	assert_int_equal(published_read_tile(folder, &bundle, arena, &after, &after_bytes), 0);
	assert_int_equal(after_bytes, before_bytes);
	assert_memory_equal(after, before, before_bytes);
	memory_free(partials);
	memory_free(folder);
	arena_destroy(arena);
}

static void nothing_but_the_logs_own_names_is_read(void **state)
{
	static const char *const paths[] = {
		"../certification/log.key",
		"checkpoint.new",
		"/etc/passwd",
		"",
		"tile",
		"tile/0/../../../certification/store.sqlite",
	};
	struct harness *h = *state;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *folder = log_folder(h);
	uint8_t *bytes;
	size_t size_bytes;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		assert_int_not_equal(published_read(folder, paths[i], arena, &bytes, &size_bytes),
				     0);
	memory_free(folder);
	arena_destroy(arena);
}

/* --- starting again */

static void it_goes_on_where_it_ended(void **state)
{
	struct harness *h = *state;
	struct checkpoint first, second;

	first = checkpoint_on_disk(h);
	assert_int_equal(first.size, 0); /* signed before there was anything */
	append_many(h, 10);
	first = wait_published(h, 10);
	harness_restart(h);
	append_many(h, 10);
	second = wait_published(h, 20);
	assert_files_are_whole(h, &second);
}

static void change_leaf(struct harness *h, int64_t index)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct transaction *tx = begin(h, arena);
	struct merkle_hash other = {{1}};

	statement(tx, "UPDATE log_leaves SET hash = $1 WHERE leaf_index = $2");
	bind_bytes(tx, other.bytes, sizeof(other.bytes));
	bind_i64(tx, index);
	statement_run(tx);
	assert_int_equal(transaction_commit(tx), 0);
	arena_destroy(arena);
}

static void a_store_with_another_leaf_signs_nothing_any_more(void **state)
{
	struct harness *h = *state;
	struct checkpoint before, after;

	append_many(h, 20);
	before = wait_published(h, 20);
	change_leaf(h, 13);
	harness_restart(h);
	append_many(h, 5);
	harness_restart(h); /* whatever was under way is over */
	after = checkpoint_on_disk(h);
	assert_int_equal(after.size, before.size);
	assert_memory_equal(&after.root, &before.root, sizeof(after.root));
	assert_files_are_whole(h, &after);
}

/* From then on nothing is taken, and the operator sees why. */
static void wait_stopped(struct harness *h)
{
	const struct timespec pause = {.tv_nsec = 5 * 1000000};
	int waited_ms = 0;

	for (;; waited_ms += 5) {
		struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
		struct transaction *tx = begin(h, arena);
		Ocop__Common__V1__RefusalCode why = certification_closed(tx);

		transaction_rollback(tx);
		arena_destroy(arena);
		if (why == REFUSAL(REGISTER_UNRECONCILED))
			break;
		assert_true(waited_ms < WAIT_LIMIT_MS);
		(void)nanosleep(&pause, NULL);
	}
	assert_non_null(strstr(harness_service(h)->alarm, "has become another"));
}

static void a_store_that_changes_while_it_runs_signs_nothing_any_more(void **state)
{
	struct harness *h = *state;
	struct checkpoint before, after;

	append_many(h, 20);
	before = wait_published(h, 20);
	change_leaf(h, 13);
	append_many(h, 5);
	wait_stopped(h);
	harness_restart(h);
	after = checkpoint_on_disk(h);
	assert_int_equal(after.size, before.size);
}

static void run(const char *command)
{
	assert_int_equal(system(command), 0);
}

static void without_its_folder_nothing_is_signed(void **state)
{
	struct harness *h = *state;
	char *folder = log_folder(h);
	char *away = memory_printf("mv %s %s.away", folder, folder);
	char *back = memory_printf("rm -rf %s && mv %s.away %s", folder, folder, folder);

	append_many(h, 5);
	(void)wait_published(h, 5);
	run(away);
	harness_restart(h);
	append_many(h, 5);
	harness_restart(h);
	assert_false(published_has_checkpoint(folder));
	run(back);
	harness_restart(h);
	(void)wait_published(h, 10);
	memory_free(back);
	memory_free(away);
	memory_free(folder);
}

static void by_another_key_nothing_is_signed_and_none_is_made_for_an_old_log(void **state)
{
	struct harness *h = *state;
	char *checkpoint = memory_printf("%s/../log/checkpoint", harness_folder(h));
	char *key = memory_printf("%s/log.key", harness_folder(h));
	struct log_keys keys;
	struct stat before, after;

	append_many(h, 5);
	(void)wait_published(h, 5);
	assert_int_equal(stat(checkpoint, &before), 0);
	assert_int_equal(unlink(key), 0);
	assert_int_equal(log_keys_load(harness_folder(h), "ocop/thai-nguyen", false, &keys),
			 ERROR_NOT_FOUND);
	assert_int_equal(log_keys_load(harness_folder(h), "ocop/thai-nguyen", true, &keys), 0);
	harness_restart(h); /* with the new key */
	append_many(h, 5);
	harness_restart(h);
	assert_int_equal(stat(checkpoint, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino); /* not written again */
	memory_free(key);
	memory_free(checkpoint);
}

static void keys_that_others_may_read_are_not_taken(void **state)
{
	struct harness *h = *state;
	char *key = memory_printf("%s/register.key", harness_folder(h));
	struct log_keys keys;
	struct stat status;

	assert_int_equal(stat(key, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(chmod(key, 0640), 0);
	assert_int_equal(log_keys_load(harness_folder(h), "ocop/thai-nguyen", false, &keys),
			 ERROR_SETTING);
	memory_free(key);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_entry_says_what_the_register_made_and_commits_to_what_people_wrote),
		TEST(its_salts_open_it_and_are_different_each_time),
		TEST(every_event_is_a_leaf_in_its_place),
		TEST(files_are_those_of_the_tree_whatever_its_size),
		TEST(a_partial_tile_is_there_also_when_the_full_one_has_taken_its_place),
		TEST(nothing_but_the_logs_own_names_is_read),
		TEST(it_goes_on_where_it_ended),
		TEST(a_store_with_another_leaf_signs_nothing_any_more),
		TEST(a_store_that_changes_while_it_runs_signs_nothing_any_more),
		TEST(without_its_folder_nothing_is_signed),
		TEST(by_another_key_nothing_is_signed_and_none_is_made_for_an_old_log),
		TEST(keys_that_others_may_read_are_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
