/* sticker.c - "/s/{serial}" and GS1 Digital Links: what a sticker is worth, in one clear answer
 *
 * Whoever scans a pack wants to know whether the sticker is real and belongs on this pack; then
 * what is in it and where it comes from. Quantities, prices and buyers are in no answer.
 *
 * Paths follow GS1 Digital Link: URI Syntax (common/label/digital_link.h); what a path names the
 * sticker is held against.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/refusal.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/pages.h"
#include "gateway/problem.h"
#include "ocop/market/v1/queries.pb-c.h"

#define VERDICT(name) OCOP__MARKET__V1__SERIAL_VERDICT__SERIAL_VERDICT_##name
#define TEST(name)    OCOP__MARKET__V1__TEST_VERDICT__TEST_VERDICT_##name

/* Lives in the request's arena. */
struct sticker_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *commune_code; /* by `?commune=`; "" */
	const char *product;      /* by `?product=`; "" */
};

static void write_verdict(struct page *page, const Ocop__Market__V1__VerifySerialReply *answer)
{
	const struct look *look = look_of_sticker(answer->verdict);
	struct html *html = &page->html;

	html_open(html, "section", "class",
		  arena_printf(page->arena, "answer %s", look->class_name), HTML_END);
	page_icon(page, look->icon, "drawing");
	html_open(html, "div", HTML_END);
	html_element(html, "h1", NULL, page_says(page, look->word_vi, look->word_en));
	if (answer->listing) {
		page_name(page, "p", "lead", answer->listing->product_name);
		/* Stars that a pack may not use are not drawn beside it. */
		if (answer->verdict == VERDICT(GENUINE) ||
		    answer->verdict == VERDICT(SEEN_FAR_APART))
			page_stars(page, answer->listing->stars);
	}
	html_element(html, "p", "lead number", answer->serial);
	html_element(html, "p", NULL, page_says(page, look->meaning_vi, look->meaning_en));
	html_close(html, "div");
	html_close(html, "section");
}

static void write_product(struct page *page, const Ocop__Market__V1__VerifySerialReply *answer)
{
	const Ocop__Market__V1__Listing *listing = answer->listing;
	const char *path = arena_printf(page->arena, "/verify/%s",
					percent_encode(page->arena, listing->certificate_code));

	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_name_fact(page, "Sản phẩm", "Product", listing->product_name);
	page_name_fact(page, "Loại", "Variant", answer->variant_name);
	page_name_fact(page, "Chủ thể", "Producer", listing->producer_name);
	page_name_fact(page, "Nơi làm ra", "Place", page_place(page, listing));
	page_fact(page, "Mã thương phẩm (GTIN)", "GTIN", answer->gtin);
	page_fact(page, "Số giấy chứng nhận", "Certificate number", listing->certificate_number);
	page_fact(page, "Hiệu lực đến hết", "Valid to the end of",
		  page_date(page, *listing->extended_until ? listing->extended_until
							   : listing->valid_until));
	html_close(&page->html, "dl");
	if (!*listing->certificate_code)
		return;
	html_open(&page->html, "p", HTML_END);
	page_button(page, path, "Xem giấy chứng nhận", "See the certificate");
	html_close(&page->html, "p");
}

static void write_origins(struct page *page, const Ocop__Market__V1__PublicBatch *batch)
{
	page_element(page, "h3", NULL, "Nguyên liệu", "Raw material");
	html_open(&page->html, "ul", HTML_END);
	for (size_t i = 0; i < batch->n_origins; i++) {
		const Ocop__Market__V1__BatchOrigin *origin = batch->origins[i];

		page_name(page, "li", NULL,
			  arena_printf(page->arena, "%s: %s", origin->material, origin->place));
	}
	html_close(&page->html, "ul");
}

static void write_tests(struct page *page, const Ocop__Market__V1__PublicBatch *batch)
{
	if (batch->n_tests == 0)
		return;
	page_element(page, "h3", NULL, "Kiểm nghiệm", "Tests");
	html_open(&page->html, "ul", HTML_END);
	for (size_t i = 0; i < batch->n_tests; i++) {
		const Ocop__Market__V1__BatchTest *test = batch->tests[i];
		bool passed = test->verdict == TEST(PASSED);

		html_open(&page->html, "li", HTML_END);
		html_format(&page->html, "%s, %s: ",
			    passed ? page_says(page, "Đạt", "Passed")
				   : page_says(page, "Không đạt", "Failed"),
			    page_date(page, test->tested_on));
		page_name(page, "span", NULL,
			  arena_printf(page->arena, "%s, %s", test->kind, test->laboratory));
		html_close(&page->html, "li");
	}
	html_close(&page->html, "ul");
}

static void write_batch(struct page *page, const Ocop__Market__V1__PublicBatch *batch)
{
	html_open(&page->html, "section", "class", "covers", HTML_END);
	page_element(page, "h2", NULL, "Lô hàng", "Batch");
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Mã lô", "Batch code", batch->code);
	page_fact(page, "Ngày sản xuất", "Produced on", page_date(page, batch->produced_on));
	page_fact(page, "Dùng tốt nhất trước", "Best before", page_date(page, batch->best_before));
	page_fact(page, "Đã sửa ngày", "Corrected on", page_date(page, batch->corrected_on));
	html_close(&page->html, "dl");
	write_origins(page, batch);
	write_tests(page, batch);
	html_close(&page->html, "section");
}

static void write_select(struct page *page, const char *name, const char *label,
			 Ocop__Market__V1__ScanPlace *const *places, size_t count,
			 const char *chosen)
{
	struct html *html = &page->html;

	html_open(html, "label", "for", name, HTML_END);
	html_text(html, label);
	html_close(html, "label");
	html_open(html, "div", "class", "bar", HTML_END);
	html_open(html, "select", "id", name, "name", name, "required", "", "lang",
		  page_says(page, NULL, "vi"), HTML_END);
	html_open(html, "option", "value", "", HTML_END);
	html_text(html, "…");
	html_close(html, "option");
	for (size_t i = 0; i < count; i++) {
		html_open(html, "option", "value", places[i]->code, "selected",
			  strcmp(places[i]->code, chosen) == 0 ? "" : NULL, HTML_END);
		html_text(html, places[i]->name);
		html_close(html, "option");
	}
	html_close(html, "select");
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Chọn", "Choose"));
	html_close(html, "button");
	html_close(html, "div");
}

/* To the page's own path, with what else stood in its address. */
static void form_open(struct page *page, const struct sticker_view *view, const char *province_code)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action", view->request->path, "method", "get",
		  HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	if (*view->product)
		html_void(html, "input", "type", "hidden", "name", "product", "value",
			  view->product, HTML_END);
	if (province_code)
		html_void(html, "input", "type", "hidden", "name", "province", "value",
			  province_code, HTML_END);
}

/* Two steps without a script: the province, if it is another, then the commune. */
static void write_places(struct page *page, const struct sticker_view *view,
			 const Ocop__Market__V1__VerifySerialReply *answer)
{
	page_element(page, "h2", NULL, "Bạn đang ở đâu?", "Where are you?");
	page_element(page, "p", "hint",
		     "Cho biết xã nơi bạn thấy bao bì để giúp tìm tem giả. Chúng tôi chỉ đếm số "
		     "lần theo xã và ngày, không ghi ai đã hỏi.",
		     "Say in which commune you see the pack, to help find copies. Only the number "
		     "of looks by commune and day is kept, never who asked.");
	if (answer->n_communes > 0) {
		form_open(page, view, answer->province_code);
		write_select(page, "commune",
			     page_says(page, "Xã, phường, đặc khu", "Commune or ward"),
			     answer->communes, answer->n_communes, view->commune_code);
		html_close(&page->html, "form");
	}
	form_open(page, view, NULL);
	write_select(page, "province", page_says(page, "Tỉnh, thành phố", "Province or city"),
		     answer->provinces, answer->n_provinces, answer->province_code);
	html_close(&page->html, "form");
}

/* Whoever has the pack in his hand and sees that something is wrong; for every answer. */
static void write_report_button(struct page *page, const struct sticker_view *view,
				const Ocop__Market__V1__VerifySerialReply *answer)
{
	const char *number = answer->listing ? answer->listing->certificate_code : "";
	const char *path = arena_printf(page->arena, "/reports?number=%s&serial=%s%s%s",
					percent_encode(page->arena, number),
					percent_encode(page->arena, answer->serial),
					*view->commune_code ? "&commune=" : "", view->commune_code);

	html_open(&page->html, "section", "class", "wrong", HTML_END);
	page_element(page, "h2", NULL, "Có gì không đúng?", "Is something wrong?");
	page_element(
		page, "p", NULL,
		"Sản phẩm khác, tem dán lại, tem giống nhau trên nhiều bao bì: hãy báo cho xã và "
		"cơ quan OCOP. Không cần đăng nhập.",
		"Another product, a sticker put on again, the same one on several packs: tell "
		"the commune and the OCOP agency. No account is needed.");
	html_open(&page->html, "p", HTML_END);
	page_button(page, path, "Phản ánh bao bì này", "Report this pack");
	html_close(&page->html, "p");
	html_close(&page->html, "section");
}

static void respond_page(const struct sticker_view *view,
			 const Ocop__Market__V1__VerifySerialReply *answer)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_VERIFY,
		   in_language(language, "Kiểm tra tem OCOP", "Verify an OCOP sticker"),
		   in_language(language, "Tem OCOP này có giá trị gì?",
			       "What is this OCOP sticker worth?"));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	write_verdict(&page, answer);
	if (answer->listing)
		write_product(&page, answer);
	if (answer->batch)
		write_batch(&page, answer->batch);
	if (answer->listing)
		page_element(&page, "p", "hint",
			     "Hãy so tên sản phẩm và chủ thể ở trên với bao bì bạn đang cầm.",
			     "Compare product and producer above with the pack in your hand.");
	write_report_button(&page, view, answer);
	write_places(&page, view, answer);
	html_close(&page.html, "div");
	page_end(&page, answer->listing ? 200 : 404);
}

/* The address itself is wrong, so nothing we printed has it. */
static void respond_refused(const struct sticker_view *view, const Ocop__Common__V1__Reply *reply)
{
	const struct refusal_text *text = refusal_text(reply->refusals[0]->code);
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_VERIFY,
		   in_language(language, "Không phải địa chỉ tem OCOP",
			       "No address of an OCOP sticker"),
		   in_language(language, text->vi, text->en));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	html_open(&page.html, "section", "class", "answer unknown", HTML_END);
	page_icon(&page, "#i-question", "drawing");
	html_open(&page.html, "div", HTML_END);
	page_element(&page, "h1", NULL, "Không phải địa chỉ tem OCOP",
		     "No address of an OCOP sticker");
	page_element(
		&page, "p", NULL,
		"Mã QR trên bao bì dẫn đến một địa chỉ sai quy cách, nên không phải tem do sổ "
		"này cấp.",
		"The QR code on the pack leads to an address that is malformed, so the sticker "
		"is none of this register.");
	html_element(&page.html, "p", NULL, page_says(&page, text->vi, text->en));
	html_close(&page.html, "div");
	html_close(&page.html, "section");
	html_close(&page.html, "div");
	page_end(&page, text->http_status);
}

static void on_answer(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct sticker_view *view = context;
	const Ocop__Market__V1__VerifySerialReply *answer = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		answer = (const Ocop__Market__V1__VerifySerialReply *)message_unpack(
			&ocop__market__v1__verify_serial_reply__descriptor, reply->body.data,
			reply->body.len, view->request->arena, NULL);
	if (answer && asked_for_json(view->request))
		asked_respond_json(view->request, answer->listing ? 200 : 404, &answer->base);
	else if (answer)
		respond_page(view, answer);
	else if (asked_for_json(view->request))
		problem_respond_reply(view->request, reply);
	else if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED &&
		 reply->n_refusals > 0)
		respond_refused(view, reply);
	else
		page_refused(view->gateway, view->request, reply);
}

/* What a {name} of the path stands for, or a parameter of the query; "" without. */
static char *value_of(const struct http_request *request, const struct route_values *values,
		      const char *name)
{
	for (size_t i = 0; i < values->count; i++) {
		if (strcmp(values->names[i], name) == 0)
			return arena_strdup(request->arena, values->values[i]);
	}
	return message_text(parameters_find(request->arena, request->query, name));
}

void page_sticker(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	struct sticker_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__VerifySerial verify = OCOP__MARKET__V1__VERIFY_SERIAL__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &verify.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	view->gateway = gateway;
	view->request = request;
	view->commune_code = asked_in_commune(request);
	verify.serial = value_of(request, values, "serial");
	verify.gtin = value_of(request, values, "gtin");
	verify.batch = value_of(request, values, "batch");
	verify.product = value_of(request, values, "product");
	verify.province_code = value_of(request, values, "province");
	verify.commune_code = arena_strdup(request->arena, view->commune_code);
	verify.places = !asked_for_json(request);
	view->product = verify.product;
	backends_ask(gateway->backends, &call, on_answer, view);
}
