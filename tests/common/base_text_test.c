/* base_text_test.c - Vietnamese text: clean, composed, folded */
#include "common/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

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

/* What utf8proc says of the same bytes. */
static size_t plain_by_utf8proc(const uint8_t *bytes, size_t size_bytes)
{
	utf8proc_int32_t sign;
	size_t at = 0;

	while (at < size_bytes) {
		utf8proc_ssize_t size =
			utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(size_bytes - at), &sign);

		if (size <= 0 || sign < 0x20 || (sign >= 0x7f && sign < 0xa0) || sign == '"' ||
		    sign == '\\')
			return at;
		at += (size_t)size;
	}
	return at;
}

static void assert_plain(const uint8_t *bytes, size_t size_bytes)
{
	size_t size = text_plain_size((const char *)bytes, size_bytes);

	if (size != plain_by_utf8proc(bytes, size_bytes))
		fail_msg("%02x %02x %02x %02x, %zu bytes: %zu", bytes[0], bytes[1], bytes[2],
			 bytes[3], size_bytes, size);
}

static void every_code_point_is_plain_or_not_as_utf8proc_says(void **state)
{
	(void)state;
	for (utf8proc_int32_t sign = 0; sign <= 0x10ffff; sign++) {
		uint8_t bytes[4] = {0};
		/* Halves of pairs, too: they are the bytes they would have. */
		size_t size = (size_t)utf8proc_encode_char(sign, bytes);

		assert_plain(bytes, size);
		assert_int_equal(text_is_clean((const char *)bytes, size),
				 plain_by_utf8proc(bytes, size) == size || sign == '"' ||
					 sign == '\\' || sign == '\t' || sign == '\n');
	}
}

/* Two bytes of all there are, and further ones at both ends of each kind. */
static void bytes_that_are_no_utf_8_end_what_is_plain(void **state)
{
	static const uint8_t further[] = {0x00, ' ',  '~',  0x7f, 0x80, 0x8f, 0x90,
					  0x9f, 0xa0, 0xbf, 0xc0, 0xe1, 0xff};

	(void)state;
	for (unsigned two = 0; two < 0x10000; two++) {
		uint8_t bytes[4] = {(uint8_t)(two >> 8), (uint8_t)two};

		assert_plain(bytes, 1);
		assert_plain(bytes, 2);
		for (size_t i = 0; i < sizeof(further); i++) {
			bytes[2] = further[i];
			assert_plain(bytes, 3);
			for (size_t j = 0; j < sizeof(further); j++) {
				bytes[3] = further[j];
				assert_plain(bytes, 4);
			}
		}
	}
}

/* Each of them at every place of texts of every length, behind ASCII and behind other signs. */
static void what_is_not_plain_is_found_wherever_it_stands(void **state)
{
	static const char *const signs[] = {"\"",          "\\",
					    "\n",          "\x1f",
					    "\x7f",        "\xc2\x80",
					    "\xc2\xa0",    "\xc3",
					    "\xe1\xba",    "\xed\xa0\x80",
					    "\xff",        "\xe1\xba\xbf",
					    "\xc4\x91",    "\xf0\x9f\x8d\xb5",
					    "\xf0\x9f\x8d"};
	uint8_t text[160];

	(void)state;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t size = strlen(signs[i]);

		for (size_t place = 0; place < 140; place++) {
			memset(text, 'x', sizeof(text));
			if (i % 2 == 0) /* behind signs of three bytes */
				for (size_t at = place % 3; at + 3 <= place; at += 3)
					memcpy(text + at, "\xe1\xba\xbf", 3);
			memcpy(text + place, signs[i], size);
			for (size_t length = place; length < place + size + 12; length++)
				assert_plain(text, length);
			memmove(text + sizeof(text) - place - size, text, place + size);
			assert_plain(text + sizeof(text) - place - size, place + size);
		}
	}
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
		cmocka_unit_test(every_code_point_is_plain_or_not_as_utf8proc_says),
		cmocka_unit_test(bytes_that_are_no_utf_8_end_what_is_plain),
		cmocka_unit_test(what_is_not_plain_is_found_wherever_it_stands),
		cmocka_unit_test(decomposed_text_is_composed_and_trimmed),
		cmocka_unit_test(folding_finds_names_without_marks),
		cmocka_unit_test(lower_words_keep_their_marks),
		cmocka_unit_test(a_slug_has_hyphens_between_words_only),
		cmocka_unit_test(length_counts_characters),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
