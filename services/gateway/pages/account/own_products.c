/* own_products.c - "/cua-toi": the products of whoever is signed in, each with its way on */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "ocop/identity/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Lives in the request's arena. */
struct own_view {
	struct gateway *gateway;
	struct http_request *request;
	const Ocop__Identity__V1__Account *account;
	const Ocop__Market__V1__ListOwnListingsReply *listings;
};

static void write_listing(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, listing->product_name);
	page_name(page, "p", "producer", listing->producer_name);
	html_open(html, "p", HTML_END);
	page_stars(page, listing->stars);
	page_state(page, listing->potential ? look_of_potential() : look_of_badge(listing->badge));
	html_close(html, "p");
	html_open(html, "p", "class", "ways", HTML_END);
	page_button(page, arena_printf(page->arena, "/cua-toi/%s", listing->listing_id), "Sửa",
		    "Edit");
	page_button(page, arena_printf(page->arena, "/cua-toi/%s/chao-hang", listing->listing_id),
		    "Chào hàng", "Offers");
	page_button(page, arena_printf(page->arena, "/cua-toi/%s/lo", listing->listing_id),
		    "Lô hàng, tem", "Batches");
	page_button(page,
		    arena_printf(page->arena, "/san-pham/%s",
				 percent_encode(page->arena, listing->slug)),
		    "Xem trang", "See the page");
	html_close(html, "p");
	html_close(html, "li");
}

static void write_listings(struct page *page, const Ocop__Market__V1__ListOwnListingsReply *own)
{
	struct html *html = &page->html;

	if (own->n_listings == 0) {
		page_element(page, "p", "lead", "Tài khoản này chưa có sản phẩm nào.",
			     "This account has no products yet.");
		return;
	}
	html_open(html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < own->n_listings; i++)
		write_listing(page, own->listings[i]);
	html_close(html, "ul");
	if (*own->next) {
		html_open(html, "p", "class", "paging", HTML_END);
		page_button(page,
			    arena_printf(page->arena, "/cua-toi?cursor=%s",
					 percent_encode(page->arena, own->next)),
			    "Trang sau", "Next page");
		html_close(html, "p");
	}
}

/* Who waits for an answer is told where a producer looks first. */
static void write_awaiting(struct page *page, uint64_t awaiting)
{
	if (awaiting == 0)
		return;
	html_open(&page->html, "p", "class", "saved", "role", "status", HTML_END);
	html_open(&page->html, "a", "href", page_link(page, "/cua-toi/hoi-mua"), HTML_END);
	html_format(&page->html,
		    page_says(page, "%llu cuộc hỏi mua chờ bạn trả lời",
			      "%llu enquiries wait for your answer"),
		    (unsigned long long)awaiting);
	html_close(&page->html, "a");
	html_close(&page->html, "p");
}

/* Nobody's answer leaves the count out. */
static void on_enquiries(void *context, const ProtobufCMessage *reply, uint64_t version,
			 const Ocop__Common__V1__Reply *refusal)
{
	const struct own_view *view = context;
	const Ocop__Market__V1__ListEnquiriesReply *found =
		(const Ocop__Market__V1__ListEnquiriesReply *)reply;
	struct page page;

	(void)version; /* of a list */
	(void)refusal;
	account_page_begin(&page, view->gateway, view->request, "Sản phẩm của tôi", "My products");
	page_name(&page, "p", "hint", view->account->display_name);
	write_awaiting(&page, found ? found->awaiting : 0);
	write_listings(&page, view->listings);
	account_page_end(&page, 200);
}

static void on_listings(void *context, const ProtobufCMessage *reply, uint64_t version,
			const Ocop__Common__V1__Reply *refusal)
{
	struct own_view *view = context;
	struct arena *arena = view->request->arena;
	const char *producer_id = enquiries_producer_of(view->account, NULL);
	Ocop__Market__V1__ListEnquiries *query;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(view->gateway, view->request, refusal);
		return;
	}
	view->listings = (const Ocop__Market__V1__ListOwnListingsReply *)reply;
	if (*producer_id == '\0') {
		on_enquiries(view, NULL, 0, NULL);
		return;
	}
	query = arena_alloc(arena, sizeof(*query));
	ocop__market__v1__list_enquiries__init(query);
	query->producer_id = arena_strdup(arena, producer_id);
	query->limit = 1; /* the count alone is shown */
	account_ask(view->gateway, view->request, &query->base, on_enquiries, view);
}

static void on_account(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct own_view *view = context;
	struct http_request *request = view->request;
	const char *cursor = parameters_find(request->arena, request->query, "cursor");
	Ocop__Market__V1__ListOwnListings *query;

	(void)version; /* nothing is changed */
	if (!reply) {
		account_refused(view->gateway, request, refusal);
		return;
	}
	view->account = (const Ocop__Identity__V1__Account *)reply;
	query = arena_alloc(request->arena, sizeof(*query));
	ocop__market__v1__list_own_listings__init(query);
	query->cursor = arena_strdup(request->arena, cursor ? cursor : "");
	account_ask(view->gateway, request, &query->base, on_listings, view);
}

void page_own_products(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	struct own_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Identity__V1__GetAccount *query = arena_alloc(request->arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	view->gateway = gateway;
	view->request = request;
	ocop__identity__v1__get_account__init(query);
	account_ask(gateway, request, &query->base, on_account, view);
}
