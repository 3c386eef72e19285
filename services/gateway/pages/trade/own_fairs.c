/* own_fairs.c - "/cua-toi/su-kien": the fairs of an office's unit, and one more; for a producer
 * those that he may apply to
 */
#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/places/fair_words.h"
#include "gateway/pages/places/place_words.h"
#include "gateway/pages/trade/fair_form.h"
#include "gateway/pages/trade/trade.h"
#include "gateway/pages/trade/units_choice.h"

enum { FAIRS_A_PAGE = 20 };

static const char NEW[] = "new";

/* Lives in the request's arena. */
struct fairs_visit {
	struct account_visit base;
	struct units_choice choice;
	bool past;
};

static struct fairs_visit *visit_create(struct gateway *gateway, struct http_request *request,
					void (*show)(struct account_visit *visit))
{
	struct fairs_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, "");
	visit->base.show = show;
	visit->base.back = "/cua-toi/su-kien/";
	visit->past = *request_asked(request, "past") != '\0';
	return visit;
}

static void respond_none(const struct account_visit *visit)
{
	trade_respond_none(visit, "Sự kiện", "Events",
			   "Sự kiện do xã và cơ quan OCOP tổ chức; chủ thể đăng ký tham gia.",
			   "Events are held by communes and OCOP agencies; producers apply.");
}

/* --- the list */

static void write_fair(struct page *page, const Ocop__Market__V1__Fair *fair)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, fair->content->name);
	html_open(html, "p", HTML_END);
	page_state(page, fair_look(page, fair));
	html_format(html, " %s", fair_days_words(page, fair->content));
	html_close(html, "p");
	page_name(page, "p", NULL, fair_place_words(page->arena, fair));
	html_open(html, "p", "class", "hint", HTML_END);
	html_format(html, "%s · %u %s", fair_kind_words(page->language, fair->content->kind),
		    fair->exhibitor_count,
		    page_says(page, "chủ thể tham gia", "producers take part"));
	html_close(html, "p");
	html_open(html, "p", "class", "ways", HTML_END);
	page_button(page, arena_printf(page->arena, "/cua-toi/su-kien/%s", fair->fair_id), "Mở",
		    "Open");
	page_button(page, arena_printf(page->arena, "/su-kien/%s", fair->fair_id), "Xem trang",
		    "See the page");
	html_close(html, "p");
	html_close(html, "li");
}

static void write_ways(struct page *page, const struct fairs_visit *visit)
{
	html_open(&page->html, "p", "class", "ways", HTML_END);
	if (account_has_role(visit->base.account, TRADE_OFFICES))
		page_button(page, "/cua-toi/su-kien/them", "Thêm sự kiện", "Add an event");
	if (visit->past)
		page_button(page, "/cua-toi/su-kien", "Sắp tới", "To come");
	else
		page_button(page, "/cua-toi/su-kien?past=1", "Đã qua", "Over");
	html_close(&page->html, "p");
}

static void on_fairs(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	const struct fairs_visit *visit = context;
	const Ocop__Market__V1__ListFairsReply *found =
		(const Ocop__Market__V1__ListFairsReply *)reply;
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	account_page_begin(&page, visit->base.gateway, visit->base.request, "Sự kiện", "Events");
	write_ways(&page, visit);
	if (found->n_fairs == 0)
		page_element(&page, "p", "lead", "Chưa có sự kiện nào.", "There is no event yet.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_fairs; i++)
		write_fair(&page, found->fairs[i]);
	html_close(&page.html, "ul");
	write_more(&page, visit->past ? "/cua-toi/su-kien?past=1" : "/cua-toi/su-kien",
		   found->next);
	account_page_end(&page, 200);
}

static void show_list(struct account_visit *base)
{
	const struct fairs_visit *visit = (const struct fairs_visit *)base;
	struct arena *arena = base->request->arena;
	const char *unit = account_unit_of(base->account, TRADE_OFFICES);
	Ocop__Market__V1__ListFairs *query = arena_alloc(arena, sizeof(*query));

	if (*unit == '\0' && !account_has_role(base->account, ALLOW(PRODUCER))) {
		respond_none(base);
		return;
	}
	ocop__market__v1__list_fairs__init(query);
	query->unit = arena_strdup(arena, unit); /* a producer's are everywhere */
	query->past = visit->past;
	query->cursor = arena_strdup(arena, request_asked(base->request, "cursor"));
	query->limit = FAIRS_A_PAGE;
	account_ask(base->gateway, base->request, &query->base, on_fairs, base);
}

void page_own_fairs(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	(void)values;
	visit_show(&visit_create(gateway, request, show_list)->base);
}

/* --- one more */

static void respond_new(struct fairs_visit *visit)
{
	static const struct form_field unit = {.name = "unitCode", .vi = "Của", .en = "Of"};
	const struct form form = visit_form(&visit->base, NEW);
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Thêm sự kiện",
			   "Add an event");
	form_begin(&page, &form, "/cua-toi/su-kien/them", 0);
	units_choice_write(&page, &form, &visit->choice, &unit, true);
	fair_form_write(&page, &form, NULL);
	form_end(&page, "Ghi sự kiện", "Record it");
	account_page_end(&page, form_status(&form));
}

static void on_units(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct fairs_visit *visit = context;

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
	struct fairs_visit *visit = (struct fairs_visit *)base;

	visit->choice.unit = account_unit_of(base->account, TRADE_OFFICES);
	if (*visit->choice.unit == '\0')
		respond_none(base);
	else if (!units_choice_ask(base, &visit->choice, on_units))
		respond_new(visit);
}

void page_new_fair(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)route; /* as above */
	(void)values;
	visit_show(&visit_create(gateway, request, show_new)->base);
}

void page_new_fair_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	struct fairs_visit *visit = visit_create(gateway, request, show_new);

	(void)route; /* as above */
	(void)values;
	if (visit_read(&visit->base, NEW))
		visit_command(&visit->base, &ocop__market__v1__record_fair__descriptor, NULL);
}
