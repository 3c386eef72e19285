/* points.c - "/diem-ban": where OCOP products are shown and sold, as a list and a map
 *
 * `?unit=` a place, new or old; `?open=1` open now; `?near=22.15,106.08` the nearest first.
 */
#include <stdlib.h>
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
#include "gateway/pages/pages.h"
#include "gateway/pages/places/place_words.h"
#include "gateway/pages/places/points_map.h"

enum { SHOPS_A_PAGE = 20 };

/* Lives in the request's arena. */
struct points_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *unit; /* as asked; "" */
	const char *near; /* "" */
	bool open_now;
};

static const char *distance_words(const struct page *page, uint32_t distance_m)
{
	if (distance_m < 1000)
		return arena_printf(page->arena, "%u m", distance_m);
	return arena_printf(page->arena, "%u%s%u km", distance_m / 1000, page_says(page, ",", "."),
			    distance_m % 1000 / 100);
}

static void write_point(struct page *page, const struct points_view *view,
			const Ocop__Market__V1__PointOfSale *point)
{
	struct html *html = &page->html;
	const char *path = arena_printf(page->arena, "/diem-ban/%s", point->point_of_sale_id);

	html_open(html, "li", HTML_END);
	html_open(html, "h2", HTML_END);
	html_open(html, "a", "href", page_link(page, path), HTML_END);
	page_name(page, "span", NULL, point->content->name);
	html_close(html, "a");
	html_close(html, "h2");
	html_element(html, "p", "hint", point_kind_words(page, point->content->kind));
	page_name(page, "p", NULL,
		  arena_printf(page->arena, "%s, %s, %s", point->content->address,
			       point->commune_name, point->province_name));
	write_opening(page, point->opening);
	html_open(html, "p", "class", "hint", HTML_END);
	html_format(html, "%u %s", point->carried_count,
		    page_says(page, "sản phẩm OCOP", "OCOP products"));
	if (*view->near)
		html_format(html, " · %s", distance_words(page, point->distance_m));
	html_close(html, "p");
	html_close(html, "li");
}

static void write_points(struct page *page, const struct points_view *view,
			 const Ocop__Market__V1__ListPointsOfSaleReply *found)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "places", HTML_END);
	html_open(html, "ol", "class", "shops", HTML_END);
	for (size_t i = 0; i < found->n_points; i++)
		write_point(page, view, found->points[i]);
	html_close(html, "ol");
	points_map_write(page, found);
	html_close(html, "div");
}

static void write_next(struct page *page, const struct points_view *view, const char *next)
{
	const char *path = arena_printf(page->arena, "/diem-ban?unit=%s%s&cursor=%s",
					percent_encode(page->arena, view->unit),
					view->open_now ? "&open=1" : "", next);

	html_open(&page->html, "nav", "class", "paging", HTML_END);
	page_button(page, path, "Xem tiếp", "Next page");
	html_close(&page->html, "nav");
}

static void respond(const struct points_view *view,
		    const Ocop__Market__V1__ListPointsOfSaleReply *found)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_PLACES,
		   in_language(language, "Điểm bán OCOP", "Where to buy OCOP products"),
		   in_language(language,
			       "Điểm giới thiệu và bán sản phẩm OCOP: địa chỉ, giờ mở cửa, sản "
			       "phẩm đang bày bán.",
			       "Points of sale of OCOP products: address, hours, what they "
			       "carry."));
	html_open(&page.html, "div", "class", "wrap places-page", HTML_END);
	page_element(&page, "h1", NULL, "Điểm giới thiệu và bán sản phẩm OCOP",
		     "Where to buy OCOP products");
	write_place_form(&page, "/diem-ban", view->unit,
			 &(struct place_tick){"open", view->open_now, "Chỉ nơi đang mở cửa",
					      "Open now only"});
	if (found && found->n_points > 0)
		write_points(&page, view, found);
	else
		page_element(&page, "p", "lead", "Chưa có điểm bán nào như vậy.",
			     "There is no such point of sale yet.");
	if (found && *found->next)
		write_next(&page, view, found->next);
	html_close(&page.html, "div");
	page_end(&page, 200);
}

static void on_points(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct points_view *view = context;
	const Ocop__Market__V1__ListPointsOfSaleReply *found = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		found = (const Ocop__Market__V1__ListPointsOfSaleReply *)message_unpack(
			&ocop__market__v1__list_points_of_sale_reply__descriptor, reply->body.data,
			reply->body.len, view->request->arena, NULL);
	if (found || reply_knows_no_unit(reply))
		respond(view, found);
	else
		page_refused(view->gateway, view->request, reply);
}

/* "22.15,106.08" as microdegrees; what is no such pair is nowhere. */
static void near_read(const char *text, Ocop__Market__V1__ListPointsOfSale *query)
{
	char *end;
	double latitude = strtod(text, &end), longitude;

	if (end == text || *end != ',')
		return;
	text = end + 1;
	longitude = strtod(text, &end);
	if (end == text || *end != '\0' || !(latitude > 0 && latitude < 90) ||
	    !(longitude > 0 && longitude < 180))
		return;
	query->near_latitude_microdegrees = (int32_t)(latitude * 1e6 + 0.5);
	query->near_longitude_microdegrees = (int32_t)(longitude * 1e6 + 0.5);
}

void page_points(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	struct points_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__ListPointsOfSale query = OCOP__MARKET__V1__LIST_POINTS_OF_SALE__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &query.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct points_view){
		.gateway = gateway,
		.request = request,
		.unit = request_asked(request, "unit"),
		.near = request_asked(request, "near"),
		.open_now = *request_asked(request, "open") != '\0',
	};
	query.unit = message_text(view->unit);
	query.cursor = message_text(request_asked(request, "cursor"));
	query.open_now = view->open_now;
	near_read(view->near, &query);
	if (query.near_latitude_microdegrees == 0)
		view->near = "";
	query.limit = SHOPS_A_PAGE;
	query.with_map = true;
	backends_ask(gateway->backends, &call, on_points, view);
}
