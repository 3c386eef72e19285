/* own_exports.c - "/cua-toi/xuat-khau": exports, a producer's own and one more; an office's, those
 * that await its word apart
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/places/place_words.h"
#include "gateway/pages/trade/export_form.h"
#include "gateway/pages/trade/trade.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { EXPORTS_A_PAGE = 20, PRODUCTS_SHOWN = 100, PROVINCE_CODE_LENGTH = 2 };

static const char NEW[] = "new";

/* Lives in the request's arena. */
struct exports_visit {
	struct account_visit base;
	bool awaiting;     /* those alone that await the agency's word */
	const char *whose; /* "province=19", "producerId=…", as the API has it */
};

static struct exports_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  void (*show)(struct account_visit *visit))
{
	struct exports_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, "");
	visit->base.show = show;
	visit->base.back = "/cua-toi/xuat-khau/";
	visit->awaiting = *request_asked(request, "awaiting") != '\0';
	return visit;
}

static void respond_none(const struct account_visit *visit)
{
	trade_respond_none(visit, "Xuất khẩu", "Exports",
			   "Chủ thể ghi chuyến xuất khẩu của mình; cơ quan OCOP xác nhận.",
			   "Producers record their exports; the OCOP agency confirms them.");
}

/* --- the list */

static void write_export(struct page *page, const Ocop__Market__V1__Export *record)
{
	struct html *html = &page->html;
	const Ocop__Market__V1__ExportContent *last =
		record->n_entries ? record->entries[record->n_entries - 1]->content : NULL;

	if (!last)
		return; /* each has one */
	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, record->product_name);
	page_name(page, "p", "producer", record->producer_name);
	html_open(html, "p", HTML_END);
	html_format(html, "%s, %s: %s ", export_country(page, last->country_code),
		    export_month(page, last), export_value(page, last));
	page_state(page, export_look(record->state));
	html_close(html, "p");
	page_button(page, arena_printf(page->arena, "/cua-toi/xuat-khau/%s", record->export_id),
		    "Mở", "Open");
	html_close(html, "li");
}

static void write_ways(struct page *page, const struct exports_visit *visit)
{
	html_open(&page->html, "p", "class", "ways", HTML_END);
	if (account_has_role(visit->base.account, ALLOW(PRODUCER)))
		page_button(page, "/cua-toi/xuat-khau/them", "Ghi một chuyến", "Record an export");
	if (visit->awaiting)
		page_button(page, "/cua-toi/xuat-khau", "Tất cả", "All");
	else
		page_button(page, "/cua-toi/xuat-khau?awaiting=1", "Chờ xác nhận",
			    "Awaiting confirmation");
	html_close(&page->html, "p");
}

static void on_exports(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	const struct exports_visit *visit = context;
	const Ocop__Market__V1__ListExportsReply *found =
		(const Ocop__Market__V1__ListExportsReply *)reply;
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	account_page_begin(&page, visit->base.gateway, visit->base.request, "Xuất khẩu", "Exports");
	write_ways(&page, visit);
	if (found->n_exports == 0)
		page_element(&page, "p", "lead", "Không có chuyến xuất khẩu nào.",
			     "There is no export.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_exports; i++)
		write_export(&page, found->exports[i]);
	html_close(&page.html, "ul");
	write_more(&page, visit->awaiting ? "/cua-toi/xuat-khau?awaiting=1" : "/cua-toi/xuat-khau",
		   found->next);
	if (found->n_exports > 0)
		enquiry_tables(&page, "/api/v1/export-records/table", visit->whose);
	account_page_end(&page, 200);
}

/* Of a producer his own; of an office those of its unit. */
static bool question_fill(struct exports_visit *visit, Ocop__Market__V1__ListExports *query)
{
	struct arena *arena = visit->base.request->arena;
	const char *producer_id = enquiries_producer_of(visit->base.account, NULL);
	char *unit = arena_strdup(arena, account_unit_of(visit->base.account, TRADE_OFFICES));

	if (*producer_id) {
		query->producer_id = arena_strdup(arena, producer_id);
		visit->whose = arena_printf(arena, "producerId=%s", producer_id);
		return true;
	}
	if (strlen(unit) == PROVINCE_CODE_LENGTH)
		query->province = unit;
	else
		query->commune = unit;
	visit->whose =
		arena_printf(arena, "%s=%s",
			     strlen(unit) == PROVINCE_CODE_LENGTH ? "province" : "commune", unit);
	return *unit != '\0';
}

static void show_list(struct account_visit *base)
{
	struct exports_visit *visit = (struct exports_visit *)base;
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__ListExports *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_exports__init(query);
	if (!question_fill(visit, query)) {
		respond_none(base);
		return;
	}
	if (visit->awaiting)
		query->state = OCOP__MARKET__V1__EXPORT_STATE__EXPORT_STATE_RECORDED;
	query->cursor = arena_strdup(arena, request_asked(base->request, "cursor"));
	query->limit = EXPORTS_A_PAGE;
	account_ask(base->gateway, base->request, &query->base, on_exports, visit);
}

void page_own_exports(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	(void)values;
	visit_show(&visit_create(gateway, request, show_list)->base);
}

/* --- one more */

static void write_products(struct page *page, const struct form *form,
			   const Ocop__Market__V1__ListOwnListingsReply *own)
{
	static const struct form_field field = {
		.name = "productId", .vi = "Sản phẩm", .en = "Product"};

	form_select_begin(page, form, &field);
	for (size_t i = 0; i < own->n_listings; i++)
		form_option(page, form, field.name, own->listings[i]->listing_id, i == 0,
			    own->listings[i]->product_name);
	form_select_end(page, form, &field);
}

static void on_listings(void *context, const ProtobufCMessage *reply, uint64_t version,
			const Ocop__Common__V1__Reply *refusal)
{
	const struct exports_visit *visit = context;
	const struct form form = visit_form(&visit->base, NEW);
	struct page page;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	account_page_begin(&page, visit->base.gateway, visit->base.request,
			   "Ghi một chuyến xuất khẩu", "Record an export");
	form_begin(&page, &form, "/cua-toi/xuat-khau/them", 0);
	write_products(&page, &form, (const Ocop__Market__V1__ListOwnListingsReply *)reply);
	export_form_write(&page, &form, NULL);
	form_end(&page, "Ghi", "Record");
	account_page_end(&page, form_status(&form));
}

static void show_new(struct account_visit *base)
{
	Ocop__Market__V1__ListOwnListings *query;

	if (!account_has_role(base->account, ALLOW(PRODUCER))) {
		respond_none(base);
		return;
	}
	query = arena_alloc(base->request->arena, sizeof(*query));
	ocop__market__v1__list_own_listings__init(query);
	query->limit = PRODUCTS_SHOWN;
	account_ask(base->gateway, base->request, &query->base, on_listings, base);
}

void page_new_export(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	(void)values;
	visit_show(&visit_create(gateway, request, show_new)->base);
}

void page_new_export_send(struct gateway *gateway, struct http_request *request,
			  const struct route *route, const struct route_values *values)
{
	struct exports_visit *visit = visit_create(gateway, request, show_new);

	(void)route; /* as above */
	(void)values;
	if (!visit_read(&visit->base, NEW))
		return;
	export_form_join(request->arena, &visit->base.entries);
	visit_command(&visit->base, &ocop__market__v1__record_export__descriptor, NULL);
}
