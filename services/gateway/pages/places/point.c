/* point.c - "/diem-ban/{id}": one shop, when it is open and what it carries with which stars */
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/places/place_words.h"

enum { DAYS_A_WEEK = 7, PRODUCTS_A_PAGE = 50 };

/* Lives in the request's arena. */
struct point_view {
	struct gateway *gateway;
	struct http_request *request;
};

/* "07:30–11:30, 13:30–17:30"; "" for a day on which it does not open. */
static const char *hours_of(const struct page *page,
			    const Ocop__Market__V1__PointOfSaleContent *content, uint32_t weekday)
{
	const char *text = "";

	for (size_t i = 0; i < content->n_hours; i++) {
		const Ocop__Market__V1__OpeningSpan *span = content->hours[i];

		if (span->weekday == weekday)
			text = arena_printf(page->arena, "%s%s%s–%s", text, *text ? ", " : "",
					    span->opens, span->closes);
	}
	return text;
}

static void write_hours(struct page *page, const Ocop__Market__V1__PointOfSaleContent *content)
{
	const char *days = "";

	if (content->n_hours == 0)
		return;
	page_element(page, "h2", NULL, "Giờ mở cửa", "Opening hours");
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	for (uint32_t day = 1; day <= DAYS_A_WEEK; day++) {
		const char *hours = hours_of(page, content, day);
		const char *name = weekday_words(page, day);

		page_fact(page, name, name, *hours ? hours : page_says(page, "Nghỉ", "Closed"));
	}
	for (size_t i = 0; i < content->n_closed_on; i++)
		days = arena_printf(page->arena, "%s%s%s", days, i ? ", " : "",
				    page_date(page, content->closed_on[i]));
	page_fact(page, "Ngày nghỉ", "Days off", days);
	html_close(&page->html, "dl");
}

static void write_facts(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_name_fact(page, "Địa chỉ", "Address",
		       arena_printf(page->arena, "%s, %s, %s", point->content->address,
				    point->commune_name, point->province_name));
	page_fact(page, "Điện thoại", "Telephone", point->content->phone);
	page_name_fact(page, "Đơn vị phụ trách", "Run by", point->content->responsible);
	page_name_fact(page, "Chủ thể", "Producer", point->producer_name);
	html_close(&page->html, "dl");
}

static void write_carried(struct page *page, const Ocop__Market__V1__CarriedListing *carried)
{
	const Ocop__Market__V1__Listing *listing = carried->listing;
	struct html *html = &page->html;

	if (!listing)
		return; /* no longer in the market */
	html_open(html, "li", HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/san-pham/%s",
					       percent_encode(page->arena, listing->slug))),
		  HTML_END);
	page_name(page, "span", NULL, listing->product_name);
	html_close(html, "a");
	page_name(page, "p", "producer", listing->producer_name);
	html_open(html, "p", "class", "badge", HTML_END);
	page_stars(page, listing->stars);
	page_state(page, look_of_badge(listing->badge));
	html_close(html, "p");
	if (*carried->until) {
		html_open(html, "p", "class", "hint", HTML_END);
		html_format(html, "%s %s", page_says(page, "Bày bán đến", "Until"),
			    page_date(page, carried->until));
		html_close(html, "p");
	}
	html_close(html, "li");
}

static void write_all_carried(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	page_element(page, "h2", NULL, "Sản phẩm đang bày bán", "What it carries");
	if (point->carried_count == 0) {
		page_element(page, "p", "hint", "Chưa ghi sản phẩm nào.", "Nothing is recorded.");
		return;
	}
	page_as_of(page, point->as_of);
	html_open(&page->html, "ul", "class", "carried", HTML_END);
	for (size_t i = 0; i < point->n_carried; i++)
		write_carried(page, point->carried[i]);
	html_close(&page->html, "ul");
	write_more(page, arena_printf(page->arena, "/diem-ban/%s", point->point_of_sale_id),
		   point->next);
}

static void write_ended(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	html_open(&page->html, "p", "class", "panel revoked", HTML_END);
	html_format(&page->html, "%s %s. ",
		    page_says(page, "Đã đóng cửa hẳn từ ngày", "Closed for good on"),
		    page_date(page, point->ended_on));
	page_name(page, "span", NULL, point->end_reason);
	html_close(&page->html, "p");
}

static void write_near(struct page *page, const Ocop__Market__V1__PointOfSaleContent *content)
{
	if (content->latitude_microdegrees == 0)
		return;
	html_open(&page->html, "p", "class", "paging", HTML_END);
	page_button(page,
		    arena_printf(page->arena, "/diem-ban?near=%d.%06d,%d.%06d",
				 content->latitude_microdegrees / 1000000,
				 content->latitude_microdegrees % 1000000,
				 content->longitude_microdegrees / 1000000,
				 content->longitude_microdegrees % 1000000),
		    "Điểm bán gần đây", "Others nearby");
	html_close(&page->html, "p");
}

static void write_point(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	html_open(&page->html, "div", "class", "wrap narrow places-page", HTML_END);
	write_crumb(page, "/diem-ban", "Điểm bán OCOP", "Where to buy");
	page_name(page, "h1", NULL, point->content->name);
	html_element(&page->html, "p", "lead", point_kind_words(page, point->content->kind));
	if (*point->ended_on)
		write_ended(page, point);
	write_opening(page, point->opening);
	write_facts(page, point);
	if (*point->ended_on == '\0') {
		write_all_carried(page, point);
		write_hours(page, point->content);
		write_near(page, point->content);
	}
	html_close(&page->html, "div");
}

static void on_point(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct point_view *view = context;
	const Ocop__Market__V1__PointOfSale *point = NULL;
	struct page page;

	if (reply_says_none(reply)) {
		page_not_found(view->gateway, view->request);
		return;
	}
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		point = (const Ocop__Market__V1__PointOfSale *)message_unpack(
			&ocop__market__v1__point_of_sale__descriptor, reply->body.data,
			reply->body.len, view->request->arena, NULL);
	if (!point || !point->content) {
		page_refused(view->gateway, view->request, reply);
		return;
	}
	page_begin(&page, view->gateway, view->request, SECTION_PLACES, point->content->name,
		   arena_printf(view->request->arena, "%s, %s", point->content->name,
				point->content->address));
	write_point(&page, point);
	page_end(&page, 200);
}

void page_point(struct gateway *gateway, struct http_request *request, const struct route *route,
		const struct route_values *values)
{
	struct point_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__GetPointOfSale get = OCOP__MARKET__V1__GET_POINT_OF_SALE__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &get.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	*view = (struct point_view){gateway, request};
	get.point_of_sale_id = arena_strdup(request->arena, values->values[0]);
	get.cursor = message_text(request_asked(request, "cursor"));
	get.limit = PRODUCTS_A_PAGE;
	backends_ask(gateway->backends, &call, on_point, view);
}
