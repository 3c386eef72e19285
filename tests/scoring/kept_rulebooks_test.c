/* kept_rulebooks_test.c - a round keeps its rule book, whatever becomes of the folder */
#include <stdio.h>
#include <sys/stat.h>

#include <jansson.h>
#include <sodium.h>

#include "common/base/error.h"
#include "common/service_parts.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "scoring_fixture.h"

#define SHEET_FILE "26-2026/sets/01-rau-cu-qua-hat-tuoi.json"

static char folder[64];

/* A copy of the tree's rule books, which the tests change. */
static int set_up_folder(void **state)
{
	char copy[256];

	(void)snprintf(folder, sizeof(folder), "/tmp/ocop-books-XXXXXX");
	assert_non_null(mkdtemp(folder));
	(void)snprintf(copy, sizeof(copy), "cp -r %s/deploy/rulebooks/. %s", SOURCE_DIR, folder);
	assert_int_equal(system(copy), 0);
	return set_up(state);
}

static int tear_down_folder(void **state)
{
	char away[96];

	(void)snprintf(away, sizeof(away), "rm -rf %s", folder);
	assert_int_equal(system(away), 0);
	return tear_down(state);
}

/* Every criterion of fresh vegetables gives nothing for its first option: still a sheet, and under
 * it every sheet that takes a first option has other points. */
static void folder_altered(void)
{
	char path[160];
	json_t *root, *part, *node, *leaf;
	size_t i, k, n;

	(void)snprintf(path, sizeof(path), "%s/" SHEET_FILE, folder);
	root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "parts"), i,
			   part) json_array_foreach(json_object_get(part, "criteria"), k, node)
		json_array_foreach(json_object_get(node, "criteria"), n, leaf)
			json_object_set_new(json_array_get(json_object_get(leaf, "options"), 0),
					    "points", json_integer(0));
	assert_int_equal(json_dump_file(root, path, JSON_INDENT(1)), 0);
	json_decref(root);
}

static void folder_run(const char *command)
{
	char line[256];

	(void)snprintf(line, sizeof(line), "cd %s && %s", folder, command);
	assert_int_equal(system(line), 0);
}

static void restarted(void)
{
	harness_restart_with(fixture.harness, folder);
}

/* The decision says what a council is. */
static void folder_names_a_council(const char *council)
{
	char path[160];

	(void)snprintf(path, sizeof(path), "%s/26-2026/rulebook.json", folder);
	json_t *root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	json_t *level = json_array_get(json_object_get(root, "levels"), 0);
	assert_int_equal(json_object_set_new(level, "council", json_loads(council, 0, NULL)), 0);
	assert_int_equal(json_dump_file(root, path, JSON_INDENT(1)), 0);
	json_decref(root);
}

/* A look into the shard's own store, for what no query tells. */
static struct transaction *look(void)
{
	struct service *service = (struct service *)fixture.harness;
	struct transaction_options options =
		service_transaction(service, harness_arena(fixture.harness), &system_caller);

	return transaction_begin(store_writer(service->store), &options);
}

/* How many rule books and sheets are kept. */
static void assert_kept(int64_t books, int64_t sheets)
{
	struct transaction *tx = look();

	statement(tx, "SELECT (SELECT COUNT(*) FROM kept_rulebooks) AS books,"
		      " (SELECT COUNT(*) FROM kept_sheets) AS sheets");
	assert_true(statement_step(tx));
	assert_int_equal(column_i64(tx, "books"), books);
	assert_int_equal(column_i64(tx, "sheets"), sheets);
	statement_end(tx);
	transaction_rollback(tx);
}

static const Ocop__Scoring__V1__Round *round_shown(const char *round_id)
{
	Ocop__Scoring__V1__GetRound query = OCOP__SCORING__V1__GET_ROUND__INIT;

	query.round_id = (char *)round_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(round));
}

static const Ocop__Scoring__V1__RecomputeRoundReply *recomputed(const char *round_id)
{
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;

	query.round_id = (char *)round_id;
	sign_in_secretary();
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(recompute_round_reply));
}

/* The bytes that are kept of a book, hashed as the book's own hash is, are the book's. */
static void assert_kept_bytes_have_hash(const char *sha256)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[RULEBOOK_SHA256_HEX_SIZE];
	crypto_hash_sha256_state hashing;
	struct transaction *tx = look();

	(void)crypto_hash_sha256_init(&hashing); /* these three cannot fail */
	statement(tx, "SELECT document, 0 AS n FROM kept_rulebooks WHERE sha256 = $1 UNION ALL"
		      " SELECT document, set_no FROM kept_sheets WHERE rulebook_sha256 = $1"
		      " ORDER BY 2");
	bind_text(tx, sha256);
	while (statement_step(tx)) {
		size_t size_bytes;
		const void *bytes = column_bytes(tx, "document", &size_bytes);

		(void)crypto_hash_sha256_update(&hashing, bytes, size_bytes);
	}
	(void)crypto_hash_sha256_final(&hashing, hash);
	assert_false(transaction_failed(tx));
	transaction_rollback(tx);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	assert_string_equal(hex, sha256);
}

static void a_planned_round_keeps_the_book_once(void **state)
{
	const char *sha256 = rulebook_find(fixture.books, "26-2026")->sha256;

	(void)state;
	const char *round_id = round_planned();
	const Ocop__Scoring__V1__RoundPlanned *told =
		harness_last_event(fixture.harness, MESSAGE(round_planned));
	assert_string_equal(told->rulebook_sha256, sha256);
	assert_string_equal(round_shown(round_id)->rulebook_sha256, sha256);
	assert_kept(1, 26);
	assert_kept_bytes_have_hash(sha256);
	(void)round_planned();
	assert_kept(1, 26);
}

/* Choices that all take the first option: what the altered folder would give nothing for. */
static struct choices *first_options(uint32_t *ret_total)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));
	const struct sheet *sheet = sheet_one();

	*ret_total = 0;
	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i])) {
			choices_add(choices, sheet->nodes[i].code, 1);
			*ret_total += sheet->nodes[i].options[0].points;
		}
	return choices;
}

static void an_open_round_is_scored_by_the_book_it_was_planned_under(void **state)
{
	const char *sha256 = rulebook_find(fixture.books, "26-2026")->sha256;
	uint32_t total;

	(void)state;
	const char *round_id = round_in_scoring(3);
	struct choices *choices = first_options(&total);
	assert_true(total > 0);
	folder_altered();
	restarted();

	for (size_t i = 0; i < 3; i++)
		assert_accepted(submit(round_id, member_ids[i], choices));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 3 * total);
	assert_string_equal(result_told()->rulebook_sha256, sheet_one()->sha256);
	assert_int_equal(recomputed(round_id)->results, 1);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
	assert_string_equal(round_shown(round_id)->rulebook_sha256, sha256);
	assert_kept_bytes_have_hash(sha256);
}

static void a_round_planned_after_the_change_keeps_the_other_book(void **state)
{
	(void)state;
	const char *before = round_planned();
	folder_altered();
	restarted();
	const char *after = round_planned();

	assert_string_not_equal(round_shown(before)->rulebook_sha256,
				round_shown(after)->rulebook_sha256);
	assert_kept(2, 52);
}

static void a_removed_folder_takes_nothing_from_its_rounds(void **state)
{
	(void)state;
	const char *round_id = round_reported_with(85);
	folder_run("rm -r 26-2026");
	restarted();

	assert_int_equal(recomputed(round_id)->results, 1);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
	sign_in_chairman();
	assert_accepted(approve(round_id, "0001/QĐ-Ví dụ"));
	/* A new round cannot be planned under it any more. */
	Ocop__Scoring__V1__PlanRound message = plan();
	sign_in_secretary();
	assert_refused(command(&message.base), RULEBOOK_UNKNOWN);
}

static void dossiers_come_into_a_round_by_its_own_book(void **state)
{
	(void)state;
	const char *round_id = round_planned();
	folder_run("rm -r 26-2026");
	restarted();

	(void)dossier_admitted(round_id, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 1);
	(void)dossier_admitted(round_id, 27); /* the book has 26 sets */
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_not_taken)), 1);
}

/* A loaded book as it would be kept. */
static struct rulebook_kept kept_of(const struct rulebook *book, struct rulebook_kept_sheet *sheets)
{
	struct rulebook_kept kept = {
		.code = book->code,
		.sha256 = book->sha256,
		.document = book->document,
		.document_size_bytes = book->document_size_bytes,
		.sheets = sheets,
	};

	for (size_t i = 0; i < book->set_count; i++) {
		const struct sheet *sheet = book->sets[i].sheet;

		if (sheet)
			sheets[kept.sheet_count++] = (struct rulebook_kept_sheet){
				book->sets[i].set_no, sheet->document, sheet->document_size_bytes};
	}
	return kept;
}

static void kept_bytes_are_the_same_book_or_none(void **state)
{
	static char spoilt[1024 * 1024];
	struct rulebook_kept_sheet sheets[32];
	struct rulebook_fault fault = {""};
	struct rulebooks *read = NULL;

	(void)state;
	for (size_t i = 0; i < rulebooks_count(fixture.books); i++) {
		const struct rulebook *book = rulebooks_at(fixture.books, i);
		struct rulebook_kept kept = kept_of(book, sheets);

		assert_int_equal(rulebooks_load_kept(&kept, &read, &fault), 0);
		assert_string_equal(rulebooks_at(read, 0)->sha256, book->sha256);
		assert_string_equal(rulebooks_at(read, 0)->code, book->code);
		rulebooks_destroy(read);

		/* A blank more in one sheet: it reads the same, and is not the same. */
		memcpy(spoilt, sheets[0].document, sheets[0].document_size_bytes);
		spoilt[sheets[0].document_size_bytes] = ' ';
		sheets[0].document = spoilt;
		sheets[0].document_size_bytes++;
		assert_int_equal(rulebooks_load_kept(&kept, &read, &fault), ERROR_FORGED);
		assert_non_null(strstr(fault.text, book->sha256));

		kept.sheets++;
		kept.sheet_count--;
		assert_int_equal(rulebooks_load_kept(&kept, &read, &fault), ERROR_NOT_FOUND);
		assert_non_null(strstr(fault.text, "sets/01-"));
		assert_non_null(strstr(fault.text, "was not kept"));
	}
}

static void spoilt_kept_bytes_are_never_scored_by(void **state)
{
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;

	(void)state;
	query.round_id = (char *)round_reported_with(85);
	struct transaction *tx = look();
	statement(tx, "UPDATE kept_sheets SET document = CAST(document || ' ' AS BLOB)"
		      " WHERE set_no = 1");
	statement_run(tx);
	assert_int_equal(transaction_commit(tx), 0);
	folder_run("rm -r 26-2026");
	restarted();

	sign_in_secretary();
	assert_refused(harness_query(fixture.harness, &query.base), HANDLER_FAILED);
}

static void refused_for(const char *round_id, size_t count, const char *detail)
{
	Ocop__Scoring__V1__AppointCouncil message = council_of(round_id, count);

	sign_in_secretary();
	const Ocop__Common__V1__Reply *refused = command(&message.base);
	assert_refused(refused, FIELD_INVALID);
	assert_string_equal(refused->refusals[0]->field, "members");
	assert_string_equal(refused->refusals[0]->detail, detail);
}

static void a_council_is_composed_as_the_book_of_its_round_names_it(void **state)
{
	const char *free_round = round_planned();

	(void)state;
	folder_names_a_council("{\"members_min\": 5, \"members_max\": 7, \"quorum_percent\": 80,"
			       " \"spread_points\": 8,"
			       " \"offices\": [\"chair\", \"vice_chair\", \"secretary\"]}");
	restarted();
	council_appointed(free_round, 1); /* its own book is silent */
	const char *round_id = round_planned();
	assert_int_equal(round_shown(round_id)->settings->quorum_percent, 80);
	assert_int_equal(round_shown(round_id)->settings->spread_points, 8);
	refused_for(round_id, 4, "the rule book asks for 5 to 7 members");
	refused_for(round_id, 5, "the rule book asks for a secretary");
	council_appointed(round_id, MEMBERS);
	fixture.settings.quorum_percent = 90; /* what is asked for goes before */
	assert_int_equal(round_shown(round_planned())->settings->quorum_percent, 90);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_planned_round_keeps_the_book_once, set_up_folder,
						tear_down_folder),
		cmocka_unit_test_setup_teardown(
			an_open_round_is_scored_by_the_book_it_was_planned_under, set_up_folder,
			tear_down_folder),
		cmocka_unit_test_setup_teardown(
			a_round_planned_after_the_change_keeps_the_other_book, set_up_folder,
			tear_down_folder),
		cmocka_unit_test_setup_teardown(a_removed_folder_takes_nothing_from_its_rounds,
						set_up_folder, tear_down_folder),
		cmocka_unit_test_setup_teardown(dossiers_come_into_a_round_by_its_own_book,
						set_up_folder, tear_down_folder),
		cmocka_unit_test_setup_teardown(spoilt_kept_bytes_are_never_scored_by,
						set_up_folder, tear_down_folder),
		cmocka_unit_test_setup_teardown(kept_bytes_are_the_same_book_or_none, set_up_folder,
						tear_down_folder),
		cmocka_unit_test_setup_teardown(
			a_council_is_composed_as_the_book_of_its_round_names_it, set_up_folder,
			tear_down_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
