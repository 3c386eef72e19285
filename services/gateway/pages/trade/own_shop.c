/* own_shop.c - "/cua-toi/diem-ban/{id}": a shop is changed, carries products, closes for good */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/trade/carried.h"
#include "gateway/pages/trade/shop_form.h"
#include "gateway/pages/trade/trade.h"

enum { PRODUCTS_A_PAGE = 40, PRODUCTS_FOUND = 8 };

/* The forms, by the path's last word. */
static const char CHANGE[] = "sua", CARRY[] = "bay-ban", CLOSE[] = "dong-cua";

/* Lives in the request's arena. */
struct shop_visit {
	struct account_visit base;
	const Ocop__Market__V1__PointOfSale *point;
	struct carried_search search;
};

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/diem-ban/%s",
			    percent_encode(visit->request->arena, visit->key));
}

/* --- the page */

static void write_closing(struct page *page, const struct account_visit *visit)
{
	static const struct form_field reason = {
		.name = "reason", .vi = "Lý do", .en = "Reason", .rows = "3", .most = "1000"};
	const struct form form = visit_form(visit, CLOSE);

	page_element(page, "h2", NULL, "Đóng cửa hẳn", "Close for good");
	page_element(page, "p", "hint",
		     "Trang của điểm bán vẫn còn và nói rằng đã đóng. Không mở lại được.",
		     "The shop's page stays and says so. It cannot be opened again.");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	form_begin(page, &form, arena_printf(page->arena, "%s/%s", page_path(visit), CLOSE), 0);
	form_field(page, &form, &reason, "");
	form_end(page, "Đóng cửa hẳn", "Close it");
	html_close(&page->html, "div");
}

static void write_forms(struct page *page, const struct shop_visit *visit)
{
	const struct form change = visit_form(&visit->base, CHANGE);
	const struct form carry = visit_form(&visit->base, CARRY);
	const char *path = page_path(&visit->base);

	form_begin(page, &change, path, visit->point->version);
	shop_form_write(page, &change, visit->point);
	form_end(page, "Lưu", "Save");
	carried_write(page, &carry, path, visit->point, &visit->search);
	write_closing(page, &visit->base);
}

static void write_ended(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	html_open(&page->html, "p", "class", "lead", HTML_END);
	html_format(&page->html, "%s %s. ",
		    page_says(page, "Đã đóng cửa hẳn từ ngày", "Closed for good on"),
		    page_date(page, point->ended_on));
	page_name(page, "span", NULL, point->end_reason);
	html_close(&page->html, "p");
}

static void respond(const struct shop_visit *visit)
{
	const struct form failed = {.faults = visit->base.faults};
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Sửa điểm bán",
			   "Change a shop");
	account_write_saved(&page);
	page_name(&page, "p", "lead", visit->point->content->name);
	page_name(&page, "p", "hint",
		  arena_printf(page.arena, "%s, %s", visit->point->commune_name,
			       visit->point->province_name));
	html_open(&page.html, "p", HTML_END);
	page_button(&page, arena_printf(page.arena, "/diem-ban/%s", visit->point->point_of_sale_id),
		    "Xem trang", "See the page");
	html_close(&page.html, "p");
	if (*visit->point->ended_on)
		write_ended(&page, visit->point);
	else
		write_forms(&page, visit);
	account_page_end(&page, form_status(&failed));
}

static void on_found(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct shop_visit *visit = context;

	(void)version; /* of a list */
	(void)refusal; /* then nothing was found */
	visit->search.found = (const Ocop__Market__V1__SearchListingsReply *)reply;
	respond(visit);
}

static void on_point(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct shop_visit *visit = context;
	struct arena *arena = visit->base.request->arena;
	Ocop__Market__V1__SearchListings *query;

	(void)version; /* the shop has it */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	visit->point = (const Ocop__Market__V1__PointOfSale *)reply;
	if (*visit->search.words == '\0') {
		respond(visit);
		return;
	}
	query = arena_alloc(arena, sizeof(*query));
	ocop__market__v1__search_listings__init(query);
	query->q = arena_strdup(arena, visit->search.words);
	query->limit = PRODUCTS_FOUND;
	account_ask(visit->base.gateway, visit->base.request, &query->base, on_found, visit);
}

/* What was looked for is in the address, or in the form that was sent. */
static const char *asked_or_sent(const struct account_visit *visit, const char *asked,
				 const char *sent)
{
	const char *value = visit->verb == CARRY ? entries_value(&visit->entries, sent) : NULL;

	return value ? value : request_asked(visit->request, asked);
}

static void show(struct account_visit *base)
{
	struct shop_visit *visit = (struct shop_visit *)base;
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__GetPointOfSale *query = arena_alloc(arena, sizeof(*query));

	visit->search.words = asked_or_sent(base, "q", "_words");
	visit->search.listing_id = asked_or_sent(base, "listing", "listingId");
	ocop__market__v1__get_point_of_sale__init(query);
	query->point_of_sale_id = arena_strdup(arena, base->key);
	query->history = true;
	query->limit = PRODUCTS_A_PAGE;
	query->cursor = arena_strdup(arena, request_asked(base->request, "cursor"));
	account_ask(base->gateway, base->request, &query->base, on_point, visit);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct shop_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[0]);
	visit->base.show = show;
	visit->base.back = page_path(&visit->base);
	visit->base.many_forms = true;
	return &visit->base;
}

void page_own_shop(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

/* --- what its forms send */

void page_own_shop_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	struct account_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	if (!visit_read(visit, CHANGE))
		return;
	shop_form_join(request->arena, &visit->entries);
	visit_command(visit, &ocop__market__v1__change_point_of_sale__descriptor,
		      "point_of_sale_id");
}

void page_own_shop_do(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{CARRY, &ocop__market__v1__carry_listing__descriptor},
		{CLOSE, &ocop__market__v1__close_point_of_sale__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[1],
		 "point_of_sale_id");
}
