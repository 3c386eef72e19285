/* register_queries_test.c - what people type finds the row of the real register that they mean
 *
 * Expected hits are read from deploy/thai-nguyen/register/products.csv by hand. Nothing in it is
 * certified here, so where several rows answer alike the one that stands last comes first.
 */
#include "market/register_fixture.h"

enum { QUERY_TEXT_BYTES = 400 }; /* the longest that is taken */

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

struct first_hit {
	const char *words;
	const char *product;
	const char *producer; /* NULL: any */
};

static const struct first_hit with_marks[] = {
	{"Miến dong Tài Hoan", "Miến dong Tài Hoan", NULL},
	{"chè tôm nõn", "Chè tôm nõn", "HTX chè Hảo Đạt"},
	{"Miến Việt Cường", "Miến Việt Cường", NULL},
	{"Trịnh Năng Gừng", "Trịnh Năng Gừng", NULL},
	{"rượu chuối men lá", "Rượu chuối men lá Mạnh Minh", NULL},
	{"bánh gio Pắc San", "Bánh gio Pắc San", NULL},
	{"cơm lam nướng", "Cơm lam nướng Sáng Lê", NULL},
	{"bột củ mài", "Bột củ mài núi", NULL},
	{"gạo Nhật Japonica", "Gạo Nhật Japonica", NULL},
	{"măng khô Mảy Puốc", "Măng khô Mảy Puốc", NULL},
	{"trà cà gai leo", "Trà Cà gai leo", NULL}, /* and not the bags, "Trà túi lọc cà gai leo" */
	{"thịt trâu khô", "Thịt trâu khô", NULL},
	{"cà phê bột nguyên chất", "Cà phê bột nguyên chất", NULL},
	{"nõn chè xanh Trại Cài", "Nõn chè xanh Trại Cài", NULL},
	{"Hồng Đỉnh trà", "Hồng Đỉnh trà", NULL},
	{"du lịch Thái Hải", "Du lịch văn hóa dân tộc Tày bản làng Thái Hải", NULL},
	{"trà móc câu Minh Đức", "Trà móc câu Minh Đức", NULL},
	{"nước mắm ruốc Hương Giang", "Nước mắm ruốc Hương Giang", NULL},
	{"rượu Tà Rương Mão", "Rượu Tà Rương Mão", NULL},
	{"đường hoa dừa", "Đường hoa dừa", NULL},
	{"dương", "Dương Trà", NULL}, /* six products of sugar, "đường", fold alike */
	{"sâm nam núi Dành", "Sâm nam núi Dành khô", NULL},
	{"bộ trang phục Hà Nhì", "Bộ trang phục Hà Nhì", NULL},
	{"tỏi đen Lý Sơn", "Tỏi đen Lý Sơn DORI", NULL},
	{"cá bống sông Trà", "Cá bống sông Trà Phi Yến", NULL},
	{"nhang quế Trà Bồng", "Nhang quế Trà Bồng", NULL},
	{"hương trầm Quốc Thạch", "Hương trầm Quốc Thạch", NULL},
	{"hạt sen sấy", "Hạt sen sấy", NULL},
	{"tinh bột nghệ Hoàng Mai", "Tinh bột nghệ Hoàng Mai", NULL},
	{"nấm đùi gà", "Nấm đùi gà Phùng Gia", NULL},
	{"HTX Khẩu Nua Lếch Thượng Quan", "Gạo nếp Khẩu Nua Lếch", NULL},
	{"Hợp tác xã Quỳnh Trang", "Thịt lợn rừng lai Phúc Thơm Bắc Kạn", NULL},
	{"dược liệu Ngọc Thắng", "Trà Shan tuyết", NULL},
	{"Nhà hàng Tám Cương", "Thịt treo gác bếp", "Nhà hàng Tám Cương"},
};

static const struct first_hit without_marks[] = {
	{"mien dong tai hoan", "Miến dong Tài Hoan", NULL},
	{"vi cumax nano curcumin 20g", "Vi-cumax Nano curcumin (20g)", NULL},
	{"ruou mo dakimo", "Rượu mơ Dakimo", NULL},
	{"lap suon gac bep dung dinh", "Lạp sườn gác bếp Dung Dinh", NULL},
	{"thit lon gac bep", "Thịt lợn gác bếp Dung Dinh", NULL},
	{"nem ngua nui", "Nem ngựa núi", NULL},
	{"moc nhi minh anh", "Mộc nhĩ Minh Anh thái chỉ", NULL}, /* side by side, as typed */
	{"tra xanh tui loc nguyen viet", "Trà xanh túi lọc Nguyên Việt", NULL},
	{"tra tn gaba", "Trà TN GABA", NULL},
	{"du lich cong dong con chim", "Điểm du lịch cộng đồng Cồn Chim", NULL},
	{"dau dua nguyen chat", "Dầu dừa nguyên chất Kokofi", NULL},
	{"banh trang imex", "Bánh tráng IMEX TRAVINH", NULL},
	{"thit bo kho thu ba", "Thịt bò khô Thu Ba", NULL},
	{"dong trung ha thao", "Đông trùng hạ thảo khô Sonita", NULL},
	{"cha muc", "Chả mực Kitasea", NULL},
	{"den trang tri ro ra", "Bộ sản phẩm đèn trang trí, rổ, rá", NULL},
	{"nuoc mam lang bich hoa", "Nước mắm làng Bích Họa", NULL},
	{"gio me hoai vo", "Giò me Hoài Võ", NULL},
	{"bot nem dinh duong", "Bột nêm dinh dưỡng Đông An", NULL},
	{"tra rau ma", "Trà rau má Tuấn Linh", NULL},
	{"ca bom trang", "Cá bờm trắng", NULL},
	{"thit tho ruby", "Thịt thỏ Ruby", NULL},
	{"ruou sim", "Rượu sim Hùng Nhung", NULL},
	{"det tho cam", "Dệt thổ cẩm (khăn, chân váy, khăn trải bàn)", NULL},
	{"lac sen dien chau", "Lạc sen Diễn Châu", NULL},
	{"nhut ba que", "Nhút bà Quế", NULL},
	{"ruou mu tun", "Rượu mú từn", NULL},
	{"gio be lam ngoc", "Giò bê Lâm Ngọc", NULL},
	{"hat dieu rang cui", "Bộ sản phẩm hạt điều rang củi Hải Bình", NULL},
	{"mat ong sua chua", "Mật ong sữa chúa", NULL},
	{"keo lac che xanh", "Kẹo lạc chè xanh", NULL},
	{"banh chung dat to", "Bánh chưng Đất Tổ", NULL},
	{"rong nho", "Rong nho tách nước Trí Tín", NULL},
	{"lap xuong van thanh", "Lạp xưởng Vạn Thành", NULL},
	{"duong kinh trang", "Đường kính trắng - đường An Khê", NULL},
	{"tham xo du", "Thảm xơ dừa Út Mừng", NULL}, /* begun */
	{"bich thao", "Cà phê bột nguyên chất", NULL},
	{"mây tre dan bao la", "Bộ sản phẩm đèn trang trí, rổ, rá", NULL}, /* with some */
	{"rượu men la bang phuc", "Rượu men lá Bằng Phúc", NULL},
};

/* Districts, towns and provinces that are no more. */
static const struct first_hit of_abolished_places[] = {
	{"miến dong na rì", "Miến dong", "Cơ sở Nguyễn Xuân Bồng"},
	{"mien dong na ri", "Miến dong", "Cơ sở Nguyễn Xuân Bồng"},
	{"cà gai leo huyện Na Rì", "Trà Cà gai leo", NULL},
	{"na ri ca gai leo", "Trà Cà gai leo", NULL},
	{"mien viet cuong na ri", "Miến dong", "HTX Việt Cường"},
	{"hat de ngan son", "Hạt dẻ", NULL},
	{"gạo nếp Ngân Sơn", "Gạo nếp Khẩu Nua Lếch", NULL},
	{"bun pho huyen ngan son", "Bún phở Quỳnh Niên", NULL},
	{"mật ong Chợ Mới", "Mật ong Thanh Thịnh", NULL},
	{"banh troi cho don", "Bánh trời", NULL},
	{"thit trau ba be", "Thịt trâu khô", NULL},
	{"chuối sấy Bạch Thông", "Chuối sấy khô", NULL},
	{"tinh dau sa bach thong", "Tinh dầu sả chanh", NULL},
	{"mật ong Mường Tè", "Mật ong Hải Hoàn Vàng San", NULL},
	{"dua sap tinh tra vinh", "Dừa sáp sợi (VICOSAP)", NULL},
	{"hương trầm Quỳ Châu", "Hương trầm Hà Loan", NULL},
	{"nuoc mam tp tam ky", "Nước mắm làng Bích Họa", NULL},
	{"trà đinh Phú Lương", "Trà đinh Đạt Phát", NULL},
	{"quyt dak nong", "Quýt đường núi lửa", NULL},
	{"mat ong vinh phuc", "Mật ong bánh tổ Tam Đảo", NULL},
};

/* A letter more, less, another, two exchanged, a blank forgotten; in words and in places. */
static const struct first_hit mistyped[] = {
	{"mien dpng tai hoan", "Miến dong Tài Hoan", NULL},
	{"chef tôm nõn", "Chè tôm nõn", NULL},
	{"ruou men la bang phucs", "Rượu men lá Bằng Phúc", NULL},
	{"giam chuoi manj minh", "Giấm chuối Mạnh Minh", NULL},
	{"bun pho qunyh nien", "Bún phở Quỳnh Niên", NULL},
	{"gao nep khao nua lech", "Gạo nếp Khẩu Nua Lếch", NULL},
	{"huong trma lien duc", "Hương trầm Liên Đức", NULL},
	{"keo lac che xnah", "Kẹo lạc chè xanh", NULL},
	{"banh gio pac sna", "Bánh gio Pắc San", NULL},
	{"dong trung ha thoa", "Đông trùng hạ thảo khô Sonita", NULL}, /* "Thoa" is a producer */
	{"miendong tai hoan", "Miến dong Tài Hoan", NULL},
	{"thịt thỏ rubi", "Thịt thỏ Ruby", NULL},
	{"mien dong na rj", "Miến dong", "Cơ sở Nguyễn Xuân Bồng"},
	{"nam dui ga phugn gia", "Nấm đùi gà Phùng Gia", NULL},
};

static void expect_first(struct market *market, const struct first_hit *expected, bool mistyped_one)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	query.q = (char *)expected->words;
	page = market_search(market, &query);
	if (page->n_listings == 0)
		fail_msg("%s: nothing found", expected->words);
	if (strcmp(page->listings[0]->product_name, expected->product) != 0 ||
	    (expected->producer &&
	     strcmp(page->listings[0]->producer_name, expected->producer) != 0))
		fail_msg("%s: first %s of %s", expected->words, page->listings[0]->product_name,
			 page->listings[0]->producer_name);
	if ((*page->searched_instead != '\0') != mistyped_one)
		fail_msg("%s: searched instead “%s”", expected->words, page->searched_instead);
}

#define EXPECT_EACH(market, table, mistyped_ones)                                                  \
	for (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)                               \
	expect_first(market, &(table)[i], mistyped_ones)

static void words_with_marks(void **state)
{
	EXPECT_EACH(*state, with_marks, false);
}

static void words_without_marks(void **state)
{
	EXPECT_EACH(*state, without_marks, false);
}

static void products_of_abolished_places(void **state)
{
	EXPECT_EACH(*state, of_abolished_places, false);
}

static void mistyped_words(void **state)
{
	EXPECT_EACH(*state, mistyped, true);
}

static void what_was_searched_instead_is_spelled_as_it_was_found(void **state)
{
	static const char *const spelled[][2] = {
		{"mien dpng tai hoan", "miến dong tài hoan"},
		{"miendong tai hoan", "miến dong tài hoan"},
		{"thịt thỏ rubi", "thịt thỏ ruby"},
		{"mien dong na rj", "miến dong na rì"},
	};

	for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++) {
		Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

		query.q = (char *)spelled[i][0];
		assert_string_equal(market_search(*state, &query)->searched_instead, spelled[i][1]);
	}
}

/* Whoever filters a mistyped search filters the mended one, page after page. */
static void mended_search_has_pages_and_filters(void **state)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;
	size_t count;

	query.q = "mien dobg";
	query.limit = 200;
	count = market_search(*state, &query)->n_listings;
	assert_true(count > 4);
	query.limit = 2;
	page = market_search(*state, &query);
	query.cursor = page->next;
	assert_int_equal(market_search(*state, &query)->n_listings, 2);
	query.cursor = "";
	query.limit = 200;
	query.unit = "Na Rì";
	page = market_search(*state, &query);
	assert_true(page->n_listings > 0 && page->n_listings < count);
	query.unit = "Phú Quốc";
	assert_int_equal(market_search(*state, &query)->n_listings, 0);
}

struct suggested {
	const char *typed;
	Ocop__Market__V1__SuggestionKind kind;
	const char *text;
};

#define KIND(kind) OCOP__MARKET__V1__SUGGESTION_KIND__SUGGESTION_KIND_##kind

static const struct suggested suggestions[] = {
	{"mien do", KIND(PRODUCT), "Miến dong Tài Hoan"},
	{"Miến do", KIND(PRODUCT), "Miến dong"},
	{"ruou mo d", KIND(PRODUCT), "Rượu mơ Dakimo"},
	{"na r", KIND(PLACE), "Na Rì"},
	{"huyen na ri", KIND(PLACE), "Na Rì"},
	{"ngân s", KIND(PLACE), "Ngân Sơn"},
	{"bac k", KIND(PLACE), "Bắc Kạn"},
	{"tam cuo", KIND(PRODUCER), "Nhà hàng Tám Cương"},
	{"asuka viet", KIND(PRODUCER), "Công ty TNHH MTV Asuka Việt Nam"},
};

static const Ocop__Market__V1__SuggestSearchesReply *suggest(struct market *market,
							     const char *typed)
{
	Ocop__Market__V1__SuggestSearches query = OCOP__MARKET__V1__SUGGEST_SEARCHES__INIT;
	Ocop__Common__V1__RefusalCode refusal;

	query.q = (char *)typed;
	return market_asked(market, &market_queries[2], &query.base, &refusal);
}

static void what_is_begun_is_suggested(void **state)
{
	for (size_t i = 0; i < sizeof suggestions / sizeof *suggestions; i++) {
		const struct suggested *expected = &suggestions[i];
		const Ocop__Market__V1__SuggestSearchesReply *reply =
			suggest(*state, expected->typed);
		bool found = false;

		assert_true(reply->n_suggestions <= 12);
		for (size_t j = 0; j < reply->n_suggestions; j++)
			found = found || (reply->suggestions[j]->kind == expected->kind &&
					  strcmp(reply->suggestions[j]->text, expected->text) == 0);
		if (!found)
			fail_msg("%s: %s is not suggested", expected->typed, expected->text);
	}
}

static void each_is_suggested_once_and_nothing_for_nothing(void **state)
{
	const Ocop__Market__V1__SuggestSearchesReply *reply = suggest(*state, "t");

	for (size_t i = 0; i < reply->n_suggestions; i++) {
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(reply->suggestions[i]->text,
						reply->suggestions[j]->text);
	}
	assert_true(reply->n_suggestions > 6);
	assert_int_equal(suggest(*state, "")->n_suggestions, 0);
	assert_int_equal(suggest(*state, " ... ")->n_suggestions, 0);
	assert_int_equal(suggest(*state, "xqzw")->n_suggestions, 0);
}

/* Whatever is sent is answered, counted and suggested for: words that all have, far too many words,
 * letters of nowhere, marks without letters, what other searches read as orders. */
static void no_text_is_too_odd(void **state)
{
	static const char *const pieces[] = {
		"hợp tác xã ", "h ",     "a b c d e f g h i k l m n o p q ",
		"x",           "\u0301", "ﷺ",
		"Ａ",          "🍵",      "\" OR * NEAR(",
		"0 1 2 ",      "mieen ", "xqzw qxwz ",
		"đ",           "İ",      "\u200d"};
	char text[QUERY_TEXT_BYTES];

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
		const Ocop__Market__V1__SearchListingsReply *page;

		text[0] = '\0';
		while (*pieces[i] && strlen(text) + strlen(pieces[i]) < sizeof text)
			strcat(text, pieces[i]);
		query.q = text;
		query.facets = true;
		page = market_search(*state, &query);
		assert_non_null(page);
		assert_true(page->n_listings <= 20 && page->n_listings <= page->total);
		assert_true(suggest(*state, text)->n_suggestions <= 12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_with_marks),
		cmocka_unit_test(words_without_marks),
		cmocka_unit_test(products_of_abolished_places),
		cmocka_unit_test(mistyped_words),
		cmocka_unit_test(what_was_searched_instead_is_spelled_as_it_was_found),
		cmocka_unit_test(mended_search_has_pages_and_filters),
		cmocka_unit_test(what_is_begun_is_suggested),
		cmocka_unit_test(each_is_suggested_once_and_nothing_for_nothing),
		cmocka_unit_test(no_text_is_too_odd),
	};

	return cmocka_run_group_tests(tests, register_opened, register_closed);
}
