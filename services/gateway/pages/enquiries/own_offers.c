/* own_offers.c - "/cua-toi/{listing_id}/chao-hang": who looks after a product says where and on
 * what terms it is sold
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/commands.pb-c.h"

#define OWN_QUANTITY   "_quantity"
#define QUANTITY_FIELD "content.minimumQuantityHundredths"

typedef Ocop__Market__V1__OfferContent content_message;

static const char RECORD[] = "record", CHANGE[] = "change", WITHDRAW[] = "withdraw";

/* Lives in the request's arena. */
struct offers_visit {
	struct account_visit base; /* first; its key is what the command is about */
	const char *listing_id;
	const char *offer_id; /* that is changed; "" for a new one */
};

static const char *page_path(const struct offers_visit *visit)
{
	return arena_printf(visit->base.request->arena, "/cua-toi/%s/chao-hang",
			    percent_encode(visit->base.request->arena, visit->listing_id));
}

/* --- the form */

static void write_kinds(struct page *page, const struct form *form, const content_message *recorded)
{
	static const struct {
		const char *name, *vi, *en;
	} kinds[] = {
		{"OFFER_KIND_OWN_SHOP", "Trang bán hàng của tôi", "My own shop on the net"},
		{"OFFER_KIND_MARKETPLACE", "Gian hàng trên sàn", "A stall on a marketplace"},
		{"OFFER_KIND_WHOLESALE", "Bán sỉ", "Wholesale"},
	};

	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Loại", "Kind");
	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		form_choice(page, form, "radio", "content.kind", kinds[i].name,
			    recorded->kind == i + 1, page_says(page, kinds[i].vi, kinds[i].en));
	form_fault(page, form, "content.kind");
	html_close(&page->html, "fieldset");
}

static void write_field(struct page *page, const struct form *form, const char *name,
			const char *vi, const char *en, const char *most, const char *recorded)
{
	const struct form_field field = {
		.name = name, .vi = vi, .en = en, .most = most, .autocomplete = "off"};

	form_field(page, form, &field, recorded);
}

static void write_quantity(struct page *page, const struct form *form, uint64_t hundredths)
{
	static const struct form_field field = {.name = OWN_QUANTITY,
						.about = QUANTITY_FIELD,
						.vi = "Số lượng ít nhất",
						.en = "Least quantity",
						.most = "16",
						.inputmode = "decimal",
						.autocomplete = "off"};

	form_field(page, form, &field, decimal_text(page, hundredths, DECIMALS_HUNDREDTHS));
}

static void write_terms(struct page *page, const struct form *form, const content_message *recorded)
{
	page_element(page, "p", "hint", "Khi bán sỉ: mua ít nhất bao nhiêu.",
		     "Of wholesale: how much at least.");
	write_quantity(page, form, recorded->minimum_quantity_hundredths);
	write_field(page, form, "content.unit", "Đơn vị (kg, hộp…)", "Unit (kg, box…)", "20",
		    recorded->unit);
	write_field(page, form, "content.priceDong",
		    "Giá một đơn vị, đồng (để trống: theo thỏa thuận)",
		    "Price of a unit in đồng (empty: on request)", "16",
		    decimal_text(page, recorded->price_dong, 0));
	write_field(page, form, "content.delivery", "Giao hàng ở đâu, thế nào",
		    "Delivered where and how", "500", recorded->delivery);
	write_field(page, form, "content.notes", "Ghi chú", "Notes", "500", recorded->notes);
}

static void write_days(struct page *page, const struct form *form, const content_message *recorded)
{
	const struct form_field from = {.name = "content.validFrom",
					.vi = "Từ ngày (để trống: từ nay)",
					.en = "From (empty: from now on)",
					.type = "date"},
				until = {.name = "content.validUntil",
					 .vi = "Đến hết ngày (để trống: đến khi rút)",
					 .en = "Until (empty: until withdrawn)",
					 .type = "date"};

	form_field(page, form, &from, recorded->valid_from);
	form_field(page, form, &until, recorded->valid_until);
}

static void write_form(struct page *page, const struct offers_visit *visit,
		       const Ocop__Market__V1__Offer *offer)
{
	static const content_message none = OCOP__MARKET__V1__OFFER_CONTENT__INIT;
	const content_message *recorded = offer ? offer->content : &none;
	const struct form form = visit_form(&visit->base, offer ? CHANGE : RECORD);
	const char *path = page_path(visit);

	page_element(page, "h2", NULL, offer ? "Sửa chào hàng" : "Thêm chào hàng",
		     offer ? "Change the offer" : "Add an offer");
	form_begin(page, &form,
		   offer ? arena_printf(page->arena, "%s/%s", path, offer->offer_id) : path,
		   offer ? offer->version : 0);
	write_kinds(page, &form, recorded);
	write_field(page, &form, "content.name", "Tên", "Name", "100", recorded->name);
	write_field(page, &form, "content.url", "Địa chỉ trang (https://…)",
		    "Address of the page (https://…)", "500", recorded->url);
	write_field(page, &form, "content.variant", "Quy cách", "Size", "100", recorded->variant);
	write_terms(page, &form, recorded);
	write_days(page, &form, recorded);
	form_end(page, "Lưu", "Save");
}

/* --- the list */

static const char *state_of(const struct page *page, Ocop__Market__V1__OfferState state)
{
	/* By the enumerators' numbers. */
	static const struct {
		const char *vi, *en;
	} states[] = {
		{"", ""},
		{"Đang hiện", "Shown"},
		{"Chưa đến ngày", "Not yet"},
		{"Đã hết hạn", "Over"},
		{"Đã rút", "Withdrawn"},
		{"Không hiện: giấy chứng nhận bị thu hồi", "Not shown: the certificate is revoked"},
	};

	return state < sizeof(states) / sizeof(states[0])
		       ? page_says(page, states[state].vi, states[state].en)
		       : "";
}

static void write_offer(struct page *page, const struct offers_visit *visit,
			const Ocop__Market__V1__Offer *offer)
{
	struct html *html = &page->html;
	const char *path = page_path(visit);

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, offer->content->name);
	html_element(html, "p", NULL, state_of(page, offer->state));
	if (offer->state != OCOP__MARKET__V1__OFFER_STATE__OFFER_STATE_WITHDRAWN) {
		page_button(page, arena_printf(page->arena, "%s?offer=%s", path, offer->offer_id),
			    "Sửa", "Change");
		html_open(html, "div", "class", "quiet", HTML_END);
		form_begin(page, &(struct form){0},
			   arena_printf(page->arena, "%s/%s/rut", path, offer->offer_id), 0);
		form_end(page, "Rút", "Withdraw");
		html_close(html, "div");
	}
	html_close(html, "li");
}

static void respond(const struct offers_visit *visit,
		    const Ocop__Market__V1__ListOffersReply *found)
{
	const struct form failed = {.faults = visit->base.faults};
	const Ocop__Market__V1__Offer *changed = NULL;
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Chào hàng", "Offers");
	account_write_saved(&page);
	if (visit->base.faults && visit->base.verb == WITHDRAW)
		page_element(&page, "p", "fault", "Chào hàng này đã rút từ trước.",
			     "The offer was withdrawn before.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_offers; i++) {
		write_offer(&page, visit, found->offers[i]);
		if (strcmp(found->offers[i]->offer_id, visit->offer_id) == 0)
			changed = found->offers[i];
	}
	html_close(&page.html, "ul");
	write_form(&page, visit, changed);
	account_page_end(&page, form_status(&failed));
}

static void on_offers(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct offers_visit *visit = context;

	(void)version; /* each has its own */
	if (reply)
		respond(visit, (const Ocop__Market__V1__ListOffersReply *)reply);
	else
		account_refused(visit->base.gateway, visit->base.request, refusal);
}

enum { OFFERS_SHOWN = 100 };

static void show(struct account_visit *base)
{
	struct offers_visit *visit = (struct offers_visit *)base;
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__ListOffers *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_offers__init(query);
	query->listing_id = arena_strdup(arena, visit->listing_id);
	query->limit = OFFERS_SHOWN;
	account_ask(visit->base.gateway, visit->base.request, &query->base, on_offers, visit);
}

static struct offers_visit *visit_create(struct gateway *gateway, struct http_request *request,
					 const struct route_values *values)
{
	struct offers_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[values->count - 1]);
	visit->base.show = show;
	visit->listing_id = values->values[0];
	visit->offer_id = values->count > 1 ? values->values[1] : "";
	visit->base.back = page_path(visit);
	return visit;
}

void page_own_offers(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	struct offers_visit *visit = visit_create(gateway, request, values);
	const char *changed = parameters_find(request->arena, request->query, "offer");

	(void)route; /* the page is the same whatever row names it */
	visit->offer_id = changed ? changed : "";
	visit_show(&visit->base);
}

/* --- what its forms send */

static void send(struct offers_visit *visit, const char *verb,
		 const ProtobufCMessageDescriptor *descriptor, const char *key_field)
{
	if (!visit_read(&visit->base, verb))
		return;
	entries_join_decimal(visit->base.request->arena, &visit->base.entries, OWN_QUANTITY,
			     QUANTITY_FIELD, DECIMALS_HUNDREDTHS);
	visit_command(&visit->base, descriptor, key_field);
}

void page_offer_record(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	send(visit_create(gateway, request, values), RECORD,
	     &ocop__market__v1__record_offer__descriptor, "listing_id");
}

void page_offer_change(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	send(visit_create(gateway, request, values), CHANGE,
	     &ocop__market__v1__change_offer__descriptor, "offer_id");
}

void page_offer_withdraw(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	send(visit_create(gateway, request, values), WITHDRAW,
	     &ocop__market__v1__withdraw_offer__descriptor, "offer_id");
}
