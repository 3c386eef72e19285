/* fair.c - "/su-kien/{id}": one fair, who shows what, and what came of it; as a calendar with .ics
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/places/fair_calendar.h"
#include "gateway/pages/places/fair_words.h"
#include "gateway/pages/places/place_words.h"

enum { STANDS_A_PAGE = 20 };

/* Lives in the request's arena. */
struct fair_view {
	struct gateway *gateway;
	struct http_request *request;
};

static void write_facts(struct page *page, const Ocop__Market__V1__Fair *fair)
{
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Thời gian", "When", fair_days_words(page, fair->content));
	page_name_fact(page, "Địa điểm", "Where", fair_place_words(page->arena, fair));
	page_name_fact(page, "Đơn vị tổ chức", "Organiser", fair->content->organiser);
	html_close(&page->html, "dl");
}

static void write_exhibitor(struct page *page, const Ocop__Market__V1__FairExhibitor *exhibitor)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	page_name(page, "h3", NULL, exhibitor->producer_name);
	for (size_t i = 0; i < exhibitor->n_listings; i++) {
		const Ocop__Market__V1__Listing *listing = exhibitor->listings[i];

		html_open(html, "p", HTML_END);
		html_open(html, "a", "href",
			  page_link(page, arena_printf(page->arena, "/san-pham/%s",
						       percent_encode(page->arena, listing->slug))),
			  HTML_END);
		page_name(page, "span", NULL, listing->product_name);
		html_close(html, "a");
		html_text(html, " ");
		page_stars(page, listing->stars);
		html_close(html, "p");
	}
	html_close(html, "li");
}

static void write_exhibitors(struct page *page, const Ocop__Market__V1__Fair *fair)
{
	if (fair->n_exhibitors == 0)
		return;
	page_element(page, "h2", NULL, "Chủ thể tham gia", "Who takes part");
	page_as_of(page, fair->as_of);
	html_open(&page->html, "ul", "class", "carried", HTML_END);
	for (size_t i = 0; i < fair->n_exhibitors; i++)
		write_exhibitor(page, fair->exhibitors[i]);
	html_close(&page->html, "ul");
	write_more(page, arena_printf(page->arena, "/su-kien/%s", fair->fair_id), fair->next);
}

static void write_sums(struct page *page, const Ocop__Market__V1__FairSums *sums)
{
	if (!sums)
		return;
	page_element(page, "h2", NULL, "Kết quả", "What came of it");
	html_open(&page->html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Chủ thể tham gia", "Producers", figure_number(page, sums->participants));
	page_fact(page, "Đã báo cáo kết quả", "Of whom reported",
		  figure_number(page, sums->reported));
	page_fact(page, "Hợp đồng", "Contracts", figure_number(page, sums->contracts));
	page_fact(page, "Biên bản ghi nhớ", "Memoranda", figure_number(page, sums->memoranda));
	page_fact(page, "Giá trị (đồng)", "Value (dong)", figure_number(page, sums->value_dong));
	html_close(&page->html, "dl");
}

static void write_fair(struct page *page, const Ocop__Market__V1__Fair *fair)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "wrap narrow places-page", HTML_END);
	write_crumb(page, "/su-kien", "Sự kiện", "Events");
	page_name(page, "h1", NULL, fair->content->name);
	html_open(html, "p", "class", "lead", HTML_END);
	html_format(html, "%s ", fair_kind_words(page->language, fair->content->kind));
	page_state(page, fair_look(page, fair));
	html_close(html, "p");
	write_facts(page, fair);
	if (*fair->content->description)
		page_name(page, "p", "words", fair->content->description);
	if (*fair->end_text) {
		page_element(page, "h2", NULL, "Ban tổ chức cho biết", "The organiser says");
		page_name(page, "p", "words", fair->end_text);
	}
	write_sums(page, fair->sums);
	write_exhibitors(page, fair);
	html_open(html, "p", "class", "files", HTML_END);
	html_open(html, "a", "href", arena_printf(page->arena, "/su-kien/%s.ics", fair->fair_id),
		  HTML_END);
	html_text(html, page_says(page, "Thêm vào lịch của bạn (iCalendar)",
				  "Add to your calendar (iCalendar)"));
	html_close(html, "a");
	html_close(html, "p");
	html_open(html, "p", HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/cua-toi/su-kien/%s", fair->fair_id)),
		  HTML_END);
	html_text(html, page_says(page, "Dành cho chủ thể: đăng ký của tôi",
				  "For producers: my application"));
	html_close(html, "a");
	html_close(html, "p");
	html_close(html, "div");
}

static const Ocop__Market__V1__Fair *accepted(const struct fair_view *view,
					      const Ocop__Common__V1__Reply *reply)
{
	const Ocop__Market__V1__Fair *fair = NULL;

	if (reply_says_none(reply)) {
		page_not_found(view->gateway, view->request);
		return NULL;
	}
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		fair = (const Ocop__Market__V1__Fair *)message_unpack(
			&ocop__market__v1__fair__descriptor, reply->body.data, reply->body.len,
			view->request->arena, NULL);
	if (!fair || !fair->content) {
		page_refused(view->gateway, view->request, reply);
		return NULL;
	}
	return fair;
}

static void on_fair(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct fair_view *view = context;
	const Ocop__Market__V1__Fair *fair = accepted(view, reply);
	struct page page;

	if (!fair)
		return;
	page_begin(&page, view->gateway, view->request, SECTION_PLACES, fair->content->name,
		   arena_printf(view->request->arena, "%s, %s", fair->content->name,
				fair->content->place));
	write_fair(&page, fair);
	page_end(&page, 200);
}

static void on_calendar(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct fair_view *view = context;
	const Ocop__Market__V1__Fair *fair = accepted(view, reply);

	if (fair)
		fair_calendar_respond(view->request, fair);
}

static void ask(struct gateway *gateway, struct http_request *request, const char *fair_id,
		backend_reply_fn *on_reply)
{
	struct fair_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__GetFair get = OCOP__MARKET__V1__GET_FAIR__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &get.base,
		.request_id = request->request_id,
	};

	*view = (struct fair_view){gateway, request};
	get.fair_id = arena_strdup(request->arena, fair_id);
	get.cursor = message_text(request_asked(request, "cursor"));
	get.limit = STANDS_A_PAGE;
	backends_ask(gateway->backends, &call, on_reply, view);
}

void page_fair(struct gateway *gateway, struct http_request *request, const struct route *route,
	       const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	ask(gateway, request, values->values[0], on_fair);
}

void page_fair_calendar(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	(void)route;
	ask(gateway, request, values->values[0], on_calendar);
}
