/* verify.c - "/verify/{number}": what a certificate is worth today, in one clear answer
 *
 * Whoever scans a pack wants to know three things: is it real, is it this product, is it valid now.
 * They stand in this order, large, before anything else.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/label/public_code.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/pages.h"
#include "gateway/problem.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* Lives in the request's arena. */
struct verify_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *number;
	const char *commune_code; /* where the pack is, by `?commune=`; "" */
};

/* `commune` goes from question to question: a poster in a market may have it in its address. */
static void write_form(struct page *page, const char *number, const char *commune_code)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action", "/verify", "method", "get", HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	if (*commune_code)
		html_void(html, "input", "type", "hidden", "name", "commune", "value", commune_code,
			  HTML_END);
	html_open(html, "label", "for", "number", HTML_END);
	html_text(html,
		  page_says(page,
			    "Số giấy chứng nhận, mã tra cứu, mã sản phẩm hoặc số sê-ri trên tem",
			    "Certificate number, code, product code or serial of a sticker"));
	html_close(html, "label");
	html_open(html, "div", "class", "bar", HTML_END);
	html_void(html, "input", "id", "number", "name", "number", "value", number, "required", "",
		  "autocomplete", "off", "maxlength", "100", "spellcheck", "false", HTML_END);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Kiểm tra", "Verify"));
	html_close(html, "button");
	html_close(html, "div");
	html_close(html, "form");
}

static void write_revocation(struct page *page,
			     const Ocop__Certification__V1__Certificate *certificate)
{
	page_fact(page, "Thu hồi ngày", "Revoked on", page_date(page, certificate->revoked_on));
	page_fact(
		page, "Căn cứ thu hồi", "Ground",
		page_ground_name(page, certificate->rulebook_code, certificate->revocation_ground));
	page_name_fact(page, "Lý do", "Reason", certificate->revocation_reason);
}

static void write_suspension(struct page *page,
			     const Ocop__Certification__V1__Certificate *certificate)
{
	const Ocop__Certification__V1__Suspension *suspension = certificate->suspension;

	if (!suspension)
		return;
	page_fact(page, "Tạm đình chỉ từ ngày", "Suspended since",
		  page_date(page, suspension->suspended_on));
	page_name_fact(page, "Lý do", "Reason", suspension->reason);
}

static void write_facts(struct page *page, const Ocop__Certification__V1__Certificate *certificate)
{
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	/* Why it is worth nothing comes first: that is what is asked next. */
	write_suspension(page, certificate);
	write_revocation(page, certificate);
	page_name_fact(page, "Sản phẩm", "Product", certificate->product_name);
	page_name_fact(page, "Chủ thể", "Producer", certificate->producer_name);
	page_name_fact(page, "Nơi làm ra", "Place", certificate->place_text);
	page_fact(page, "Số giấy chứng nhận", "Certificate number", certificate->official_number);
	page_fact(page, "Mã tra cứu", "Code", certificate->code);
	page_fact(page, "Mã sản phẩm", "Product code", certificate->product_code);
	page_fact(page, "Quyết định", "Decision", certificate->decision_number);
	page_fact(page, "Ngày quyết định", "Decided on", page_date(page, certificate->decided_on));
	page_fact(page, "Hiệu lực từ", "Valid from", page_date(page, certificate->valid_from));
	page_fact(page, "Hiệu lực đến hết", "Valid to the end of",
		  page_date(page, certificate->valid_until));
	page_fact(page, "Kéo dài đến hết", "Extended until",
		  page_date(page, certificate->extended_until));
	html_close(&page->html, "dl");
}

static void write_variants(struct page *page,
			   const Ocop__Certification__V1__Certificate *certificate)
{
	if (certificate->n_variants == 0)
		return;
	html_open(&page->html, "ul", HTML_END);
	for (size_t i = 0; i < certificate->n_variants; i++) {
		const Ocop__Registration__V1__Variant *variant = certificate->variants[i];
		const char *text = arena_printf(page->arena, "%s%s%s%s%s", variant->name,
						*variant->packaging ? ", " : "", variant->packaging,
						*variant->gtin ? " · " : "", variant->gtin);

		page_name(page, "li", NULL, text);
	}
	html_close(&page->html, "ul");
}

/* The pack as it was when the certificate was issued: another one is not covered by it. */
static void write_photos(struct page *page, const Ocop__Certification__V1__Certificate *certificate)
{
	if (certificate->n_pack_photos == 0)
		return;
	html_open(&page->html, "div", "class", "packs", HTML_END);
	for (size_t i = 0; i < certificate->n_pack_photos; i++) {
		const char *path = arena_printf(
			page->arena, "/api/v1/pack-photos/%s",
			percent_encode(page->arena, certificate->pack_photos[i]->sha256));

		html_open(&page->html, "a", "href", path, HTML_END);
		html_void(&page->html, "img", "src",
			  arena_printf(page->arena, "%s/thumbnail", path), "alt",
			  page_says(page, "Ảnh bao bì", "Photo of the pack"), "loading", "lazy",
			  HTML_END);
		html_close(&page->html, "a");
	}
	html_close(&page->html, "div");
}

static bool is_valid(const Ocop__Certification__V1__Certificate *certificate)
{
	return certificate->state ==
	       OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
}

/* A restored register knows what its log tells, and no name: whoever asks is told which is which.
 */
static void write_reentry(struct page *page)
{
	page_element(
		page, "p", "hint",
		"Sổ đăng ký vừa được khôi phục: tên sản phẩm, tên chủ thể và những gì giấy này "
		"áp dụng đang được ghi lại. Trạng thái, số, hạng sao và ngày đã đúng.",
		"The register was restored: the names and what the certificate covers are being "
		"entered again. State, number, stars and days are right.");
}

/* What of the shelf it speaks of: stickers are put on other products too. One that is worth nothing
 * covers nothing any more. */
static void write_coverage(struct page *page,
			   const Ocop__Certification__V1__Certificate *certificate)
{
	if (certificate->being_reentered) {
		write_reentry(page);
		return;
	}
	if (certificate->n_variants == 0 && certificate->n_pack_photos == 0)
		return;
	html_open(&page->html, "section", "class", "covers", HTML_END);
	if (is_valid(certificate))
		page_element(page, "h2", NULL, "Chỉ áp dụng cho", "Covers only these");
	else
		page_element(page, "h2", NULL, "Khi còn hiệu lực chỉ áp dụng cho",
			     "Covered only these while it was valid");
	write_variants(page, certificate);
	write_photos(page, certificate);
	page_element(page, "p", "hint",
		     "Sản phẩm hoặc bao bì khác không thuộc giấy chứng nhận này. Chạm vào ảnh để "
		     "xem lớn.",
		     "Other products and packs are not under this certificate. Touch a photo to "
		     "enlarge it.");
	html_close(&page->html, "section");
}

static void write_times(struct page *page,
			const Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	html_open(&page->html, "p", "class", "times", HTML_END);
	if (answer->as_of)
		html_format(&page->html, "%s %s.", page_says(page, "Trả lời lúc", "Answered at"),
			    page_moment(page, answer->as_of->seconds * 1000000));
	if (answer->next_update)
		html_format(&page->html, " %s %s.",
			    page_says(page, "Câu trả lời tự thay đổi sớm nhất lúc",
				      "It changes by itself at the earliest at"),
			    page_moment(page, answer->next_update->seconds * 1000000));
	html_close(&page->html, "p");
}

static void write_last_day(struct page *page, const char *until)
{
	html_open(&page->html, "p", "class", "until", HTML_END);
	html_format(&page->html, "%s %s", page_says(page, "Ngày cuối:", "Last day:"), until);
	html_close(&page->html, "p");
}

/* Stars are drawn while they hold; afterwards they are a number that was once on record. */
static void write_worth(struct page *page, const Ocop__Certification__V1__Certificate *certificate)
{
	bool valid = is_valid(certificate);
	const char *until =
		page_date(page, *certificate->extended_until ? certificate->extended_until
							     : certificate->valid_until);

	if (valid)
		page_stars(page, certificate->star);
	if (valid ? !*until : certificate->star == 0)
		return;
	html_open(&page->html, "p", "class", "until", HTML_END);
	if (valid)
		html_format(&page->html, "%s %s", page_says(page, "Đến hết ngày", "To the end of"),
			    until);
	else
		html_format(&page->html, "%s: %u",
			    page_says(page, "Hạng sao ghi trong sổ", "Stars on record"),
			    certificate->star);
	html_close(&page->html, "p");
	if (certificate->state ==
	    OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED)
		write_last_day(page, until);
}

/* Whoever holds an old paper is told what stands in its place, before he follows the link. */
static void write_present(struct page *page, const Ocop__Certification__V1__Certificate *present)
{
	const struct look *look;
	const char *number, *path;

	if (!present)
		return;
	look = look_of_certificate(present->state);
	number = *present->official_number ? present->official_number : present->code;
	path = arena_printf(page->arena, "/verify/%s", percent_encode(page->arena, present->code));
	html_open(&page->html, "section", "class",
		  arena_printf(page->arena, "present %s", look->class_name), HTML_END);
	page_element(page, "h2", NULL, "Giấy thay thế hiện nay", "In its place today");
	html_open(&page->html, "p", "class", "lead", HTML_END);
	html_format(&page->html, "%s: %s", number, page_says(page, look->word_vi, look->word_en));
	html_close(&page->html, "p");
	write_worth(page, present);
	html_open(&page->html, "p", HTML_END);
	page_button(page, path, "Xem giấy thay thế", "See the one in its place");
	html_close(&page->html, "p");
	html_close(&page->html, "section");
}

static void write_known(struct page *page,
			const Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	const Ocop__Certification__V1__Certificate *certificate = answer->certificate;
	const struct look *look = look_of_certificate(certificate->state);
	struct html *html = &page->html;

	html_open(html, "section", "class",
		  arena_printf(page->arena, "answer %s", look->class_name), HTML_END);
	page_icon(page, look->icon, "drawing");
	html_open(html, "div", HTML_END);
	if (certificate->legacy)
		page_element(page, "p", "genuine", "Có tên trong sổ cũ",
			     "On record in an old register");
	else
		page_element(page, "p", "genuine", "Giấy chứng nhận thật", "A genuine certificate");
	html_element(html, "h1", NULL, page_says(page, look->word_vi, look->word_en));
	page_name(page, "p", "lead", certificate->product_name);
	write_worth(page, certificate);
	html_element(html, "p", NULL, page_says(page, look->meaning_vi, look->meaning_en));
	if (certificate->legacy)
		page_demonstration_mark(page);
	html_close(html, "div");
	html_close(html, "section");
	write_present(page, answer->present);
	write_coverage(page, certificate);
	page_element(page, "p", "hint",
		     "Hãy so tên sản phẩm và chủ thể dưới đây với bao bì bạn đang cầm.",
		     "Compare product and producer below with the pack in your hand.");
	write_facts(page, certificate);
}

static void write_unknown(struct page *page, const char *number)
{
	const struct look *look = look_of_unknown();
	struct html *html = &page->html;

	html_open(html, "section", "class", "answer unknown", HTML_END);
	page_icon(page, look->icon, "drawing");
	html_open(html, "div", HTML_END);
	html_element(html, "h1", NULL, page_says(page, look->word_vi, look->word_en));
	html_element(html, "p", "lead number", number);
	html_element(html, "p", NULL, page_says(page, look->meaning_vi, look->meaning_en));
	page_element(page, "p", NULL,
		     "Hãy xem lại từng chữ số. Nếu tem trên bao bì ghi đúng như vậy, đó không phải "
		     "giấy chứng nhận do nơi này cấp.",
		     "Check every character. If the pack really says this, it is no certificate of "
		     "this authority.");
	html_close(html, "div");
	html_close(html, "section");
}

/* Whoever has the pack in his hand and sees that it is not what it says; for every answer. */
static void write_report_button(struct page *page, const struct verify_view *view)
{
	const char *path = arena_printf(page->arena, "/reports?number=%s%s%s",
					percent_encode(page->arena, view->number),
					*view->commune_code ? "&commune=" : "", view->commune_code);

	html_open(&page->html, "section", "class", "wrong", HTML_END);
	page_element(page, "h2", NULL, "Bao bì không đúng như trên?",
		     "Is the pack not what it says?");
	page_element(
		page, "p", NULL,
		"Sản phẩm khác, nhãn không còn hiệu lực, sai số sao, hàng giả: hãy báo cho xã "
		"và cơ quan OCOP. Không cần đăng nhập.",
		"Another product, a mark no longer in force, wrong stars, a counterfeit: tell the "
		"commune and the OCOP agency. No account is needed.");
	html_open(&page->html, "p", HTML_END);
	page_button(page, path, "Phản ánh bao bì này", "Report this pack");
	html_close(&page->html, "p");
	html_close(&page->html, "section");
}

static void respond_page(const struct verify_view *view,
			 const Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_VERIFY,
		   in_language(language, "Kiểm tra giấy chứng nhận", "Verify a certificate"),
		   in_language(language, "Giấy chứng nhận OCOP này hôm nay còn giá trị không?",
			       "What is this OCOP certificate worth today?"));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	if (answer->known && answer->certificate)
		write_known(&page, answer);
	else
		write_unknown(&page, view->number);
	write_report_button(&page, view);
	write_times(&page, answer);
	page_element(&page, "h2", NULL, "Kiểm tra số khác", "Verify another");
	write_form(&page, "", view->commune_code);
	html_close(&page.html, "div");
	page_end(&page, answer->known ? 200 : 404);
}

static void on_answer(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct verify_view *view = context;
	const Ocop__Certification__V1__VerifyCertificateReply *answer = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		answer = (const Ocop__Certification__V1__VerifyCertificateReply *)message_unpack(
			&ocop__certification__v1__verify_certificate_reply__descriptor,
			reply->body.data, reply->body.len, view->request->arena, NULL);
	if (answer && asked_for_json(view->request))
		asked_respond_json(view->request, answer->known ? 200 : 404, &answer->base);
	else if (answer)
		respond_page(view, answer);
	else if (asked_for_json(view->request))
		problem_respond_reply(view->request, reply);
	else
		page_refused(view->gateway, view->request, reply);
}

static void ask(struct gateway *gateway, struct http_request *request, const char *number)
{
	struct verify_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Certification__V1__VerifyCertificate verify =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE__INIT;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_QUERIES,
		.message = &verify.base,
		.request_id = request->request_id,
	};

	view->gateway = gateway;
	view->request = request;
	view->number = number;
	view->commune_code = asked_in_commune(request);
	verify.number = arena_strdup(request->arena, number);
	verify.commune_code = arena_strdup(request->arena, view->commune_code);
	backends_ask(gateway->backends, &call, on_answer, view);
}

void page_verify(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	ask(gateway, request, values->values[0]);
}

/* Twelve characters of which the last checks the others. Product codes have hyphens, which are
 * passed over where a person types a serial: none here. */
static bool is_serial(const char *number)
{
	char serial[STICKER_SERIAL_LENGTH + 1];

	return !strchr(number, '-') && public_code_read(number, STICKER_SERIAL_LENGTH, serial);
}

/* A form's number becomes the address that a QR code would hold; not one with a slash, which some
 * proxies take for two steps of a path however it is written. */
static void redirect(struct http_request *request, const char *number, bool english)
{
	const char *commune_code = asked_in_commune(request);
	const char *commune =
		*commune_code ? arena_printf(request->arena, "commune=%s", commune_code) : "";
	struct http_header header = {
		"Location",
		arena_printf(request->arena, "/%s/%s%s%s%s%s", is_serial(number) ? "s" : "verify",
			     percent_encode(request->arena, number), english || *commune ? "?" : "",
			     english ? "lang=en" : "", english && *commune ? "&" : "", commune),
	};

	http_respond(request, 303, &header, 1, NULL, 0);
}

void page_verify_form(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	const char *number = parameters_find(request->arena, request->query, "number");
	enum language language = language_of(request);
	struct page page;

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	if (number && *number && (strchr(number, '/') || asked_for_json(request))) {
		ask(gateway, request, number);
		return;
	}
	if (number && *number) {
		redirect(request, number, language == LANGUAGE_EN);
		return;
	}
	page_begin(&page, gateway, request, SECTION_VERIFY,
		   in_language(language, "Kiểm tra giấy chứng nhận", "Verify a certificate"),
		   in_language(language, "Kiểm tra một giấy chứng nhận OCOP.",
			       "Verify an OCOP certificate."));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	page_element(&page, "h1", NULL, "Giấy chứng nhận này còn giá trị không?",
		     "Is this certificate valid?");
	page_element(&page, "p", "lead",
		     "Quét mã QR trên bao bì, hoặc gõ số in trên giấy chứng nhận.",
		     "Scan the QR code on the pack, or type the number on the certificate.");
	write_form(&page, "", asked_in_commune(request));
	html_close(&page.html, "div");
	page_end(&page, 200);
}
