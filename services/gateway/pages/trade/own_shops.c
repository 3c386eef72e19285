/* own_shops.c - "/cua-toi/diem-ban": the shops of an office's unit, and one more */
#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/places/place_words.h"
#include "gateway/pages/trade/shop_form.h"
#include "gateway/pages/trade/trade.h"
#include "gateway/pages/trade/units_choice.h"

enum { SHOPS_A_PAGE = 20 };

static const char NEW[] = "new";

/* Lives in the request's arena. */
struct shops_visit {
	struct account_visit base;
	struct units_choice choice;
};

static struct shops_visit *visit_create(struct gateway *gateway, struct http_request *request,
					void (*show)(struct account_visit *visit))
{
	struct shops_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, "");
	visit->base.show = show;
	visit->base.back = "/cua-toi/diem-ban/";
	return visit;
}

static void respond_none(const struct account_visit *visit)
{
	trade_respond_none(visit, "Điểm bán", "Shops", "Điểm bán do xã và cơ quan OCOP ghi và sửa.",
			   "Shops are recorded and changed by communes and OCOP agencies.");
}

/* --- the list */

static void write_shop(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	struct html *html = &page->html;
	const char *id = point->point_of_sale_id;

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, point->content->name);
	page_name(
		page, "p", NULL,
		arena_printf(page->arena, "%s, %s", point->content->address, point->commune_name));
	html_open(html, "p", "class", "hint", HTML_END);
	html_format(html, "%s · %u %s", point_kind_words(page, point->content->kind),
		    point->carried_count, page_says(page, "sản phẩm OCOP", "OCOP products"));
	html_close(html, "p");
	html_open(html, "p", "class", "ways", HTML_END);
	page_button(page, arena_printf(page->arena, "/cua-toi/diem-ban/%s", id), "Sửa", "Change");
	page_button(page, arena_printf(page->arena, "/diem-ban/%s", id), "Xem trang",
		    "See the page");
	html_close(html, "p");
	html_close(html, "li");
}

static void on_shops(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	const struct account_visit *visit = context;
	const Ocop__Market__V1__ListPointsOfSaleReply *found =
		(const Ocop__Market__V1__ListPointsOfSaleReply *)reply;
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(visit->gateway, visit->request, refusal);
		return;
	}
	account_page_begin(&page, visit->gateway, visit->request, "Điểm bán", "Shops");
	html_open(&page.html, "p", "class", "ways", HTML_END);
	page_button(&page, "/cua-toi/diem-ban/them", "Thêm điểm bán", "Add a shop");
	html_close(&page.html, "p");
	if (found->n_points == 0)
		page_element(&page, "p", "lead", "Chưa ghi điểm bán nào.",
			     "No shop is recorded yet.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_points; i++)
		write_shop(&page, found->points[i]);
	html_close(&page.html, "ul");
	write_more(&page, "/cua-toi/diem-ban", found->next);
	account_page_end(&page, 200);
}

static void show_list(struct account_visit *visit)
{
	struct arena *arena = visit->request->arena;
	const char *unit = account_unit_of(visit->account, TRADE_OFFICES);
	Ocop__Market__V1__ListPointsOfSale *query = arena_alloc(arena, sizeof(*query));

	if (*unit == '\0') {
		respond_none(visit);
		return;
	}
	ocop__market__v1__list_points_of_sale__init(query);
	query->unit = arena_strdup(arena, unit);
	query->cursor = arena_strdup(arena, request_asked(visit->request, "cursor"));
	query->limit = SHOPS_A_PAGE;
	account_ask(visit->gateway, visit->request, &query->base, on_shops, visit);
}

void page_own_shops(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	(void)values;
	visit_show(&visit_create(gateway, request, show_list)->base);
}

/* --- one more */

static void respond_new(struct shops_visit *visit)
{
	static const struct form_field commune = {
		.name = "communeCode", .vi = "Xã, phường", .en = "Commune"};
	const struct form form = visit_form(&visit->base, NEW);
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Thêm điểm bán",
			   "Add a shop");
	form_begin(&page, &form, "/cua-toi/diem-ban/them", 0);
	units_choice_write(&page, &form, &visit->choice, &commune, false);
	shop_form_write(&page, &form, NULL);
	form_end(&page, "Ghi điểm bán", "Record it");
	account_page_end(&page, form_status(&form));
}

static void on_units(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct shops_visit *visit = context;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	visit->choice.units = (const Ocop__Identity__V1__ListUnitsReply *)reply;
	respond_new(visit);
}

static void show_new(struct account_visit *base)
{
	struct shops_visit *visit = (struct shops_visit *)base;

	visit->choice.unit = account_unit_of(base->account, TRADE_OFFICES);
	if (*visit->choice.unit == '\0')
		respond_none(base);
	else if (!units_choice_ask(base, &visit->choice, on_units))
		respond_new(visit);
}

void page_new_shop(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)route; /* as above */
	(void)values;
	visit_show(&visit_create(gateway, request, show_new)->base);
}

void page_new_shop_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	struct shops_visit *visit = visit_create(gateway, request, show_new);

	(void)route; /* as above */
	(void)values;
	if (!visit_read(&visit->base, NEW))
		return;
	shop_form_join(request->arena, &visit->base.entries);
	visit_command(&visit->base, &ocop__market__v1__record_point_of_sale__descriptor, NULL);
}
