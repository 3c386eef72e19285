/* pages_test.c - what visitors see: safe, small, in their language, and never a star too many */
#include "gateway/pages_fixture.h"

#include "ocop/certification/v1/queries.pb-c.h"

enum { PAGE_LIMIT_BYTES = 30 * 1000 };

static void full_market_page_is_small_and_escaped(void **state)
{
	(void)state;
	market_shows(a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID, 4), LISTINGS, "k");
	ask("GET", "/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", NULL);
	assert_int_equal(now->status, 200);
	assert_true(now->body_size < PAGE_LIMIT_BYTES);
	assert_has("<html lang=\"vi\">");
	assert_has("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"");
	assert_has("Miến dong &lt;Ví dụ&gt;");
	assert_lacks("<script>");
	assert_has("href=\"/san-pham/mien-dong-vi-du-rtcvf\"");
	assert_has("4 sao");
	assert_has("Còn hiệu lực");
	assert_has("Địa danh cũ: <span>Côn Minh");
	assert_has("09:24, 25/11/2026");
	assert_has("rel=\"next\"");
	assert_non_null(strstr(header("content-security-policy"), "default-src 'none'"));
}

static void present_place_is_not_called_a_former_one(void **state)
{
	Ocop__Market__V1__Listing *listing =
		a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_NONE, 0);

	(void)state;
	listing->commune_name = (char *)"Na Rì";
	listing->province_name = (char *)"Thái Nguyên";
	listing->former_place = (char *)"Xã Na Rì, Tỉnh Thái Nguyên";
	market_shows(listing, 1, "");
	ask("GET", "/", NULL);
	assert_lacks("Địa danh cũ");
	listing->former_place = (char *)"xã Na Rì, huyện Na Rì, Bắc Kạn";
	ask("GET", "/", NULL);
	assert_has("Địa danh cũ: <span>xã Na Rì, huyện Na Rì, Bắc Kạn");
}

static void search_is_handed_on_as_it_was_typed(void **state)
{
	const Ocop__Market__V1__SearchListings *search;

	(void)state;
	market_shows(NULL, 0, "");
	ask("GET", "/?q=mi%E1%BA%BFn+dong&sector=I&star=4&unit=Na+R%C3%AC&valid=1&cursor=k", NULL);
	search = (const Ocop__Market__V1__SearchListings *)now->message;
	assert_string_equal(now->source, "market");
	assert_string_equal(search->q, "miến dong");
	assert_string_equal(search->sector, "I");
	assert_int_equal(search->star, 4);
	assert_string_equal(search->unit, "Na Rì");
	assert_string_equal(search->cursor, "k");
	assert_true(search->valid_only);
	assert_has("Chưa có sản phẩm nào như vậy");
	assert_has("<option value=\"I\" selected>");
}

static void english_is_kept_from_page_to_page(void **state)
{
	(void)state;
	market_shows(a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID, 5), 1, "k");
	ask("GET", "/?lang=en", NULL);
	assert_has("<html lang=\"en\">");
	assert_has("href=\"/san-pham/mien-dong-vi-du-rtcvf?lang=en\"");
	assert_has("<span lang=\"vi\">Miến dong");
	assert_has("5 stars");
	assert_has("&amp;lang=en");
	with_header("accept-language", "en-GB,en;q=0.9,vi;q=0.8");
	ask("GET", "/", NULL);
	assert_has("<html lang=\"en\">");
	with_header("accept-language", "en-GB,en;q=0.9");
	ask("GET", "/?lang=vi", NULL);
	assert_has("<html lang=\"vi\">");
}

static const struct {
	Ocop__Market__V1__BadgeState badge;
	const char *word;
	bool ended; /* its certificate is told to be inactive; of others nothing is claimed */
} badges[] = {
	{OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_EXPIRED, "Hết hạn", true},
	{OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_REVOKED, "Đã thu hồi", true},
	{OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_SUSPENDED, "Tạm đình chỉ", true},
	{OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_NOT_VERIFIED, "Chưa xác minh", false},
	{OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_NONE, "Chưa chứng nhận", false},
};

static void stars_are_shown_only_while_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(badges) / sizeof(badges[0]); i++) {
		now->reply = &a_listing(badges[i].badge, 0)->base;
		ask("GET", "/san-pham/mien-dong-vi-du-rtcvf", NULL);
		assert_int_equal(now->status, 200);
		assert_has(badges[i].word);
		assert_lacks("class=\"stars\"");
		assert_lacks("CertificationActive");
		assert_int_equal(strstr(now->body, "CertificationInactive") != NULL,
				 badges[i].ended);
	}
}

static void product_tells_machines_what_it_is(void **state)
{
	const char *begin;
	json_t *data;

	(void)state;
	now->reply = &a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID, 4)->base;
	ask("GET", "/san-pham/mien-dong-vi-du-rtcvf", NULL);
	begin = strstr(now->body, "<script type=\"application/ld+json\">");
	assert_non_null(begin);
	data = json_loads(strchr(begin, '{'), JSON_DISABLE_EOF_CHECK, NULL);
	assert_non_null(data);
	assert_string_equal(json_string_value(json_object_get(data, "@type")), "Product");
	assert_string_equal(json_string_value(json_object_get(data, "name")), "Miến dong <Ví dụ>");
	assert_string_equal(json_string_value(json_object_get(
				    json_object_get(data, "hasCertification"), "@type")),
			    "Certification");
	assert_string_equal(json_string_value(json_object_get(data, "url")),
			    "http://ocop.example/san-pham/mien-dong-vi-du-rtcvf");
	json_decref(data);
}

static void sitemap_is_one_document_and_names_its_host(void **state)
{
	Ocop__Market__V1__PrintSitemapReply piece = OCOP__MARKET__V1__PRINT_SITEMAP_REPLY__INIT;
	static uint8_t url[] = "<url><loc>x</loc></url>\n";

	(void)state;
	piece.xml.data = url;
	piece.xml.len = strlen((const char *)url);
	now->reply = &piece.base;
	ask("GET", "/sitemap/3.xml", NULL);
	assert_int_equal(now->status, 200);
	assert_int_equal(((const Ocop__Market__V1__PrintSitemap *)now->message)->part, 3);
	assert_string_equal(((const Ocop__Market__V1__PrintSitemap *)now->message)->origin,
			    "http://ocop.example");
	assert_string_equal(now->body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns="
				       "\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
				       "<url><loc>x</loc></url>\n</urlset>\n");
	ask("GET", "/robots.txt", NULL);
	assert_has("Sitemap: http://ocop.example/sitemap.xml");
}

static void imported_rows_carry_their_mark(void **state)
{
	Ocop__Market__V1__Listing *listing =
		a_listing(OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_EXPIRED, 0);

	(void)state;
	now->reply = &listing->base;
	ask("GET", "/san-pham/x", NULL);
	assert_lacks("Dữ liệu minh họa");
	listing->imported = true;
	ask("GET", "/san-pham/x", NULL);
	assert_has("Dữ liệu minh họa");
}

static Ocop__Certification__V1__Certificate *an_answer(
	Ocop__Certification__V1__CertificateState certificate_state)
{
	Ocop__Certification__V1__VerifyCertificateReply *reply =
		arena_alloc(now->arena, sizeof(*reply));
	Ocop__Certification__V1__Certificate *certificate =
		arena_alloc(now->arena, sizeof(*certificate));

	ocop__certification__v1__verify_certificate_reply__init(reply);
	ocop__certification__v1__certificate__init(certificate);
	certificate->state = certificate_state;
	certificate->star = 4;
	certificate->product_name = (char *)"Miến dong Ví dụ";
	certificate->valid_until = (char *)"2029-11-05";
	reply->known = true;
	reply->certificate = certificate;
	now->reply = &reply->base;
	return certificate;
}

static const struct {
	Ocop__Certification__V1__CertificateState state;
	const char *vi, *en;
	bool stars;
} answers[] = {
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID, "Còn hiệu lực",
	 "Valid", true},
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED, "Hết hạn",
	 "Expired", false},
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED, "Đã thu hồi",
	 "Revoked", false},
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REPLACED, "Đã được thay thế",
	 "Replaced", false},
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_SUSPENDED, "Tạm đình chỉ",
	 "Suspended", false},
	{OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_NOT_VERIFIED,
	 "Chưa xác minh", "Not verified", false},
};

static void each_state_has_its_own_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		an_answer(answers[i].state);
		ask("GET", "/verify/12%2FQ%C4%90-UBND", NULL);
		assert_string_equal(
			((const Ocop__Certification__V1__VerifyCertificate *)now->message)->number,
			"12/QĐ-UBND");
		assert_int_equal(now->status, 200);
		assert_has(arena_printf(now->arena, "<h1>%s</h1>", answers[i].vi));
		assert_int_equal(strstr(now->body, "class=\"stars\"") != NULL, answers[i].stars);
		assert_has("05/11/2029");
		ask("GET", "/verify/1?lang=en", NULL);
		assert_has(arena_printf(now->arena, "<h1>%s</h1>", answers[i].en));
		assert_has("5 November 2029");
	}
}

static void legacy_recognition_is_not_called_genuine(void **state)
{
	(void)state;
	an_answer(OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_NOT_VERIFIED)
		->legacy = true;
	ask("GET", "/verify/1", NULL);
	assert_lacks("Giấy chứng nhận thật");
	assert_has("Có tên trong sổ cũ");
	assert_lacks("<h1>Hết hạn");
	assert_lacks("<h1>Còn hiệu lực");
}

static void revocation_names_its_ground_in_words(void **state)
{
	Ocop__Certification__V1__Certificate *certificate =
		an_answer(OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED);

	(void)state;
	certificate->rulebook_code = (char *)"26-2026";
	certificate->revocation_ground = (char *)"c";
	ask("GET", "/verify/1", NULL);
	assert_lacks("<dd>c</dd>");
	certificate->revocation_ground = (char *)"zz";
	ask("GET", "/verify/1", NULL);
	assert_has("<dd>zz</dd>");
}

#define CERTIFICATE_STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name

static Ocop__Registration__V1__Variant *variant(const char *name, const char *packaging,
						const char *gtin)
{
	Ocop__Registration__V1__Variant *made = arena_alloc(now->arena, sizeof(*made));

	ocop__registration__v1__variant__init(made);
	made->name = (char *)name;
	made->packaging = (char *)packaging;
	made->gtin = (char *)gtin;
	return made;
}

/* Two variants and a photo of the pack, as the council had them; the second is hostile. */
static void cover_two(Ocop__Certification__V1__Certificate *certificate)
{
	Ocop__Registration__V1__PackPhoto *photo = arena_alloc(now->arena, sizeof(*photo));

	ocop__registration__v1__pack_photo__init(photo);
	photo->sha256 = (char *)"9f86d081884c7d65";
	certificate->pack_photos = arena_alloc(now->arena, sizeof(photo));
	certificate->pack_photos[certificate->n_pack_photos++] = photo;
	certificate->variants = arena_alloc(now->arena, 2 * sizeof(*certificate->variants));
	certificate->variants[certificate->n_variants++] =
		variant("Măng xé sợi", "gói 200 g", "8936000000013");
	certificate->variants[certificate->n_variants++] = variant("<b>củ</b>", "", "");
}

static void what_it_covers_is_listed_and_shown(void **state)
{
	Ocop__Certification__V1__Certificate *certificate = an_answer(CERTIFICATE_STATE(VALID));

	(void)state;
	ask("GET", "/verify/1", NULL);
	assert_lacks("Chỉ áp dụng cho"); /* nothing is known of it */
	cover_two(certificate);
	ask("GET", "/verify/1", NULL);
	assert_has("<h2>Chỉ áp dụng cho</h2>");
	assert_has("Măng xé sợi, gói 200 g · 8936000000013</li>");
	assert_has("&lt;b&gt;củ&lt;/b&gt;</li>");
	assert_has("href=\"/api/v1/pack-photos/9f86d081884c7d65\"");
	assert_has("/9f86d081884c7d65/thumbnail\"");
	assert_has("bao bì khác không thuộc giấy chứng nhận này");
	certificate->state = CERTIFICATE_STATE(REVOKED);
	ask("GET", "/verify/1?lang=en", NULL);
	assert_lacks(">Covers only these<");
	assert_has("<h2>Covered only these while it was valid</h2>");
}

/* What is asked first stands first: why it is worth nothing, and since when. */
static void why_it_is_worth_nothing_stands_before_the_rest(void **state)
{
	Ocop__Certification__V1__Certificate *certificate = an_answer(CERTIFICATE_STATE(REVOKED));

	(void)state;
	certificate->revoked_on = (char *)"2026-11-28";
	certificate->revocation_reason = (char *)"Mẫu vượt ngưỡng";
	certificate->producer_name = (char *)"Hợp tác xã Ví dụ";
	ask("GET", "/verify/1", NULL);
	assert_has("Hợp tác xã Ví dụ");
	assert_has("Mẫu vượt ngưỡng");
	assert_true(strstr(now->body, "Mẫu vượt ngưỡng") < strstr(now->body, "Hợp tác xã Ví dụ"));
	certificate->state = CERTIFICATE_STATE(EXPIRED);
	ask("GET", "/verify/1", NULL);
	assert_has("Ngày cuối: 05/11/2029</p>");
}

static void replaced_one_leads_to_what_stands_in_its_place(void **state)
{
	Ocop__Certification__V1__Certificate *present = an_answer(CERTIFICATE_STATE(VALID));

	(void)state;
	present->code = (char *)"K7Q2M8ZX4B";
	present->official_number = (char *)"12/2026/GCN";
	(void)an_answer(CERTIFICATE_STATE(REPLACED));
	((Ocop__Certification__V1__VerifyCertificateReply *)(uintptr_t)now->reply)->present =
		present;
	ask("GET", "/verify/1", NULL);
	assert_has("<h1>Đã được thay thế</h1>");
	assert_has("12/2026/GCN: Còn hiệu lực");
	assert_has("href=\"/verify/K7Q2M8ZX4B\"");
	assert_has("class=\"stars\""); /* of the one that holds */
}

static void unknown_number_is_404_and_says_so(void **state)
{
	Ocop__Certification__V1__VerifyCertificateReply reply =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	ask("GET", "/verify/%3Cb%3E", NULL);
	assert_int_equal(now->status, 404);
	assert_has("Không tìm thấy");
	assert_has("&lt;b&gt;");
	with_header("accept", "application/json");
	ask("GET", "/verify/0000000000", NULL);
	assert_int_equal(now->status, 404);
	assert_string_equal(now->body, "{\"known\":false}");
}

static void machines_get_the_same_answer_as_json(void **state)
{
	(void)state;
	an_answer(OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED);
	with_header("accept", "application/json");
	ask("GET", "/verify/K7Q2M8ZX4B", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(header("content-type"), "application/json");
	assert_has("\"state\":\"CERTIFICATE_STATE_REVOKED\"");
}

static void form_leads_to_the_address_of_a_qr_code(void **state)
{
	(void)state;
	ask("GET", "/verify?number=K7Q2M8ZX4B&lang=en", NULL);
	assert_int_equal(now->status, 303);
	assert_string_equal(header("location"), "/verify/K7Q2M8ZX4B?lang=en");
	ask("GET", "/verify", NULL);
	assert_int_equal(now->status, 200);
	assert_has("<label for=\"number\">");
}

/* A slash in a path is parted by servers on the way, written as %2F or not. */
static void number_with_a_slash_is_answered_where_it_was_asked(void **state)
{
	(void)state;
	an_answer(OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED);
	ask("GET", "/verify?number=12%2FQ%C4%90&lang=en", NULL);
	assert_int_equal(now->status, 200);
	assert_has("revoked");
}

static void unknown_page_and_absent_daemon_have_a_page(void **state)
{
	(void)state;
	ask("GET", "/nowhere", NULL);
	assert_int_equal(now->status, 404);
	assert_has("Không có trang này");
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
	ask("GET", "/", NULL);
	assert_int_equal(now->status, 503);
	assert_has("<h1>");
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	ask("GET", "/san-pham/x", NULL);
	assert_int_equal(now->status, 404);
}

static void demo_says_on_every_page_that_it_is_one(void **state)
{
	static const char *const pages[] = {"/nowhere", "/verify", "/api", "/problems/round-state"};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		ask("GET", pages[i], NULL);
		assert_has("class=\"demo\"");
		assert_has("Bản trình diễn");
	}
}

static int production_set_up(void **state)
{
	return exchange_set_up_kind(state, "production");
}

static void production_carries_no_banner(void **state)
{
	(void)state;
	ask("GET", "/verify", NULL);
	assert_lacks("Bản trình diễn");
}

static void assets_may_be_kept_for_ever_under_their_version(void **state)
{
	(void)state;
	ask("GET", "/assets/base.css?v=1", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(header("content-type"), "text/css; charset=utf-8");
	assert_non_null(strstr(header("cache-control"), "immutable"));
	ask("GET", "/assets/nothing.css", NULL);
	assert_int_equal(now->status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(full_market_page_is_small_and_escaped),
		ROUTE_TEST(present_place_is_not_called_a_former_one),
		ROUTE_TEST(search_is_handed_on_as_it_was_typed),
		ROUTE_TEST(english_is_kept_from_page_to_page),
		ROUTE_TEST(stars_are_shown_only_while_valid),
		ROUTE_TEST(sitemap_is_one_document_and_names_its_host),
		ROUTE_TEST(product_tells_machines_what_it_is),
		ROUTE_TEST(imported_rows_carry_their_mark),
		ROUTE_TEST(each_state_has_its_own_word),
		ROUTE_TEST(legacy_recognition_is_not_called_genuine),
		ROUTE_TEST(revocation_names_its_ground_in_words),
		ROUTE_TEST(what_it_covers_is_listed_and_shown),
		ROUTE_TEST(why_it_is_worth_nothing_stands_before_the_rest),
		ROUTE_TEST(replaced_one_leads_to_what_stands_in_its_place),
		ROUTE_TEST(unknown_number_is_404_and_says_so),
		ROUTE_TEST(machines_get_the_same_answer_as_json),
		ROUTE_TEST(form_leads_to_the_address_of_a_qr_code),
		ROUTE_TEST(number_with_a_slash_is_answered_where_it_was_asked),
		ROUTE_TEST(unknown_page_and_absent_daemon_have_a_page),
		ROUTE_TEST(demo_says_on_every_page_that_it_is_one),
		cmocka_unit_test_setup_teardown(production_carries_no_banner, production_set_up,
						exchange_tear_down),
		ROUTE_TEST(assets_may_be_kept_for_ever_under_their_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
