/* search_test.c - what people type finds the product they mean, first, in the real register
 *
 * Expected hits are read from the register's rows and the units' tables by hand: names with and
 * without diacritics, đ, abolished districts and provinces, producers, beginnings of words.
 */
#include "market/register_fixture.h"

static int register_opened(void **state)
{
	struct market *market = market_open("2026-07-01");

	market_units(market);
	market_register(market);
	*state = market;
	return 0;
}

static int register_closed(void **state)
{
	market_close(*state);
	return 0;
}

static const Ocop__Market__V1__SearchListingsReply *search_words(struct market *market,
								 const char *words)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

	query.q = (char *)words;
	return market_search(market, &query);
}

struct first_hit {
	const char *words;
	const char *product;
	const char *producer; /* NULL: any */
};

static const struct first_hit first_hits[] = {
	{"Miến dong Tài Hoan", "Miến dong Tài Hoan", NULL},
	{"mien dong tai hoan", "Miến dong Tài Hoan", NULL},
	{"MIẾN DONG TÀI HOAN", "Miến dong Tài Hoan", NULL},
	{"tài hoan", "Miến dong Tài Hoan", NULL},
	{"hoan tai mien", "Miến dong Tài Hoan", NULL},
	{"miến dong việt cường na rì", "Miến dong", "HTX Việt Cường"},
	{"mien viet cuong", "Miến Việt Cường", NULL},
	{"rượu men lá bằng phúc", "Rượu men lá Bằng Phúc", NULL},
	{"ruou men la bang phuc", "Rượu men lá Bằng Phúc", NULL},
	{"hương trầm liên đức", "Hương trầm Liên Đức", NULL},
	{"huong tram lien duc", "Hương trầm Liên Đức", NULL},
	{"tra hoa du du duc", "Trà hoa đu đủ đực", NULL},
	{"khau nua lech", "Gạo nếp Khẩu Nua Lếch", NULL},
	{"hợp tác xã tân dân", NULL, "Hợp tác xã Tân Dân"},
	{"hop tac xa tan dan", NULL, "Hợp tác xã Tân Dân"},
	{"bún phở quỳnh niên", "Bún phở Quỳnh Niên", NULL},
	{"bun pho quynh ni", "Bún phở Quỳnh Niên", NULL},
	{"tinh nghe bac kan", "Tinh nghệ Bắc Kạn", NULL},
	{"giấm chuối", "Giấm chuối Mạnh Minh", NULL},
};

static void what_is_meant_comes_first(void **state)
{
	for (size_t i = 0; i < sizeof first_hits / sizeof *first_hits; i++) {
		const struct first_hit *expected = &first_hits[i];
		const Ocop__Market__V1__SearchListingsReply *page =
			search_words(*state, expected->words);

		if (page->n_listings == 0)
			fail_msg("%s: nothing found", expected->words);
		if (expected->product &&
		    strcmp(page->listings[0]->product_name, expected->product) != 0)
			fail_msg("%s: first %s", expected->words, page->listings[0]->product_name);
		if (expected->producer &&
		    strcmp(page->listings[0]->producer_name, expected->producer) != 0)
			fail_msg("%s: first of %s", expected->words,
				 page->listings[0]->producer_name);
	}
}

/* Rows of the register that name the place, by old name; each is abolished or merged since. */
static const struct {
	const char *words;
	const char *written; /* in the place as the register has it */
} places[] = {
	{"Na Rì", "Na Rì"},           {"na ri", "Na Rì"},       {"huyện Na Rì", "Na Rì"},
	{"huyen na ri", "Na Rì"},     {"Chợ Đồn", "Chợ Đồn"},   {"cho don", "Chợ Đồn"},
	{"Bạch Thông", "Bạch Thông"}, {"ngan son", "Ngân Sơn"}, {"ngan son", "Ngân Sơn"},
};

static void abolished_place_finds_all_its_products(void **state)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const Ocop__Market__V1__SearchListingsReply *page =
			search_words(*state, places[i].words);

		assert_true(page->n_listings > 1);
		for (size_t j = 0; j < 2; j++) {
			if (!strstr(page->listings[j]->former_place, places[i].written))
				fail_msg("%s: %s of %s", places[i].words,
					 page->listings[j]->product_name,
					 page->listings[j]->former_place);
		}
	}
}

/* Côn Minh took in an old commune of the district Na Rì: whoever registers there today is found
 * under the old name, too. */
static void commune_of_today_answers_to_its_former_district(void **state)
{
	struct market *market = market_open("2026-07-01");
	const Ocop__Market__V1__SearchListingsReply *page;

	(void)state;
	market_units(market);
	market_product(market, "Sản phẩm Ví dụ 1", "Hợp tác xã Ví dụ 1",
		       &(struct place){.commune_code = "02152", .province_code = "19"});
	market_follow(market);
	page = search_words(market, "na rì");
	assert_int_equal(page->n_listings, 1);
	assert_string_equal(page->listings[0]->province_name, "Thái Nguyên");
	assert_int_equal(search_words(market, "bac kan")->n_listings, 1);
	assert_int_equal(search_words(market, "chợ đồn")->n_listings, 0);
	market_close(market);
}

/* Another daemon may be quicker with its products than identity with the units. */
static void units_that_come_later_name_the_place(void **state)
{
	struct market *market = market_open("2026-07-01");

	(void)state;
	market_product(market, "Sản phẩm Ví dụ 1", "Hợp tác xã Ví dụ 1",
		       &(struct place){.commune_code = "02152", .province_code = "19"});
	market_follow(market);
	assert_int_equal(search_words(market, "na ri")->n_listings, 0);
	market_units(market);
	market_follow(market);
	assert_int_equal(search_words(market, "na ri")->n_listings, 1);
	market_close(market);
}

static void typed_marks_come_before_others(void **state)
{
	struct market *market = market_open("2026-07-01");
	const Ocop__Market__V1__SearchListingsReply *page;

	(void)state;
	market_product(market, "Muối dưa", "Hợp tác xã Ví dụ 1", NULL);
	market_product(market, "Muỗi đua", "Hợp tác xã Ví dụ 2", NULL); /* newer: stands before */
	market_follow(market);
	page = search_words(market, "muoi dua");
	assert_int_equal(page->n_listings, 2);
	assert_string_equal(page->listings[0]->product_name, "Muỗi đua");
	page = search_words(market, "muối dưa");
	assert_int_equal(page->n_listings, 2);
	assert_string_equal(page->listings[0]->product_name, "Muối dưa");
	market_close(market);
}

/* "ruồi" stands before words that each are near to sixteen others, as many as are tried. */
static void the_wrong_word_is_found_among_many_that_others_are_near_to(void **state)
{
	static const char *const begins[] = {"b", "c", "d", "g", "h", "k", "l",  "m",  "n", "ph",
					     "r", "s", "t", "v", "x", "y", "ch", "nh", "q", "th"};
	const struct place place = {.commune_code = "02152", .province_code = "19"};
	struct market *market = market_open("2026-07-01");
	const Ocop__Market__V1__SearchListingsReply *page;
	char name[64];

	(void)state;
	market_product(market, "Rượu can ban dan gan", "Hợp tác xã Ví dụ 1", &place);
	market_product(market, "Ruồi", "Hợp tác xã Ví dụ 2", &place);
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		(void)snprintf(name, sizeof name, "Trà %san", begins[i]);
		market_product(market, name, "Hợp tác xã Ví dụ 2", &place);
	}
	market_follow(market);
	page = search_words(market, "ruoi can ban dan gan");
	assert_int_equal(page->n_listings, 1);
	assert_string_equal(page->listings[0]->product_name, "Rượu can ban dan gan");
	assert_string_equal(page->searched_instead, "rượu can ban dan gan");
	market_close(market);
}

static void nothing_is_found_for_what_is_not_there(void **state)
{
	assert_int_equal(search_words(*state, "xyzzy")->n_listings, 0);
	assert_int_equal(search_words(*state, "!!! \"XQ\" -*")->n_listings, 0);
	assert_int_equal(search_words(*state, "NEAR(mien dong)")->n_listings, 0);
	assert_int_equal(search_words(*state, "....")->n_listings, 0);
}

/* Reads all pages; every listing once, and the steps' order kept across them. */
static size_t read_pages(struct market *market, Ocop__Market__V1__SearchListings *query,
			 const char *ids[], size_t most)
{
	size_t count = 0;

	query->cursor = "";
	for (;;) {
		const Ocop__Market__V1__SearchListingsReply *page = market_search(market, query);

		assert_true(page->n_listings <= query->limit);
		for (size_t i = 0; i < page->n_listings; i++) {
			assert_true(count < most);
			for (size_t j = 0; j < count; j++)
				assert_string_not_equal(ids[j], page->listings[i]->listing_id);
			ids[count++] = page->listings[i]->listing_id;
		}
		if (*page->next == '\0')
			return count;
		query->cursor = page->next;
	}
}

static void pages_give_every_listing_once_in_one_order(void **state)
{
	static const char *const queries[] = {"", "che", "miến dong", "bac kan", "tra", "htx"};

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
		const char *small[400];
		const char *large[400];
		size_t count;

		query.q = (char *)queries[i];
		query.limit = 3;
		count = read_pages(*state, &query, small, 400);
		query.limit = 200;
		assert_int_equal(read_pages(*state, &query, large, 400), count);
		assert_true(count > 3);
		for (size_t j = 0; j < count; j++)
			assert_string_equal(small[j], large[j]);
	}
}

/* Three ways to read the same: a frequent word, step by step; two words that are rarer together,
 * at once; two that are not, at once until it is too much and then step by step. */
static void pages_hold_whatever_the_vocabulary_expects(void **state)
{
	static const struct {
		const char *words;
		size_t count;
	} queries[] = {{"gao", 1700}, {"che xanh", 300}, {"che 7 xanh", 1}, {"che cu", 100}};
	struct market *market = market_open("2026-07-01");
	const char *small[1700];
	const char *large[1700];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		const char *name = i < 300 ? arena_printf(market->arena, "Chè %d xanh %s", i,
							  i < 100 ? "cũ" : "mới")
					   : arena_printf(market->arena, "Gạo %d", i);

		market_product(market, name, "Hợp tác xã Ví dụ 1", NULL);
	}
	market_follow(market);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

		query.q = (char *)queries[i].words;
		query.limit = 37;
		assert_int_equal(read_pages(market, &query, small, 1700), queries[i].count);
		query.limit = 200;
		assert_int_equal(read_pages(market, &query, large, 1700), queries[i].count);
		for (size_t j = 0; j < queries[i].count; j++)
			assert_string_equal(small[j], large[j]);
	}
	market_close(market);
}

static void unit_is_a_code_or_any_name(void **state)
{
	static const char *const units[] = {"19", "Thái Nguyên", "tỉnh Thái Nguyên", "thai nguyen"};
	size_t all = 0;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
		const char *ids[400];
		size_t count;

		query.limit = 200;
		query.unit = (char *)units[i];
		count = read_pages(*state, &query, ids, 400);
		assert_true(count > 50);
		assert_true(all == 0 || count == all);
		all = count;
	}
}

static void filters_hold_with_words_and_without(void **state)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	query.unit = "Na Rì";
	query.q = "miến dong";
	query.limit = 200;
	page = market_search(*state, &query);
	assert_true(page->n_listings > 2);
	for (size_t i = 0; i < page->n_listings; i++)
		assert_non_null(strstr(page->listings[i]->former_place, "Na Rì"));
	query.sector = "II";
	assert_int_equal(market_search(*state, &query)->n_listings, 0);
	query.sector = "I";
	assert_int_equal(market_search(*state, &query)->n_listings, page->n_listings);
	query.valid_only = true; /* the register alone certifies nothing */
	assert_int_equal(market_search(*state, &query)->n_listings, 0);
}

static Ocop__Common__V1__RefusalCode refusal(struct market *market,
					     const Ocop__Market__V1__SearchListings *query)
{
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);

	assert_null(market_asked(market, &market_queries[1], &query->base, &why));
	return why;
}

static void wrong_questions_are_refused(void **state)
{
	static const char *const cursors[] = {
		"x", "0", "0.", "0.1x", "-1.5", "99.1000", " 0.9", "0.-1", "0.99999999999999"};
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	char long_text[500];

	query.unit = "99";
	assert_int_equal(refusal(*state, &query), REFUSAL(UNIT_UNKNOWN));
	query.unit = "";
	query.sector = "VII";
	assert_int_equal(refusal(*state, &query), REFUSAL(FILTER_INVALID));
	query.sector = "";
	query.star = 6;
	assert_int_equal(refusal(*state, &query), REFUSAL(FILTER_INVALID));
	query.star = 0;
	memset(long_text, 'a', sizeof long_text);
	long_text[sizeof long_text - 1] = '\0';
	query.q = long_text;
	assert_int_equal(refusal(*state, &query), REFUSAL(FIELD_TOO_LONG));
	query.q = "";
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		query.cursor = (char *)cursors[i];
		assert_int_equal(refusal(*state, &query), REFUSAL(CURSOR_INVALID));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_meant_comes_first),
		cmocka_unit_test(abolished_place_finds_all_its_products),
		cmocka_unit_test(commune_of_today_answers_to_its_former_district),
		cmocka_unit_test(units_that_come_later_name_the_place),
		cmocka_unit_test(typed_marks_come_before_others),
		cmocka_unit_test(the_wrong_word_is_found_among_many_that_others_are_near_to),
		cmocka_unit_test(nothing_is_found_for_what_is_not_there),
		cmocka_unit_test(pages_give_every_listing_once_in_one_order),
		cmocka_unit_test(pages_hold_whatever_the_vocabulary_expects),
		cmocka_unit_test(unit_is_a_code_or_any_name),
		cmocka_unit_test(filters_hold_with_words_and_without),
		cmocka_unit_test(wrong_questions_are_refused),
	};

	return cmocka_run_group_tests(tests, register_opened, register_closed);
}
