/* fairs.c - "/su-kien": fairs, meetings of producers and buyers, promotion weeks, live sessions;
 * the next first
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
#include "gateway/pages/pages.h"
#include "gateway/pages/places/fair_words.h"
#include "gateway/pages/places/place_words.h"

enum { FAIRS_A_PAGE = 20 };

/* Lives in the request's arena. */
struct fairs_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *unit; /* as asked; "" */
	bool past;
};

static void write_fair(struct page *page, const Ocop__Market__V1__Fair *fair)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "h2", HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/su-kien/%s", fair->fair_id)),
		  HTML_END);
	page_name(page, "span", NULL, fair->content->name);
	html_close(html, "a");
	html_close(html, "h2");
	html_open(html, "p", HTML_END);
	page_state(page, fair_look(page, fair));
	html_format(html, " %s", fair_days_words(page, fair->content));
	html_close(html, "p");
	html_element(html, "p", "hint", fair_kind_words(page->language, fair->content->kind));
	page_name(page, "p", NULL, fair_place_words(page->arena, fair));
	html_open(html, "p", "class", "hint", HTML_END);
	html_format(html, "%u %s", fair->exhibitor_count,
		    page_says(page, "chủ thể OCOP tham gia", "OCOP producers take part"));
	html_close(html, "p");
	html_close(html, "li");
}

static void write_fairs(struct page *page, const struct fairs_view *view,
			const Ocop__Market__V1__ListFairsReply *found)
{
	struct html *html = &page->html;

	html_open(html, "ul", "class", "fairs", HTML_END);
	for (size_t i = 0; i < found->n_fairs; i++)
		write_fair(page, found->fairs[i]);
	html_close(html, "ul");
	if (*found->next == '\0')
		return;
	html_open(html, "nav", "class", "paging", HTML_END);
	page_button(page,
		    arena_printf(page->arena, "/su-kien?unit=%s%s&cursor=%s",
				 percent_encode(page->arena, view->unit),
				 view->past ? "&past=1" : "", found->next),
		    "Xem tiếp", "Next page");
	html_close(html, "nav");
}

static void respond(const struct fairs_view *view, const Ocop__Market__V1__ListFairsReply *found)
{
	enum language language = language_of(view->request);
	struct page page;

	page_begin(&page, view->gateway, view->request, SECTION_PLACES,
		   in_language(language, "Sự kiện xúc tiến thương mại OCOP", "OCOP events"),
		   in_language(language,
			       "Hội chợ, kết nối cung cầu, tuần lễ quảng bá và phiên trực tuyến "
			       "của sản phẩm OCOP.",
			       "Fairs, supply-demand connection, promotion weeks and online "
			       "sessions of OCOP products."));
	html_open(&page.html, "div", "class", "wrap places-page", HTML_END);
	page_element(&page, "h1", NULL, "Hội chợ và kết nối cung cầu",
		     "Fairs and supply-demand connection");
	write_place_form(
		&page, "/su-kien", view->unit,
		&(struct place_tick){"past", view->past, "Sự kiện đã qua", "Events that are over"});
	if (found && found->n_fairs > 0)
		write_fairs(&page, view, found);
	else
		page_element(&page, "p", "lead", "Chưa có sự kiện nào như vậy.",
			     "There is no such event yet.");
	html_open(&page.html, "p", "class", "files", HTML_END);
	html_open(&page.html, "a", "href", "/su-kien.ics", HTML_END);
	html_text(&page.html, page_says(&page, "Thêm vào lịch của bạn (iCalendar)",
					"Add to your calendar (iCalendar)"));
	html_close(&page.html, "a");
	html_close(&page.html, "p");
	html_close(&page.html, "div");
	page_end(&page, 200);
}

static const Ocop__Market__V1__ListFairsReply *accepted(const struct fairs_view *view,
							const Ocop__Common__V1__Reply *reply)
{
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return NULL;
	return (const Ocop__Market__V1__ListFairsReply *)message_unpack(
		&ocop__market__v1__list_fairs_reply__descriptor, reply->body.data, reply->body.len,
		view->request->arena, NULL);
}

static void on_fairs(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct fairs_view *view = context;
	const Ocop__Market__V1__ListFairsReply *found = accepted(view, reply);

	if (found || reply_knows_no_unit(reply))
		respond(view, found);
	else
		page_refused(view->gateway, view->request, reply);
}

void page_fairs(struct gateway *gateway, struct http_request *request, const struct route *route,
		const struct route_values *values)
{
	struct fairs_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__ListFairs query = OCOP__MARKET__V1__LIST_FAIRS__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &query.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct fairs_view){
		.gateway = gateway,
		.request = request,
		.unit = request_asked(request, "unit"),
		.past = *request_asked(request, "past") != '\0',
	};
	query.unit = message_text(view->unit);
	query.cursor = message_text(request_asked(request, "cursor"));
	query.past = view->past;
	query.limit = FAIRS_A_PAGE;
	backends_ask(gateway->backends, &call, on_fairs, view);
}
