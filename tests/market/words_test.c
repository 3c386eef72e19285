/* words_test.c - the words under which a listing is found */
#include "market/search/words.h"

#include "market/market_fixture.h"

static struct arena *arena;

static int opened(void **state)
{
	(void)state;
	arena = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int closed(void **state)
{
	(void)state;
	arena_destroy(arena);
	return 0;
}

static const struct listing noodles = {
	.product_name = "Miến dong Đức",
	.producer_name = "HTX Tài Hoan",
	.sector_code = "I",
	.commune_code = "02185",
	.province_code = "19",
	.commune_text = "xã Côn Minh",
	.district_text = "Huyện Na Rì",
	.province_text = "",
	.commune_name = "Côn Minh",
	.province_name = "Thái Nguyên",
	.description = "",
	.certificate = {.code = "", .number = ""},
};

static bool have(const struct tokens *tokens, const char *token)
{
	for (size_t i = 0; i < tokens->count; i++) {
		if (strcmp(tokens->items[i], token) == 0)
			return true;
	}
	return false;
}

static void words_of_a_listing_are_all_there(void **state)
{
	static const char *const expected[] = {
		"mien",      "dong",       "duc",  "mien_dong", "dong_duc", "=miến", "=đức",
		"*",         ".mien",      ".tai", ".hoan",     ">tai",     ">hoan", ">=tài",
		"=dong_đức", "=miến_dong", ".na",  ".ri",       ".nguyen",  ".con",  ">htx"};
	static const char *const wrong[] = {
		"=dong",         /* carries no marks */
		"mie",           /* part of a word */
		"tai",           /* the producer's, not the name's */
		">=hoan", ".xa", /* a word for the kind of a unit */
	};
	struct tokens tokens = {.arena = arena};

	(void)state;
	words_of_listing(&tokens, &noodles);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		if (!have(&tokens, expected[i]))
			fail_msg("%s is not there", expected[i]);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		if (have(&tokens, wrong[i]))
			fail_msg("%s is there", wrong[i]);
	}
}

static void many_words_are_cut_and_none_is_no_word(void **state)
{
	struct word words[3];

	(void)state;
	assert_int_equal(words_split(arena, "một hai ba bốn", 3, words), 3);
	assert_string_equal(words[2].lower, "ba");
	assert_int_equal(words_split(arena, " -- !? ", 3, words), 0);
	assert_int_equal(words_split(arena, "\u0301 \u0301", 3, words), 0); /* marks alone */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_a_listing_are_all_there),
		cmocka_unit_test(many_words_are_cut_and_none_is_no_word),
	};

	return cmocka_run_group_tests(tests, opened, closed);
}
