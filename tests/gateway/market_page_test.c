/* market_page_test.c - the market's counts as links, what it searched instead, its one script */
#include "gateway/pages_fixture.h"

enum { FACETS_LIMIT_BYTES = 60 * 1000 };

/* As many values as the market gives of one kind. */
static Ocop__Market__V1__Facet *a_facet(Ocop__Market__V1__FacetKind kind, size_t count,
					const char *label)
{
	Ocop__Market__V1__Facet *facet = arena_alloc(now->arena, sizeof(*facet));

	ocop__market__v1__facet__init(facet);
	facet->kind = kind;
	facet->n_values = count;
	facet->values = arena_alloc(now->arena, count * sizeof(*facet->values));
	for (size_t i = 0; i < count; i++) {
		facet->values[i] = arena_alloc(now->arena, sizeof(**facet->values));
		ocop__market__v1__facet_value__init(facet->values[i]);
		facet->values[i]->value = arena_printf(now->arena, "%zu", i + 1);
		facet->values[i]->label = (char *)label;
		facet->values[i]->count = 1000 + i;
	}
	return facet;
}

static Ocop__Market__V1__SearchListingsReply *market_counts(void)
{
	Ocop__Market__V1__SearchListingsReply *reply =
		(Ocop__Market__V1__SearchListingsReply *)now->reply;

	reply->total = 4711;
	reply->facets = arena_alloc(now->arena, 6 * sizeof(*reply->facets));
	reply->facets[0] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_STAR, 5, "");
	reply->facets[1] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_SET, 26, "");
	reply->facets[2] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_PROVINCE, 34,
				   "Thành phố Hồ Chí Minh");
	reply->facets[3] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_COMMUNE, 40,
				   "Đặc khu Bạch Long Vĩ");
	reply->facets[4] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_FORMER_DISTRICT, 40,
				   "Huyện đảo Bạch Long Vĩ");
	reply->facets[5] = a_facet(OCOP__MARKET__V1__FACET_KIND__FACET_KIND_MONTH, 12, "");
	reply->n_facets = 6;
	return reply;
}

static void counts_are_links_that_combine_and_can_be_taken_back(void **state)
{
	(void)state;
	market_shows(a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID, 4), LISTINGS, "k");
	market_counts()->facets[0]->values[3]->chosen = true;
	ask("GET", "/?q=mi%E1%BA%BFn&star=4&unit=2&price=3&set=6&month=5", NULL);
	assert_has("4711 sản phẩm");
	/* Another star in the place of this one; this one taken back; a month with it. */
	assert_has("href=\"/"
		   "?q=mi%E1%BA%BFn&amp;set=6&amp;star=5&amp;unit=2&amp;price=3&amp;month=5\"");
	assert_has("href=\"/?q=mi%E1%BA%BFn&amp;set=6&amp;unit=2&amp;price=3&amp;month=5\"");
	assert_has("href=\"/"
		   "?q=mi%E1%BA%BFn&amp;set=6&amp;star=4&amp;unit=2&amp;price=3&amp;month=7\"");
	assert_has("Tháng 5 ✕");
	assert_has("100.000 – 200.000đ ✕");
	assert_has("Thành phố Hồ Chí Minh ✕"); /* the unit by the name that its count has */
	assert_has("<input type=\"hidden\" name=\"price\" value=\"3\">");
	assert_true(now->body_size < FACETS_LIMIT_BYTES);
}

static void what_was_searched_instead_is_said(void **state)
{
	(void)state;
	market_shows(a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID, 4), 1, "");
	market_counts()->searched_instead = "miến <dong>";
	ask("GET", "/?q=mien+donv", NULL);
	assert_has("<h1>Kết quả cho “miến &lt;dong&gt;”</h1>");
	assert_has("Không có kết quả cho “mien donv”.");
	assert_has("name=\"q\" value=\"mien donv\"");
}

/* The one script of the pages is ours and the market's alone. */
static void script_runs_on_the_page_of_the_market_only(void **state)
{
	(void)state;
	market_shows(NULL, 0, "");
	ask("GET", "/", NULL);
	assert_has("<script src=\"/assets/suggest.js?v=");
	assert_non_null(strstr(header("content-security-policy"), "script-src 'self'"));
	ask("GET", "/verify", NULL);
	assert_lacks("<script");
	assert_null(strstr(header("content-security-policy"), "script-src"));
}

static void suggestions_may_be_kept_for_a_minute(void **state)
{
	static Ocop__Market__V1__SuggestSearchesReply reply =
		OCOP__MARKET__V1__SUGGEST_SEARCHES_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	ask("GET", "/api/v1/market/suggestions?q=mi", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(header("cache-control"), "public, max-age=60");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(counts_are_links_that_combine_and_can_be_taken_back),
		ROUTE_TEST(what_was_searched_instead_is_said),
		ROUTE_TEST(script_runs_on_the_page_of_the_market_only),
		ROUTE_TEST(suggestions_may_be_kept_for_a_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
