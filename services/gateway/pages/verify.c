/* verify.c - "/verify/{number}": what a certificate is worth today, in one clear answer
 *
 * Whoever scans a pack wants to know three things: is it real, is it this product, is it valid now.
 * They stand in this order, large, before anything else.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
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
};

static bool wants_json(const struct http_request *request)
{
	const char *accept = http_request_header(request, "accept");

	return accept && strstr(accept, "application/json") && !strstr(accept, "text/html");
}

static void write_form(struct page *page, const char *number)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action", "/verify", "method", "get", HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	html_open(html, "label", "for", "number", HTML_END);
	html_text(html, page_says(page, "Số giấy chứng nhận, mã tra cứu hoặc mã sản phẩm",
				  "Certificate number, code or product code"));
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

static void write_facts(struct page *page, const Ocop__Certification__V1__Certificate *certificate)
{
	html_open(&page->html, "dl", "class", "facts", HTML_END);
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
	write_revocation(page, certificate);
	html_close(&page->html, "dl");
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

static void write_successor(struct page *page,
			    const Ocop__Certification__V1__Certificate *certificate)
{
	const char *path = arena_printf(page->arena, "/verify/%s",
					percent_encode(page->arena, certificate->replaced_by_code));

	if (!*certificate->replaced_by_code)
		return;
	html_open(&page->html, "p", HTML_END);
	page_button(page, path, "Xem giấy thay thế", "See the one in its place");
	html_close(&page->html, "p");
}

/* Stars are drawn while they hold; afterwards they are a number that was once on record. */
static void write_worth(struct page *page, const Ocop__Certification__V1__Certificate *certificate)
{
	bool valid = certificate->state ==
		     OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
	const char *until = page_date(page, certificate->valid_until);

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
	write_successor(page, certificate);
	write_facts(page, certificate);
	page_element(page, "p", "hint",
		     "Hãy so tên sản phẩm và chủ thể ở trên với bao bì bạn đang cầm.",
		     "Compare product and producer above with the pack in your hand.");
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
	write_times(&page, answer);
	page_element(&page, "h2", NULL, "Kiểm tra số khác", "Verify another");
	write_form(&page, "");
	html_close(&page.html, "div");
	page_end(&page, answer->known ? 200 : 404);
}

static void respond_json(const struct verify_view *view,
			 const Ocop__Certification__V1__VerifyCertificateReply *answer)
{
	static const struct http_header headers[] = {
		{"Content-Type", "application/json"},
		{"Vary", "Accept, Accept-Language"},
	};
	json_t *json = message_to_json(&answer->base);
	char *body = json_dumps(json, JSON_COMPACT);

	json_decref(json);
	http_respond(view->request, answer->known ? 200 : 404, headers, 2, body, strlen(body));
	free(body);
}

static void on_answer(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct verify_view *view = context;
	const Ocop__Certification__V1__VerifyCertificateReply *answer = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		answer = (const Ocop__Certification__V1__VerifyCertificateReply *)message_unpack(
			&ocop__certification__v1__verify_certificate_reply__descriptor,
			reply->body.data, reply->body.len, view->request->arena, NULL);
	if (answer && wants_json(view->request))
		respond_json(view, answer);
	else if (answer)
		respond_page(view, answer);
	else if (wants_json(view->request))
		problem_respond_reply(view->request, reply);
	else
		page_refused(view->gateway, view->request, reply);
}

void page_verify(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
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

	(void)route; /* the page is the same whatever row names it */
	view->gateway = gateway;
	view->request = request;
	view->number = values->values[0];
	verify.number = arena_strdup(request->arena, view->number);
	backends_ask(gateway->backends, &call, on_answer, view);
}

/* A form's number becomes the address that a QR code would hold. */
static void redirect(struct http_request *request, const char *number, bool english)
{
	struct http_header header = {
		"Location",
		arena_printf(request->arena, "/verify/%s%s", percent_encode(request->arena, number),
			     english ? "?lang=en" : ""),
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
	write_form(&page, "");
	html_close(&page.html, "div");
	page_end(&page, 200);
}
