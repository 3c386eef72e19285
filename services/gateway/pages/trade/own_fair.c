/* own_fair.c - "/cua-toi/su-kien/{id}": a fair as its organiser changes, closes or cancels it; as a
 * producer applies to it
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/places/fair_words.h"
#include "gateway/pages/trade/fair_form.h"
#include "gateway/pages/trade/participants.h"
#include "gateway/pages/trade/trade.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { LISTINGS_SHOWN = 100 };

/* The forms, by the path's last word. */
static const char CHANGE[] = "sua", CANCEL[] = "huy", END[] = "chot", BUYER[] = "ben-mua",
		  APPLY[] = "dang-ky";

/* Lives in the request's arena. */
struct fair_visit {
	struct account_visit base;
	const Ocop__Market__V1__Fair *fair;
	const Ocop__Market__V1__ListFairParticipantsReply *participants;
	const Ocop__Market__V1__ListOwnListingsReply *listings; /* of a producer; else NULL */
};

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/su-kien/%s",
			    percent_encode(visit->request->arena, visit->key));
}

static void begin(struct page *page, const struct fair_visit *visit, const struct form *form,
		  const char *verb)
{
	form_begin(page, form, arena_printf(page->arena, "%s/%s", page_path(&visit->base), verb),
		   0);
}

/* --- of the organiser */

static void write_change(struct page *page, const struct fair_visit *visit)
{
	const struct form form = visit_form(&visit->base, CHANGE);

	page_element(page, "h2", NULL, "Thông tin", "What is recorded");
	form_begin(page, &form, page_path(&visit->base), visit->fair->version);
	fair_form_write(page, &form, visit->fair->content);
	form_end(page, "Lưu", "Save");
}

static void write_buyer(struct page *page, const struct fair_visit *visit)
{
	static const struct form_field name = {
		.name = "name", .vi = "Tên đơn vị mua", .en = "Organisation", .most = "200"};
	static const struct form_field note = {
		.name = "note", .vi = "Ghi chú", .en = "Note", .most = "500"};
	const struct form form = visit_form(&visit->base, BUYER);

	page_element(page, "h2", NULL, "Thêm bên mua", "Add a buyer");
	begin(page, visit, &form, BUYER);
	form_field(page, &form, &name, "");
	form_field(page, &form, &note, "");
	form_end(page, "Thêm", "Add");
}

static void write_ends(struct page *page, const struct fair_visit *visit)
{
	static const struct form_field report = {.name = "report",
						 .vi = "Báo cáo kết quả",
						 .en = "Report",
						 .rows = "5",
						 .most = "4000"};
	static const struct form_field reason = {
		.name = "reason", .vi = "Lý do hủy", .en = "Reason", .rows = "3", .most = "4000"};
	const struct form end = visit_form(&visit->base, END);
	const struct form cancel = visit_form(&visit->base, CANCEL);

	page_element(page, "h2", NULL, "Chốt sự kiện", "Close the event");
	page_element(page, "p", "hint",
		     "Từ ngày cuối trở đi. Sau khi chốt không ghi kết quả được nữa.",
		     "From the last day on. Nothing is recorded of it afterwards.");
	begin(page, visit, &end, END);
	form_field(page, &end, &report, "");
	form_end(page, "Chốt", "Close it");
	page_element(page, "h2", NULL, "Hủy sự kiện", "Cancel the event");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	begin(page, visit, &cancel, CANCEL);
	form_field(page, &cancel, &reason, "");
	form_end(page, "Hủy sự kiện", "Cancel it");
	html_close(&page->html, "div");
}

/* --- of a producer */

static void write_application(struct page *page, const struct fair_visit *visit)
{
	static const struct form_field note = {
		.name = "note", .vi = "Ghi chú", .en = "Note", .rows = "3", .most = "4000"};
	const struct form form = visit_form(&visit->base, APPLY);

	page_element(page, "h2", NULL, "Đăng ký tham gia", "Apply to take part");
	begin(page, visit, &form, APPLY);
	form_hidden(page, "producerId", enquiries_producer_of(visit->base.account, NULL));
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Sản phẩm mang đến", "Products to bring");
	for (size_t i = 0; i < visit->listings->n_listings; i++)
		form_choice(page, &form, "checkbox", "listingIds",
			    visit->listings->listings[i]->listing_id, false,
			    visit->listings->listings[i]->product_name);
	form_fault(page, &form, "listingIds");
	html_close(&page->html, "fieldset");
	form_field(page, &form, &note, "");
	form_end(page, "Đăng ký", "Apply");
}

/* --- the page */

static void write_head(struct page *page, const struct fair_visit *visit)
{
	const Ocop__Market__V1__Fair *fair = visit->fair;

	account_write_saved(page);
	page_name(page, "p", "lead", fair->content->name);
	html_open(&page->html, "p", HTML_END);
	page_state(page, fair_look(page, fair));
	html_format(&page->html, " %s", fair_days_words(page, fair->content));
	html_close(&page->html, "p");
	page_name(page, "p", NULL, fair_place_words(page->arena, fair));
	if (*fair->end_text)
		page_name(page, "p", "words", fair->end_text);
	html_open(&page->html, "p", HTML_END);
	page_button(page, arena_printf(page->arena, "/su-kien/%s", fair->fair_id), "Xem trang",
		    "See the page");
	html_close(&page->html, "p");
}

static void respond(const struct fair_visit *visit)
{
	const struct form failed = {.faults = visit->base.faults};
	bool is_planned = visit->fair->state == OCOP__MARKET__V1__FAIR_STATE__FAIR_STATE_PLANNED;
	bool is_office = account_has_role(visit->base.account, TRADE_OFFICES);
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Một sự kiện",
			   "One event");
	write_head(&page, visit);
	page_element(&page, "h2", NULL, "Bên tham gia", "Who takes part");
	participants_write(&page, visit->participants, visit->fair->fair_id,
			   request_asked(visit->base.request, "cursor"));
	if (is_planned && visit->listings && !participants_have_one(visit->participants))
		write_application(&page, visit);
	if (is_planned && is_office) {
		write_buyer(&page, visit);
		write_change(&page, visit);
		write_ends(&page, visit);
	}
	account_page_end(&page, form_status(&failed));
}

static void on_listings(void *context, const ProtobufCMessage *reply, uint64_t version,
			const Ocop__Common__V1__Reply *refusal)
{
	struct fair_visit *visit = context;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	visit->listings = (const Ocop__Market__V1__ListOwnListingsReply *)reply;
	respond(visit);
}

static void on_participants(void *context, const ProtobufCMessage *reply, uint64_t version,
			    const Ocop__Common__V1__Reply *refusal)
{
	struct fair_visit *visit = context;
	Ocop__Market__V1__ListOwnListings *query;

	(void)version; /* of a list */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	visit->participants = (const Ocop__Market__V1__ListFairParticipantsReply *)reply;
	if (!account_has_role(visit->base.account, ALLOW(PRODUCER))) {
		respond(visit);
		return;
	}
	query = arena_alloc(visit->base.request->arena, sizeof(*query));
	ocop__market__v1__list_own_listings__init(query);
	query->limit = LISTINGS_SHOWN;
	account_ask(visit->base.gateway, visit->base.request, &query->base, on_listings, visit);
}

static void on_fair(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	struct fair_visit *visit = context;
	struct http_request *request = visit->base.request;
	Ocop__Market__V1__ListFairParticipants *query;

	(void)version; /* the fair has it */
	if (!reply) {
		account_refused(visit->base.gateway, request, refusal);
		return;
	}
	visit->fair = (const Ocop__Market__V1__Fair *)reply;
	query = arena_alloc(request->arena, sizeof(*query));
	ocop__market__v1__list_fair_participants__init(query);
	query->fair_id = visit->fair->fair_id;
	query->cursor = arena_strdup(request->arena, request_asked(request, "cursor"));
	query->limit = PARTICIPANTS_A_PAGE;
	account_ask(visit->base.gateway, request, &query->base, on_participants, visit);
}

static void show(struct account_visit *base)
{
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__GetFair *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_fair__init(query);
	query->fair_id = arena_strdup(arena, base->key);
	query->limit = 1; /* its own list says who takes part */
	account_ask(base->gateway, base->request, &query->base, on_fair, base);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct fair_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[0]);
	visit->base.show = show;
	visit->base.back = page_path(&visit->base);
	visit->base.many_forms = true;
	return &visit->base;
}

void page_own_fair(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

/* --- what its forms send */

void page_own_fair_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	struct account_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	if (visit_read(visit, CHANGE))
		visit_command(visit, &ocop__market__v1__change_fair__descriptor, "fair_id");
}

void page_own_fair_do(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{CANCEL, &ocop__market__v1__cancel_fair__descriptor},
		{END, &ocop__market__v1__close_fair__descriptor},
		{BUYER, &ocop__market__v1__add_fair_buyer__descriptor},
		{APPLY, &ocop__market__v1__apply_to_fair__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[1], "fair_id");
}
