/* inbox.c - "/cua-toi/hoi-mua": what buyers have asked a producer, the newest first
 *
 * Of the producer whose account asks; where it speaks for several, of the first, or the one that
 * `?producer=` names. How buyers can be reached stands in the thread alone. An office is shown
 * counts (counts.c).
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"

/* Lives in the request's arena. */
struct inbox_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *producer_id;
};

static bool awaits(const Ocop__Market__V1__Enquiry *enquiry)
{
	return enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN &&
	       enquiry->last_side == OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_BUYER;
}

static void write_enquiry(struct page *page, const Ocop__Market__V1__Enquiry *enquiry)
{
	struct html *html = &page->html;
	const char *path = arena_printf(page->arena, "/cua-toi/hoi-mua/%s", enquiry->enquiry_id);

	html_open(html, "li", "class", awaits(enquiry) ? "awaits" : NULL, HTML_END);
	page_name(page, "h2", NULL, enquiry->product_name);
	html_open(html, "p", HTML_END);
	html_format(html, "%s%s%s, %s: ", page_date(page, enquiry->sent_on),
		    *enquiry->quantity ? ", " : "", enquiry->quantity,
		    arena_printf(page->arena, page_says(page, "%u tin", "%u messages"),
				 enquiry->message_count));
	html_element(html, "strong", NULL,
		     awaits(enquiry) ? page_says(page, "Chờ bạn trả lời", "Waits for your answer")
				     : thread_state(page, enquiry));
	html_close(html, "p");
	page_button(page, path, "Mở", "Open");
	html_close(html, "li");
}

void enquiry_tables(struct page *page, const char *path, const char *query)
{
	static const char *const formats[] = {"CSV", "XLSX"};

	html_open(&page->html, "p", "class", "ways", HTML_END);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		html_open(&page->html, "a", "href",
			  arena_printf(page->arena, "%s?%s&format=FIGURE_FORMAT_%s", path, query,
				       formats[i]),
			  HTML_END);
		html_format(&page->html, "%s %s", page_says(page, "Tải bảng", "Table"), formats[i]);
		html_close(&page->html, "a");
	}
	html_close(&page->html, "p");
}

static void write_paging(struct page *page, const struct inbox_view *view, const char *next)
{
	if (!*next)
		return;
	html_open(&page->html, "p", "class", "paging", HTML_END);
	page_button(page,
		    arena_printf(page->arena, "/cua-toi/hoi-mua?producer=%s&cursor=%s",
				 view->producer_id, percent_encode(page->arena, next)),
		    "Trang sau", "Next page");
	html_close(&page->html, "p");
}

static void on_enquiries(void *context, const ProtobufCMessage *reply, uint64_t version,
			 const Ocop__Common__V1__Reply *refusal)
{
	const struct inbox_view *view = context;
	const Ocop__Market__V1__ListEnquiriesReply *found =
		(const Ocop__Market__V1__ListEnquiriesReply *)reply;
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(view->gateway, view->request, refusal);
		return;
	}
	account_page_begin(&page, view->gateway, view->request, "Hỏi mua", "Enquiries");
	html_open(&page.html, "p", "class", "lead", HTML_END);
	html_format(&page.html,
		    page_says(&page, "%llu cuộc hỏi chờ bạn trả lời.",
			      "%llu enquiries wait for your answer."),
		    (unsigned long long)found->awaiting);
	html_close(&page.html, "p");
	if (found->n_enquiries == 0)
		page_element(&page, "p", NULL, "Chưa có ai hỏi mua.", "Nobody has asked yet.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_enquiries; i++)
		write_enquiry(&page, found->enquiries[i]);
	html_close(&page.html, "ul");
	write_paging(&page, view, found->next);
	if (found->n_enquiries > 0)
		enquiry_tables(&page, "/api/v1/enquiries/table",
			       arena_printf(page.arena, "producerId=%s", view->producer_id));
	account_page_end(&page, 200);
}

const char *enquiries_producer_of(const Ocop__Identity__V1__Account *account, const char *asked)
{
	for (size_t i = 0; i < account->n_grants; i++) {
		const Ocop__Common__V1__Grant *grant = account->grants[i];

		if (grant->role == OCOP__COMMON__V1__ROLE__ROLE_PRODUCER && *grant->producer_id &&
		    (!asked || strcmp(asked, grant->producer_id) == 0))
			return grant->producer_id;
	}
	return "";
}

static void respond_none(const struct inbox_view *view)
{
	struct page page;

	account_page_begin(&page, view->gateway, view->request, "Hỏi mua", "Enquiries");
	page_element(&page, "p", "lead",
		     "Chỉ chủ thể thấy những lời hỏi mua; cơ quan thấy số lượt.",
		     "Only producers see enquiries; offices see how many.");
	account_page_end(&page, 200);
}

static void on_account(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct inbox_view *view = context;
	struct arena *arena = view->request->arena;
	const char *cursor = parameters_find(arena, view->request->query, "cursor");
	const char *asked = parameters_find(arena, view->request->query, "producer");
	const Ocop__Identity__V1__Account *account;
	Ocop__Market__V1__ListEnquiries *query;

	(void)version; /* nothing is changed */
	if (!reply) {
		account_refused(view->gateway, view->request, refusal);
		return;
	}
	account = (const Ocop__Identity__V1__Account *)reply;
	view->producer_id = arena_strdup(arena, enquiries_producer_of(account, asked));
	if (*view->producer_id == '\0') {
		if (!enquiry_counts_show(view->gateway, view->request, account))
			respond_none(view);
		return;
	}
	query = arena_alloc(arena, sizeof(*query));
	ocop__market__v1__list_enquiries__init(query);
	query->producer_id = arena_strdup(arena, view->producer_id);
	query->cursor = arena_strdup(arena, cursor ? cursor : "");
	account_ask(view->gateway, view->request, &query->base, on_enquiries, view);
}

void page_inbox(struct gateway *gateway, struct http_request *request, const struct route *route,
		const struct route_values *values)
{
	struct inbox_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Identity__V1__GetAccount *query = arena_alloc(request->arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	view->gateway = gateway;
	view->request = request;
	ocop__identity__v1__get_account__init(query);
	account_ask(gateway, request, &query->base, on_account, view);
}
