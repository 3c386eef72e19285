/* product.c - "/san-pham/{slug}": one product, with its linked data for search engines
 *
 * Linked data alone on `Accept: application/ld+json` (machines/product_data.h).
 */
#include <jansson.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "gateway/api/dispatch.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/machines/product_data.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/product/sections.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Lives in the request's arena. */
struct product_view {
	struct gateway *gateway;
	struct http_request *request;
	const Ocop__Market__V1__Listing *listing;
	struct product_answers answers;
	size_t asked; /* of product_questions */
};

static const char *verify_path(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	return arena_printf(page->arena, "/verify/%s",
			    percent_encode(page->arena, listing->certificate_code));
}

static void write_linked_data(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	json_t *data = product_data(page, listing);

	html_linked_data(&page->html, data);
	json_decref(data);
}

static void write_facts(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *place = page_place(page, listing);

	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_name_fact(page, "Chủ thể", "Producer", listing->producer_name);
	page_name_fact(page, "Nơi làm ra", "Place", place);
	page_name_fact(page, "Địa danh cũ", "Former place", page_former_place(page, listing));
	page_fact(page, "Nhóm", "Sector", page_sector_name(page, listing->sector_code));
	page_fact(page, "Bộ sản phẩm", "Product set",
		  page_set_name(page, listing->rulebook_code, listing->set_no));
	page_fact(page, "Số giấy chứng nhận", "Certificate number", listing->certificate_number);
	page_fact(page, "Hiệu lực đến", "Valid until", page_date(page, listing->valid_until));
	page_fact(page, "Kéo dài đến", "Extended until", page_date(page, listing->extended_until));
	html_close(&page->html, "dl");
}

static void write_certificate(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const struct look *look =
		listing->potential ? look_of_potential() : look_of_badge(listing->badge);
	struct html *html = &page->html;

	html_open(html, "aside", "class", arena_printf(page->arena, "panel %s", look->class_name),
		  HTML_END);
	page_stars(page, listing->stars);
	page_state(page, look);
	html_element(html, "p", NULL, page_says(page, look->meaning_vi, look->meaning_en));
	page_as_of(page, listing->as_of);
	if (*listing->certificate_code)
		page_button(page, verify_path(page, listing), "Kiểm tra giấy chứng nhận",
			    "Verify certificate");
	html_close(html, "aside");
}

static void write_product(struct page *page, const Ocop__Market__V1__Listing *listing,
			  const struct product_answers *answers)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "wrap", HTML_END);
	html_open(html, "nav", "class", "crumbs", "aria-label", page_says(page, "Vị trí", "Where"),
		  HTML_END);
	html_open(html, "a", "href", page_link(page, "/"), HTML_END);
	html_text(html, page_says(page, "Chợ OCOP", "Market"));
	html_close(html, "a");
	html_close(html, "nav");
	html_open(html, "article", "class", "product", HTML_END);
	html_open(html, "div", "class",
		  arena_printf(page->arena, "tile tile-%s", listing->sector_code), HTML_END);
	page_icon(page, icon_of_sector(listing->sector_code), "drawing");
	if (listing->imported)
		page_demonstration_mark(page);
	html_close(html, "div");
	html_open(html, "div", "class", "body", HTML_END);
	page_name(page, "h1", NULL, listing->product_name);
	page_name(page, "p", "producer", listing->producer_name);
	write_certificate(page, listing);
	product_sections(page, listing, answers);
	page_element(page, "h2", NULL, "Thông tin", "Facts");
	write_facts(page, listing);
	html_close(html, "div");
	html_close(html, "article");
	write_linked_data(page, listing);
	html_close(html, "div");
}

static void respond(const struct product_view *view)
{
	const Ocop__Market__V1__Listing *listing = view->listing;
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_MARKET, listing->product_name,
		   arena_printf(view->request->arena, "%s, %s", listing->product_name,
				listing->producer_name));
	write_product(&page, listing, &view->answers);
	page_end(&page, 200);
}

/* Asked, answered and the next asked: the one circle in this file. */
static void ask_on(struct product_view *view);

/* Whoever does not answer leaves his part of the page out. */
static void on_answer(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	struct product_view *view = context;

	(void)version; /* the page has none */
	(void)refusal;
	view->answers.items[view->asked++] = reply;
	ask_on(view);
}

static void ask_on(struct product_view *view)
{
	struct dispatch_question question = {.on_answer = on_answer, .context = view};

	while (view->asked < PRODUCT_QUESTIONS) {
		question.message =
			product_questions[view->asked](view->request->arena, view->listing);
		if (question.message) {
			question.route = routes_of_message(question.message->descriptor);
			dispatch_ask(view->gateway, view->request, &question);
			return;
		}
		view->asked++;
	}
	respond(view);
}

static void on_listing(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct product_view *view = context;
	const Ocop__Market__V1__Listing *listing = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED) {
		page_not_found(view->gateway, view->request);
		return;
	}
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		listing = (const Ocop__Market__V1__Listing *)message_unpack(
			&ocop__market__v1__listing__descriptor, reply->body.data, reply->body.len,
			view->request->arena, NULL);
	if (!listing) {
		page_refused(view->gateway, view->request, reply);
		return;
	}
	if (product_data_is_asked(view->request)) {
		product_data_respond(view->gateway, view->request, listing);
		return;
	}
	view->listing = listing;
	ask_on(view);
}

void page_product(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	struct product_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__GetListing get = OCOP__MARKET__V1__GET_LISTING__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &get.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	view->gateway = gateway;
	view->request = request;
	get.listing_id = arena_strdup(request->arena, values->values[0]);
	backends_ask(gateway->backends, &call, on_listing, view);
}
