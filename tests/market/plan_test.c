/* plan_test.c - words of a listing and the steps of a query, without a store */
#include "market/search/plan.h"

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

static void words_of_a_listing_are_all_there_once(void **state)
{
	static const char *const expected[] = {"mien",      "dong",   "duc",      "mien_dong",
					       "dong_duc",  "=miến",  "=đức",     "=miến_dong",
					       "=dong_đức", ".mien",  ".tai",     ".hoan",
					       "@con_minh", "@na_ri", "@bac_kan", ".na",
					       ".nguyen",   "#s_i",   "#u_02185", "#u_19"};
	static const char *const places[] = {"bac kan"};
	char *words = words_of_listing(arena, &noodles, places, 1);
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		if (!words_have(words, expected[i]))
			fail_msg("%s is not in%s", expected[i], words);
	}
	assert_false(words_have(words, "=dong")); /* carries no marks */
	assert_false(words_have(words, "mie"));   /* part of a word */
	assert_false(words_have(words, "tai"));   /* the producer's, not the name's */
	assert_false(words_have(words, "@huyen_na_ri"));
	assert_false(words_have(words, ".kan")); /* what it once was, as a whole only */
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		count += strcmp(word, "dong") == 0;
	assert_int_equal(count, 1);
}

static struct query_words typed(const char *text)
{
	struct query_words query = {.listings = 100000};

	query.count = words_split(arena, text, QUERY_WORDS_MAX, query.words);
	for (size_t i = 0; i < query.count; i++)
		query.uses[i] = query.field_uses[i] = 5000;
	return query;
}

static const char *expression(const struct plan *plan, size_t step)
{
	return step_expression(arena, plan->steps[step], NULL, 0);
}

static void marked_query_is_asked_exactly_first(void **state)
{
	struct query_words query = typed("Miến Đức");
	struct plan plan;

	(void)state;
	plan_make(arena, &query, &plan);
	assert_int_equal(plan.count, 5);
	assert_string_equal(expression(&plan, 0), "(\"=miến_đức\")");
	assert_string_equal(expression(&plan, 1), "(\"mien_duc\")");
	assert_string_equal(expression(&plan, 2), "(\"=miến\") AND (\"=đức\")");
	assert_string_equal(expression(&plan, 3), "(\"mien\") AND (\"duc\")");
	assert_string_equal(expression(&plan, 4), "(\".mien\") AND (\".duc\")");
	assert_int_equal(plan.wide_from, 2);
}

static void plain_query_asks_nothing_exactly(void **state)
{
	struct query_words query = typed("mien dong");
	struct plan plan;

	(void)state;
	plan_make(arena, &query, &plan);
	assert_int_equal(plan.count, 3);
	assert_string_equal(expression(&plan, 0), "(\"mien_dong\")");
}

static void word_in_no_name_is_asked_of_fields_only(void **state)
{
	struct query_words query = typed("hoan");
	struct plan plan;

	(void)state;
	query.uses[0] = 0;
	plan_make(arena, &query, &plan);
	assert_int_equal(plan.count, 1);
	assert_string_equal(expression(&plan, 0), "(\".hoan\")");
}

static void place_stands_before_and_behind(void **state)
{
	struct query_words query = typed("che na ri");
	struct plan plan;

	(void)state;
	query.uses[1] = query.uses[2] = 0;
	query.place_last[2] = "@na_ri";
	plan_make(arena, &query, &plan);
	assert_string_equal(expression(&plan, 0), "(\"che\") AND (\"@na_ri\")");
}

static void rarest_word_is_asked_first(void **state)
{
	struct query_words query = typed("che shan tuyet");
	struct plan plan;

	(void)state;
	query.uses[0] = 900;
	query.uses[1] = 40;
	query.uses[2] = 7;
	plan_make(arena, &query, &plan);
	assert_string_equal(expression(&plan, 1), "(\"tuyet\") AND (\"shan\") AND (\"che\")");
}

static void completions_are_one_group(void **state)
{
	struct query_words query = typed("mien do");
	struct plan plan;

	(void)state;
	query.uses[1] = 0;
	query.completions[0] = "dong";
	query.completions[1] = "doi";
	query.completion_count = 2;
	plan_make(arena, &query, &plan);
	assert_string_equal(expression(&plan, 0), "(\"mien\") AND (\"dong\" OR \"doi\")");
	assert_string_equal(step_expression(arena, plan.widest, NULL, 0),
			    "(\".mien\") AND (\".do\" OR \".dong\" OR \".doi\")");
}

/* One in a hundred and one in ten thousand of 100,000: ten are expected of the two, whatever the
 * third says; they are read first and the steps told apart among them. */
static void rare_words_are_read_before_any_step(void **state)
{
	struct query_words query = typed("che shan tuyet");
	struct plan plan;

	(void)state;
	query.field_uses[1] = 10;
	query.field_uses[2] = 1000;
	plan_make(arena, &query, &plan);
	assert_string_equal(step_expression(arena, plan.widest, NULL, 0), "(\".shan\")");
	assert_int_equal(plan.wide_from, 0);
	query.field_uses[1] = 1000;
	query.field_uses[2] = 1000;
	plan_make(arena, &query, &plan);
	assert_string_equal(step_expression(arena, plan.widest, NULL, 0),
			    "(\".shan\") AND (\".tuyet\")");
	assert_int_equal(plan.wide_from, 0);
}

/* "da" and "xanh" go with "buoi": asking for all three finds hardly less than for one. */
static void words_that_go_together_count_once(void **state)
{
	struct query_words query = typed("buoi da xanh tien");
	struct plan plan;

	(void)state;
	for (size_t i = 0; i < query.count; i++)
		query.field_uses[i] = 1000;
	query.joined[1] = query.joined[2] = true;
	plan_make(arena, &query, &plan);
	assert_string_equal(step_expression(arena, plan.widest, NULL, 0),
			    "(\".buoi\") AND (\".tien\")");
	query.count = 3;
	plan_make(arena, &query, &plan);
	assert_null(plan.widest); /* a thousand are expected */
	assert_true(plan.wide_from > 0);
}

/* "huyen na ri" finds @na_ri, whose listings need not hold any of the three words. */
static void place_is_read_as_a_step(void **state)
{
	struct query_words query = typed("huyen na ri");
	struct plan plan;

	(void)state;
	query.field_uses[0] = query.field_uses[1] = 10;
	query.place_first[3] = "@na_ri";
	plan_make(arena, &query, &plan);
	assert_string_equal(expression(&plan, 0), "(\"@na_ri\")");
	assert_true(plan.wide_from > 0);
}

/* What the steps together read must hold all that they find one by one. */
static void widest_holds_every_late_step(void **state)
{
	static const char *const texts[] = {" mien dong .mien .dong .htx ", " .mien .dong ",
					    " mien .mien .dong ", " dong mien .dong .mien "};
	struct query_words query = typed("mien dong");
	struct plan plan;

	(void)state;
	plan_make(arena, &query, &plan);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct plan wide = {.steps = {plan.widest}, .count = 1};

		assert_true(plan_step_of(&plan, texts[i]) < plan.count);
		assert_int_equal(plan_step_of(&wide, texts[i]), 0);
	}
}

static void longest_query_fits(void **state)
{
	struct query_words query = typed("á é í ó ú ý à è ì ò ù ỳ ã ẽ ĩ õ ũ ỹ");
	struct plan plan;

	(void)state;
	assert_int_equal(query.count, QUERY_WORDS_MAX);
	for (size_t n = 1; n <= PLACE_WORDS_MAX; n++)
		query.place_first[n] = query.place_last[n] = "@a";
	query.completions[0] = "ab";
	query.completion_count = 1;
	plan_make(arena, &query, &plan);
	assert_true(plan.count <= STEPS_MAX);
}

#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(words_of_a_listing_are_all_there_once),
		PLAN_TEST(marked_query_is_asked_exactly_first),
		PLAN_TEST(plain_query_asks_nothing_exactly),
		PLAN_TEST(word_in_no_name_is_asked_of_fields_only),
		PLAN_TEST(place_stands_before_and_behind),
		PLAN_TEST(rarest_word_is_asked_first),
		PLAN_TEST(completions_are_one_group),
		PLAN_TEST(rare_words_are_read_before_any_step),
		PLAN_TEST(words_that_go_together_count_once),
		PLAN_TEST(place_is_read_as_a_step),
		PLAN_TEST(widest_holds_every_late_step),
		PLAN_TEST(longest_query_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
