/* base_text_test.c - Vietnamese text: clean, composed, folded */
#include "common/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/arena.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_create(1024 * 1024);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_destroy(arena);
	return 0;
}

static void unclean_bytes_are_seen(void **state)
{
	static const struct {
		const char *bytes;
		size_t size_bytes;
		bool clean;
	} cases[] = {
		{"", 0, true},
		{"Miến dong\n\tTài Hoan", 22, true},
		{"a\0b", 3, false},
		{"a\rb", 3, false},
		{"a\x7f", 2, false},
		{"\xc2\x80", 2, false},         /* U+0080, a control */
		{"\xc3", 1, false},             /* cut off */
		{"\xc0\xaf", 2, false},         /* overlong */
		{"\xed\xa0\x80", 3, false},     /* a surrogate */
		{"\xf4\x90\x80\x80", 4, false}, /* over U+10FFFF */
		{"\xff", 1, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(text_is_clean(cases[i].bytes, cases[i].size_bytes),
				 cases[i].clean);
}

static void decomposed_text_is_composed_and_trimmed(void **state)
{
	(void)state;
	/* e, circumflex, acute as three letters, and as one. */
	assert_string_equal(text_compose(arena, "  Mie\xcc\x82\xcc\x81n \t  dong\n"),
			    "Mi\xe1\xba\xbfn dong");
	assert_string_equal(text_compose(arena, "   "), "");
	assert_string_equal(text_compose(arena, "Trà \xc2\xa0 \"Shan\""), "Trà \"Shan\"");
}

static void folding_finds_names_without_marks(void **state)
{
	static const struct {
		const char *text;
		const char *folded;
	} cases[] = {
		{"Miến dong Tài Hoan", "mien dong tai hoan"},
		{"ĐỨC Xuân", "duc xuan"},
		{"Na Rì", "na ri"},
		{"Hợp tác xã (HTX) Nông-nghiệp 26/3", "hop tac xa htx nong nghiep 26 3"},
		{"Ðông Viên", "dong vien"}, /* with the Icelandic letter */
		{"  ưở ỹ Ặ  ", "uo y a"},
		{"", ""},
		{"***", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(text_fold(arena, cases[i].text), cases[i].folded);
}

static void lower_words_keep_their_marks(void **state)
{
	(void)state;
	assert_string_equal(text_lower_words(arena, "CÔNG TY  TNHH \"Đức Anh\""),
			    "công ty tnhh đức anh");
}

static void a_slug_has_hyphens_between_words_only(void **state)
{
	(void)state;
	assert_string_equal(text_slug(arena, " Miến dong — Tài Hoan! "), "mien-dong-tai-hoan");
}

static void length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(text_length("Miến"), 4);
	assert_int_equal(text_length(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unclean_bytes_are_seen),
		cmocka_unit_test(decomposed_text_is_composed_and_trimmed),
		cmocka_unit_test(folding_finds_names_without_marks),
		cmocka_unit_test(lower_words_keep_their_marks),
		cmocka_unit_test(a_slug_has_hyphens_between_words_only),
		cmocka_unit_test(length_counts_characters),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
