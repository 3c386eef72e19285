/* verdict_test.c - what a certificate file and its proof are worth, case by case
 *
 * A register of one certificate, made here with keys of the test's own. What real daemons hand out
 * is judged in flows/log_test.py.
 */
#include "cli/verify/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/tlog/base64.h"
#include "common/tlog/entry.h"
#include "common/tlog/signed_json.h"
#include "common/tlog/tlog_proof.h"

enum { LEAVES = 5, ISSUE = 1, LATER = 3 }; /* places in the log */

static const uint8_t salt[COMMITMENT_SALT_SIZE] = {9};
static const char path[] = "certificate.producerName";

/* What the register says; each test changes one thing before it is signed. */
struct fixture {
	struct arena *arena;
	struct note_signer log, statements;
	const char *later_type; /* NULL: nothing happened after the issue */
	const char *file_state, *statement_state;
	const char *file_as_of, *statement_as_of;
	const char *valid_until;
	const char *today;
	bool erased;
	size_t stated_leaves; /* 0: all */
};

static int set_up(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));
	uint8_t seed[crypto_sign_SEEDBYTES] = {1};

	f->arena = arena_create(ARENA_LIMIT_BYTES);
	note_signer_make("ocop/test", seed, &f->log);
	seed[0] = 2;
	note_signer_make("ocop/test/register", seed, &f->statements);
	f->file_state = f->statement_state = "VALID";
	f->file_as_of = f->statement_as_of = "2026-07-01T00:00:00Z";
	f->valid_until = "2029-06-20";
	f->today = "2026-07-02";
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_destroy(f->arena);
	test_free(f);
	return 0;
}

static json_t *certificate_json(bool with_name)
{
	json_t *certificate = json_pack("{s:s, s:i, s:s}", "code", "7K2M", "star", 4,
					"officialNumber", "0001/2026/GCN-OCOP-19");

	if (with_name)
		(void)json_object_set_new(certificate, "producerName", json_string("Hộ Ví dụ"));
	return certificate;
}

static const char *entry_text(struct fixture *f, uint64_t index, const char *type, json_t *event)
{
	json_t *name = json_string("Hộ Ví dụ");
	json_t *commitments = json_object();
	struct entry entry = {.source = "certification",
			      .type = arena_printf(f->arena, "ocop.certification.v1.%s", type),
			      .thing = "7K2M",
			      .time = "2026-06-20T00:00:00Z",
			      .sequence = index + 1,
			      .thing_version = 1,
			      .event = event,
			      .commitments = commitments};
	const char *text;

	if (index == ISSUE)
		(void)json_object_set_new(
			commitments, path,
			json_string(commitment_print(f->arena, salt, path, name)));
	text = entry_print(f->arena, &entry);
	json_decref(event);
	json_decref(commitments);
	json_decref(name);
	return text;
}

static int leaves_read(void *context, unsigned level, uint64_t first, size_t count,
		       struct merkle_hash *ret_hashes)
{
	const struct merkle_hash *leaves = context;

	assert_int_equal(level, 0);
	memcpy(ret_hashes, leaves + first, count * sizeof(*ret_hashes));
	return 0;
}

/* The register's proof: one leaf or two, and the statement. */
static char *make_proof(struct fixture *f)
{
	const char *issue = entry_text(f, ISSUE, "CertificateIssued",
				       json_pack("{s:o}", "certificate", certificate_json(false)));
	const char *later = f->later_type == NULL ? "somebody else's"
						  : entry_text(f, LATER, f->later_type,
							       json_pack("{s:s}", "code", "7K2M"));
	struct merkle_hash leaves[LEAVES] = {0};
	const struct merkle_source source = {leaves_read, leaves};
	struct statement statement = {.tree = {.size = LEAVES}};
	struct tlog_proof proof = {
		.extra = (const uint8_t *)issue, .extra_size_bytes = strlen(issue), .index = ISSUE};
	char *text;

	merkle_leaf_hash(issue, strlen(issue), &leaves[ISSUE]);
	merkle_leaf_hash(later, strlen(later), &leaves[LATER]);
	(void)merkle_root(&source, LEAVES, &statement.tree.root);
	proof.checkpoint = checkpoint_sign(f->arena, &f->log, &statement.tree);
	proof.checkpoint_size_bytes = strlen(proof.checkpoint);
	(void)merkle_inclusion(&source, ISSUE, LEAVES, &proof.path);
	text = arena_printf(f->arena, "%s\n", tlog_proof_print(f->arena, &proof));
	statement.leaves[statement.leaf_count++] = ISSUE;
	if (f->later_type != NULL) {
		proof.extra = (const uint8_t *)later;
		proof.extra_size_bytes = strlen(later);
		proof.index = LATER;
		(void)merkle_inclusion(&source, LATER, LEAVES, &proof.path);
		text = arena_printf(f->arena, "%s%s\n", text, tlog_proof_print(f->arena, &proof));
		statement.leaves[statement.leaf_count++] = LATER;
	}
	if (f->stated_leaves > 0)
		statement.leaf_count = f->stated_leaves;
	strcpy(statement.origin, "ocop/test");
	strcpy(statement.code, "7K2M");
	strcpy(statement.state, f->statement_state);
	strcpy(statement.valid_until, f->valid_until);
	strcpy(statement.as_of, f->statement_as_of);
	return arena_printf(f->arena, "%s%s", text,
			    statement_sign(f->arena, &f->statements, &statement));
}

static char *make_document(struct fixture *f)
{
	json_t *document = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:o, s:o}", "format",
				     "ocop-certificate@v1", "origin", "ocop/test", "code", "7K2M",
				     "asOf", f->file_as_of, "state", f->file_state, "validUntil",
				     f->valid_until, "leaf", ISSUE, "certificate",
				     certificate_json(!f->erased), "salts", json_object());
	char *dumped, *text;

	if (!f->erased)
		(void)json_object_set_new(json_object_get(document, "salts"), path,
					  json_string(base64_print(f->arena, salt, sizeof(salt))));
	signed_json_sign(document, &f->statements, f->arena);
	dumped = json_dumps(document, JSON_INDENT(2));
	text = arena_strdup(f->arena, dumped);
	free(dumped);
	json_decref(document);
	return text;
}

static struct verdict judge_texts(struct fixture *f, const char *document, const char *proof)
{
	const struct note_verifier keys[] = {f->log.verifier, f->statements.verifier};
	struct verdict_case asked = {document, proof, strlen(document), strlen(proof), keys, 2, 0};

	assert_true(date_parse(f->today, &asked.today));
	return verdict_of(&asked, f->arena);
}

static struct verdict judge(struct fixture *f)
{
	return judge_texts(f, make_document(f), make_proof(f));
}

static void a_genuine_one_is_valid_to_the_end_of_its_last_day(void **state)
{
	struct fixture *f = *state;
	struct verdict verdict = judge(f);

	assert_int_equal(verdict.answer, VERDICT_VALID);
	assert_string_equal(verdict.code, "7K2M");
	assert_int_equal(verdict.star, 4);
	assert_int_equal(verdict.leaves, 1);
	assert_int_equal(verdict.withheld, 0);
	f->today = "2029-06-20";
	assert_int_equal(judge(f).answer, VERDICT_VALID);
	f->today = "2029-06-21";
	verdict = judge(f);
	assert_int_equal(verdict.answer, VERDICT_NOT_VALID);
	assert_string_equal(verdict.state, "EXPIRED");
}

static void what_was_erased_is_counted_and_breaks_nothing(void **state)
{
	struct fixture *f = *state;
	struct verdict verdict;

	f->erased = true;
	verdict = judge(f);
	assert_int_equal(verdict.answer, VERDICT_VALID);
	assert_int_equal(verdict.withheld, 1);
}

static void the_newer_of_file_and_statement_counts(void **state)
{
	struct fixture *f = *state;

	f->statement_state = "REVOKED";
	f->statement_as_of = "2026-08-01T00:00:00Z";
	assert_int_equal(judge(f).answer, VERDICT_NOT_VALID);
	f->statement_state = "VALID";
	f->statement_as_of = "2026-06-01T00:00:00Z";
	f->file_state = "SUSPENDED";
	assert_int_equal(judge(f).answer, VERDICT_NOT_VALID);
}

static void a_leaf_that_ends_it_counts_whatever_is_stated(void **state)
{
	struct fixture *f = *state;

	f->later_type = "CertificateRevoked";
	assert_int_equal(judge(f).answer, VERDICT_NOT_VALID);
	f->later_type = "CertificateReminderDue";
	assert_int_equal(judge(f).answer, VERDICT_VALID);
	f->stated_leaves = 1; /* and one more is proven */
	assert_int_equal(judge(f).answer, VERDICT_CHANGED);
}

static void every_changed_byte_is_noticed(void **state)
{
	struct fixture *f = *state;
	char *document = make_document(f), *proof = make_proof(f);

	for (size_t i = 0; i < strlen(document); i++) {
		char kept = document[i];

		document[i] = (char)(kept ^ 1);
		assert_true(judge_texts(f, document, proof).answer >= VERDICT_CHANGED);
		document[i] = kept;
	}
	for (size_t i = 0; i < strlen(proof); i++) {
		char kept = proof[i];

		proof[i] = (char)(kept ^ 1);
		assert_true(judge_texts(f, document, proof).answer >= VERDICT_CHANGED);
		proof[i] = kept;
		if (i % 64 == 0) { /* keys are always the same, and so are the texts */
			arena_reset(f->arena);
			document = make_document(f);
			proof = make_proof(f);
		}
	}
}

static void another_key_is_another_answer_than_a_change(void **state)
{
	struct fixture *f = *state;
	char *document = make_document(f), *proof = make_proof(f);
	uint8_t seed[crypto_sign_SEEDBYTES] = {3};
	struct note_signer kept = f->statements;

	note_signer_make("ocop/test/register", seed, &f->statements);
	assert_int_equal(judge_texts(f, document, proof).answer, VERDICT_OTHER_KEY);
	f->statements = kept;
	*strstr(document, "\"star\": 4") = ' ';
	assert_int_equal(judge_texts(f, document, proof).answer, VERDICT_UNREADABLE);
	document = make_document(f);
	strstr(document, "\"star\": 4")[8] = '5';
	assert_int_equal(judge_texts(f, document, proof).answer, VERDICT_CHANGED);
}

static void keys_are_read_line_by_line(void **state)
{
	static const char vkey[] =
		"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
	struct fixture *f = *state;
	struct note_verifier keys[2];
	const char *text = arena_printf(f->arena, "# the province\n\n%s\n", vkey);

	assert_int_equal(verdict_keys_read(text, strlen(text), keys, 2), 1);
	assert_string_equal(keys[0].name, "example.com/foo");
	assert_int_equal(verdict_keys_read(vkey, strlen(vkey), keys, 2), -1); /* no end */
	text = arena_printf(f->arena, "%s\nnonsense\n", vkey);
	assert_int_equal(verdict_keys_read(text, strlen(text), keys, 2), -1);
	text = arena_printf(f->arena, "%s\n%s\n%s\n", vkey, vkey, vkey);
	assert_int_equal(verdict_keys_read(text, strlen(text), keys, 2), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_genuine_one_is_valid_to_the_end_of_its_last_day),
		TEST(what_was_erased_is_counted_and_breaks_nothing),
		TEST(the_newer_of_file_and_statement_counts),
		TEST(a_leaf_that_ends_it_counts_whatever_is_stated),
		TEST(every_changed_byte_is_noticed),
		TEST(another_key_is_another_answer_than_a_change),
		TEST(keys_are_read_line_by_line),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
