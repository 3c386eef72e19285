/* tlog_note_test.c - signed notes, checkpoints and proofs against the specifications' own examples
 *
 * c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-proof. The two examples of notes
 * that come with a key are checked; nothing here knows their secret keys.
 */
#include "common/tlog/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/arena.h"
#include "common/tlog/checkpoint.h"
#include "common/tlog/tlog_proof.h"

/* The example of signed-note, "Verifier keys". */
static const char example_key[] =
	"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
static const char example_note[] =
	"This is an example message.\n"
	"\n"
	"\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZ"
	"XsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
/* A signature line of somebody else, as in the example of tlog-proof. */
static const char stranger_line[] = "\xe2\x80\x94 witness1.example mJirIkljAAAA\n";

static struct note_signer signer_make(const char *name, uint8_t seed_byte)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	struct note_signer signer;

	memset(seed, seed_byte, sizeof(seed));
	note_signer_make(name, seed, &signer);
	return signer;
}

static enum note_result open_text(const char *text, const struct note_verifier *verifier,
				  struct note *ret_note)
{
	return note_open(text, strlen(text), verifier, 1, ret_note);
}

static void the_specifications_example_is_genuine(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct note_verifier verifier;
	struct note note;

	(void)state;
	assert_true(note_verifier_read(example_key, &verifier));
	assert_string_equal(verifier.name, "example.com/foo");
	assert_int_equal(verifier.id, 0x530d903a);
	assert_string_equal(note_verifier_print(arena, &verifier), example_key);
	assert_int_equal(open_text(example_note, &verifier, &note), NOTE_GENUINE);
	assert_int_equal(note.text_size_bytes, strlen("This is an example message.\n"));
	assert_ptr_equal(note.signed_by, &verifier);
	assert_int_equal(note_length(example_note, strlen(example_note)), strlen(example_note));
	arena_destroy(arena);
}

static void every_changed_byte_of_it_is_noticed(void **state)
{
	struct note_verifier verifier;
	char changed[sizeof(example_note)];
	struct note note;

	(void)state;
	assert_true(note_verifier_read(example_key, &verifier));
	for (size_t i = 0; i < sizeof(example_note) - 1; i++) {
		for (int bit = 0; bit < 8; bit++) {
			memcpy(changed, example_note, sizeof(changed));
			changed[i] = (char)(changed[i] ^ 1 << bit);
			assert_int_not_equal(
				note_open(changed, sizeof(changed) - 1, &verifier, 1, &note),
				NOTE_GENUINE);
		}
	}
}

static void the_four_results_are_told_apart(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct note_signer ours = signer_make("ocop/test", 1), other = signer_make("ocop/test", 2);
	char *genuine = note_sign(arena, &ours, "one\n\ntwo\n");
	char *forged = arena_strdup(arena, genuine);
	struct note note;

	(void)state;
	assert_int_equal(open_text(genuine, &ours.verifier, &note), NOTE_GENUINE);
	assert_int_equal(note.text_size_bytes, strlen("one\n\ntwo\n"));
	forged[0] = 'O';
	assert_int_equal(open_text(forged, &ours.verifier, &note), NOTE_FORGED);
	assert_int_equal(open_text(genuine, &other.verifier, &note), NOTE_OF_OTHER_KEY);
	assert_int_equal(open_text("one\n", &ours.verifier, &note), NOTE_UNREADABLE);
	arena_destroy(arena);
}

static void signatures_of_strangers_are_passed_over(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *both = arena_printf(arena, "%s%s", example_note, stranger_line);
	struct note_verifier verifier;
	struct note note;

	(void)state;
	assert_true(note_verifier_read(example_key, &verifier));
	assert_int_equal(open_text(both, &verifier, &note), NOTE_GENUINE);
	for (size_t lines = 0; lines < NOTE_SIGNATURES_MAX; lines++)
		both = arena_printf(arena, "%s%s", both, stranger_line);
	assert_int_equal(open_text(both, &verifier, &note), NOTE_UNREADABLE);
	/* Of two by the same key, one wrong is too many. */
	both = arena_printf(arena, "%s%s", example_note, strchr(example_note, '\xe2'));
	assert_int_equal(open_text(both, &verifier, &note), NOTE_GENUINE);
	both[strlen(both) - 6] ^= 1;
	assert_int_equal(open_text(both, &verifier, &note), NOTE_FORGED);
	arena_destroy(arena);
}

static void other_bytes_are_no_note(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"\n\n",
		"text\n",
		"text\n\n",
		"text\n\nno signature\n",
		"text\n\n\xe2\x80\x94 name\n",
		"text\n\n\xe2\x80\x94 name \n",
		"text\n\n\xe2\x80\x94  AAAAAAAAAAAA\n",
		"text\n\n\xe2\x80\x94 name AAAA\n",
		"text\n\n\xe2\x80\x94 name AAAAAAAAAAAA",
		"text\n\n\xe2\x80\x94 name !!!!!!!!!!!!\n",
		"te\txt\n\n\xe2\x80\x94 name AAAAAAAAAAAA\n",
		"te\x01xt\n\n\xe2\x80\x94 name AAAAAAAAAAAA\n",
		"te\xffxt\n\n\xe2\x80\x94 name AAAAAAAAAAAA\n",
	};
	struct note_verifier verifier;
	struct note note;

	(void)state;
	assert_true(note_verifier_read(example_key, &verifier));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(open_text(texts[i], &verifier, &note), NOTE_UNREADABLE);
}

static void other_texts_are_no_verifier_keys(void **state)
{
	static const char *const texts[] = {
		"",
		"example.com/foo",
		"example.com/foo+530d903a",
		"example.com/foo+530d903a+",
		"+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
		"example.com/ foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	};
	struct note_verifier verifier;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(note_verifier_read(texts[i], &verifier));
	assert_false(note_name_is_sound(""));
	assert_false(note_name_is_sound("a+b"));
	assert_false(note_name_is_sound("a b"));
	assert_true(note_name_is_sound("ocop/thai-nguyen"));
}

/* --- checkpoints */

static void a_checkpoint_reads_as_in_its_specification(void **state)
{
	/* The specification's example, without its signature, whose key it does not give. */
	static const char text[] = "example.com/behind-the-sofa\n"
				   "20852163\n"
				   "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct note_signer signer = signer_make("example.com/behind-the-sofa", 3);
	struct checkpoint made = {.size = 20852163}, read;
	char *note;

	(void)state;
	note = note_sign(arena, &signer, text);
	assert_int_equal(checkpoint_open(note, strlen(note), &signer.verifier, &read),
			 NOTE_GENUINE);
	assert_int_equal(read.size, 20852163);
	made.root = read.root;
	assert_string_equal(checkpoint_sign(arena, &signer, &made), note);
	arena_destroy(arena);
}

static void other_notes_are_no_checkpoints(void **state)
{
#define ROOT "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
	static const struct {
		const char *text;
		enum note_result result;
	} cases[] = {
		{"log\n0\n" ROOT, NOTE_GENUINE},
		{"log\n7\n" ROOT "an extension\n", NOTE_GENUINE},
		{"other log\n7\n" ROOT, NOTE_OF_OTHER_KEY},
		{"lo\n7\n" ROOT, NOTE_OF_OTHER_KEY},
		{"log\n", NOTE_UNREADABLE},
		{"log\n7\n", NOTE_UNREADABLE},
		{"log\n07\n" ROOT, NOTE_UNREADABLE},
		{"log\n-7\n" ROOT, NOTE_UNREADABLE},
		{"log\n\n" ROOT, NOTE_UNREADABLE},
		{"log\n9999999999999999999\n" ROOT, NOTE_UNREADABLE},
		{"log\n7\nCsUYapGGPo4=\n", NOTE_UNREADABLE},
		{"log\n7\nx" ROOT, NOTE_UNREADABLE},
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct note_signer signer = signer_make("log", 4);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *note = note_sign(arena, &signer, cases[i].text);
		struct checkpoint checkpoint;

		assert_int_equal(checkpoint_open(note, strlen(note), &signer.verifier, &checkpoint),
				 cases[i].result);
	}
	arena_destroy(arena);
}

/* --- proofs */

static const char proof_text[] = "c2sp.org/tlog-proof@v1\n"
				 "extra aGVsbG8=\n"
				 "index 2\n"
				 "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
				 "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
				 "\n"
				 "example.com/fancylog\n"
				 "3\n"
				 "sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n"
				 "\n"
				 "\xe2\x80\x94 example.com/fancylog hI2DJwAAAAAA\n"
				 "\xe2\x80\x94 witness1.example mJirIkljAAAA\n";

static void a_proof_comes_out_as_it_went_in(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *two = arena_printf(arena, "%s%s", proof_text, proof_text);
	struct tlog_text text = {two, strlen(two)};
	struct tlog_proof proof;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_true(tlog_proof_read(&text, arena, &proof));
		assert_int_equal(proof.index, 2);
		assert_int_equal(proof.path.count, 2);
		assert_int_equal(proof.extra_size_bytes, 5);
		assert_memory_equal(proof.extra, "hello", 5);
		assert_memory_equal(proof.checkpoint, "example.com/fancylog\n3\n", 23);
		assert_string_equal(tlog_proof_print(arena, &proof), proof_text);
	}
	assert_int_equal(text.size_bytes, 0);
	proof.extra = NULL;
	two = tlog_proof_print(arena, &proof);
	assert_null(strstr(two, "extra"));
	text = (struct tlog_text){two, strlen(two)};
	assert_true(tlog_proof_read(&text, arena, &proof));
	assert_null(proof.extra);
	arena_destroy(arena);
}

static void a_proof_cut_short_is_none(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	size_t signatures = (size_t)(strchr(proof_text, '\xe2') - proof_text);

	(void)state;
	for (size_t length = 0; length < signatures; length++) {
		struct tlog_text text = {proof_text, length};
		struct tlog_proof proof;

		assert_false(tlog_proof_read(&text, arena, &proof));
		assert_ptr_equal(text.bytes, proof_text);
	}
	arena_destroy(arena);
}

static void other_texts_are_no_proofs(void **state)
{
	static const char *const texts[] = {
		"c2sp.org/tlog-proof@v2\nindex 0\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1 \nindex 0\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1\nindex 00\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1\nindex x\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1\nextra aGVsbG8\nindex 0\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1\nextra aGVsbG8=\n\nlog\n0\n\n",
		"c2sp.org/tlog-proof@v1\nindex 0\nnot a hash\n\nlog\n0\n\n",
		/* Bytes above 127 are no letters of base 64, whatever a library takes them for. */
		"c2sp.org/tlog-proof@v1\nindex 0\n"
		"gYoUyZSXKgZ6jduWYrkDOARinOMGJ\xff\xff\xff"
		"bgMkBTcdPlQ=\n\nlog\n0\n\n",
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct tlog_proof proof;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct tlog_text text = {texts[i], strlen(texts[i])};

		assert_false(tlog_proof_read(&text, arena, &proof));
	}
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_specifications_example_is_genuine),
		cmocka_unit_test(every_changed_byte_of_it_is_noticed),
		cmocka_unit_test(the_four_results_are_told_apart),
		cmocka_unit_test(signatures_of_strangers_are_passed_over),
		cmocka_unit_test(other_bytes_are_no_note),
		cmocka_unit_test(other_texts_are_no_verifier_keys),
		cmocka_unit_test(a_checkpoint_reads_as_in_its_specification),
		cmocka_unit_test(other_notes_are_no_checkpoints),
		cmocka_unit_test(a_proof_comes_out_as_it_went_in),
		cmocka_unit_test(a_proof_cut_short_is_none),
		cmocka_unit_test(other_texts_are_no_proofs),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
