/* market.c - "/": search and filters, listings as cards, counts that narrow */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/rulebook/rulebook.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/pages/market/market_view.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/product/sections.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Whole rows of two and three; a page of them, with long names and all counts, stays under 60 kB.
 */
enum { CARDS_A_PAGE = 12 };

static bool is_filtered(const struct market_view *view)
{
	for (size_t i = 0; i < VIEW_PARAMETERS; i++) {
		if (*view->values[i])
			return true;
	}
	return false;
}

static void write_option(struct page *page, const char *value, const char *chosen, const char *text)
{
	html_open(&page->html, "option", "value", value, "selected",
		  strcmp(value, chosen) == 0 ? "" : NULL, HTML_END);
	html_text(&page->html, text);
	html_close(&page->html, "option");
}

static void write_label(struct page *page, const char *id, const char *vi, const char *en)
{
	html_open(&page->html, "label", "for", id, HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "label");
}

static void write_sectors(struct page *page, const char *chosen)
{
	static const char *const codes[] = {"I", "II", "III", "IV", "V", "VI"};

	html_open(&page->html, "div", "class", "field", HTML_END);
	write_label(page, "sector", "Nhóm sản phẩm", "Sector");
	html_open(&page->html, "select", "id", "sector", "name", "sector", HTML_END);
	write_option(page, "", chosen, page_says(page, "Mọi nhóm", "All sectors"));
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		const char *name = page_sector_name(page, codes[i]);

		if (*name)
			write_option(page, codes[i], chosen, name);
	}
	html_close(&page->html, "select");
	html_close(&page->html, "div");
}

static void write_star_filter(struct page *page, const char *chosen)
{
	html_open(&page->html, "div", "class", "field", HTML_END);
	write_label(page, "star", "Hạng sao", "Stars");
	html_open(&page->html, "select", "id", "star", "name", "star", HTML_END);
	write_option(page, "", chosen, page_says(page, "Mọi hạng", "Any"));
	write_option(page, "5", chosen, page_says(page, "5 sao", "5 stars"));
	write_option(page, "4", chosen, page_says(page, "4 sao", "4 stars"));
	write_option(page, "3", chosen, page_says(page, "3 sao", "3 stars"));
	html_close(&page->html, "select");
	html_close(&page->html, "div");
}

static void write_filters(struct page *page, const struct market_view *view)
{
	struct html *html = &page->html;

	html_open(html, "div", "class", "filters", HTML_END);
	write_sectors(page, view->values[VIEW_SECTOR]);
	write_star_filter(page, view->values[VIEW_STAR]);
	html_open(html, "div", "class", "field", HTML_END);
	write_label(page, "unit", "Xã, huyện cũ, tỉnh", "Place, new or old");
	html_void(html, "input", "id", "unit", "name", "unit", "value", view->unit_name,
		  "placeholder", page_says(page, "Ví dụ: Na Rì", "For example: Na Ri"),
		  "autocomplete", "off", "maxlength", "100", HTML_END);
	html_close(html, "div");
	html_open(html, "div", "class", "field check", HTML_END);
	html_void(html, "input", "type", "checkbox", "id", "valid", "name", "valid", "value", "1",
		  "checked", *view->values[VIEW_VALID] ? "" : NULL, HTML_END);
	write_label(page, "valid", "Chỉ sản phẩm còn hiệu lực", "Valid certificates only");
	html_close(html, "div");
	html_close(html, "div");
}

/* Filters that only links set stay when the form is sent. */
static void write_kept(struct page *page, const struct market_view *view,
		       enum view_parameter parameter)
{
	if (*view->values[parameter])
		html_void(&page->html, "input", "type", "hidden", "name",
			  view_parameter_name(parameter), "value", view->values[parameter],
			  HTML_END);
}

static void write_search(struct page *page, const struct market_view *view)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action", "/", "method", "get", "role", "search",
		  HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	write_kept(page, view, VIEW_SET);
	write_kept(page, view, VIEW_PRICE);
	write_kept(page, view, VIEW_MONTH);
	write_kept(page, view, VIEW_POTENTIAL);
	html_open(html, "label", "for", "q", "class", "hidden", HTML_END);
	html_text(html, page_says(page, "Tìm sản phẩm, chủ thể hoặc nơi làm ra",
				  "Search product, producer or place"));
	html_close(html, "label");
	html_open(html, "div", "class", "bar", HTML_END);
	html_void(html, "input", "type", "search", "id", "q", "name", "q", "value",
		  view->values[VIEW_Q], "placeholder",
		  page_says(page, "Tìm miến dong, chè, mật ong…", "Search noodles, tea, honey…"),
		  "maxlength", "100", HTML_END);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Tìm", "Search"));
	html_close(html, "button");
	html_close(html, "div");
	write_filters(page, view);
	html_close(html, "form");
}

/* Who searches wants to see what was found; the welcome is for who has just come. */
static void write_hero(struct page *page, const struct market_view *view)
{
	bool filtered = is_filtered(view);

	html_open(&page->html, "section", "class", filtered ? "hero searched" : "hero", HTML_END);
	html_open(&page->html, "div", "class", "wrap", HTML_END);
	if (!filtered) {
		page_element(page, "h1", NULL, "Đặc sản của từng xã, có sao làm chứng",
			     "The best of every commune, with stars to prove it");
		page_element(page, "p", "lead",
			     "Tìm sản phẩm OCOP theo tên, nơi làm ra, hạng sao. Gõ không dấu "
			     "cũng được; tên xã, huyện cũ vẫn tìm thấy.",
			     "Find OCOP products by name, place or stars. Accents are not needed, "
			     "and former communes and districts are found too.");
	}
	write_search(page, view);
	html_close(&page->html, "div");
	html_close(&page->html, "section");
}

static void write_place(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	bool known = *listing->province_name != '\0';
	const char *former = page_former_place(page, listing);

	if (!known && !*former)
		return;
	html_open(&page->html, "p", "class", "place", HTML_END);
	page_icon(page, "#i-place", NULL);
	html_open(&page->html, "span", HTML_END);
	if (known)
		page_name(page, "span", NULL, page_place(page, listing));
	if (*former) {
		html_open(&page->html, "small", HTML_END);
		html_text(&page->html, page_says(page, "Địa danh cũ: ", "Formerly: "));
		page_name(page, "span", NULL, former);
		html_close(&page->html, "small");
	}
	html_close(&page->html, "span");
	html_close(&page->html, "p");
}

static void write_badge(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *until = page_date(page, *listing->extended_until ? listing->extended_until
								     : listing->valid_until);

	html_open(&page->html, "p", "class", "badge", HTML_END);
	page_stars(page, listing->stars);
	page_state(page, listing->potential ? look_of_potential() : look_of_badge(listing->badge));
	if (listing->badge == OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID && *until) {
		html_open(&page->html, "small", HTML_END);
		html_format(&page->html, "%s %s", page_says(page, "đến", "until"), until);
		html_close(&page->html, "small");
	}
	html_close(&page->html, "p");
}

static void write_tile(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *set = page_set_name(page, listing->rulebook_code, listing->set_no);

	html_open(&page->html, "div", "class",
		  arena_printf(page->arena, "tile tile-%s", listing->sector_code), HTML_END);
	if (*set)
		html_element(&page->html, "p", "set", set);
	page_icon(page, icon_of_sector(listing->sector_code), "drawing");
	if (listing->imported)
		page_demonstration_mark(page);
	html_close(&page->html, "div");
}

/* Of the lowest of its sizes, where the producer names one that holds today. */
static void write_price(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	if (listing->price_dong == 0)
		return;
	html_open(&page->html, "p", "class", "price-from", HTML_END);
	html_format(&page->html, "%s %s", page_says(page, "Giá từ", "From"),
		    product_price(page, listing->price_dong));
	html_close(&page->html, "p");
}

static void write_card(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	struct html *html = &page->html;
	const char *slug = percent_encode(page->arena, listing->slug);

	html_open(html, "li", "class", "card", HTML_END);
	write_tile(page, listing);
	html_open(html, "div", "class", "body", HTML_END);
	html_open(html, "h2", HTML_END);
	html_open(html, "a", "href",
		  page_link(page, arena_printf(page->arena, "/san-pham/%s", slug)), HTML_END);
	page_name(page, "span", NULL, listing->product_name);
	html_close(html, "a");
	html_close(html, "h2");
	page_name(page, "p", "producer", listing->producer_name);
	write_place(page, listing);
	write_badge(page, listing);
	write_price(page, listing);
	html_close(html, "div");
	html_close(html, "li");
}

static void write_empty(struct page *page)
{
	html_open(&page->html, "div", "class", "empty", HTML_END);
	page_icon(page, "#i-seed", "drawing");
	page_element(page, "h2", NULL, "Chưa có sản phẩm nào như vậy", "No product like that yet");
	page_element(
		page, "p", NULL, "Thử ít từ hơn, bỏ bớt bộ lọc, hoặc tìm theo tên xã hay huyện cũ.",
		"Try fewer words, fewer filters, or the name of a former commune or district.");
	page_button(page, "/", "Xem tất cả sản phẩm", "See all products");
	html_close(&page->html, "div");
}

/* This search with another place in the list. */
static const char *page_of_list(const struct page *page, const struct market_view *view,
				const char *cursor)
{
	return view_link(page, view, VIEW_Q, view->values[VIEW_Q], cursor);
}

static void write_paging(struct page *page, const struct market_view *view, const char *next)
{
	if (!*view->cursor && !*next)
		return;
	html_open(&page->html, "nav", "class", "paging", "aria-label",
		  page_says(page, "Các trang", "Pages"), HTML_END);
	if (*view->cursor) {
		html_open(&page->html, "a", "class", "button quiet", "href",
			  page_of_list(page, view, ""), HTML_END);
		html_text(&page->html, page_says(page, "Về trang đầu", "First page"));
		html_close(&page->html, "a");
	}
	if (*next) {
		html_open(&page->html, "a", "class", "button", "rel", "next", "href",
			  page_of_list(page, view, next), HTML_END);
		html_text(&page->html, page_says(page, "Xem tiếp", "More products"));
		html_close(&page->html, "a");
	}
	html_close(&page->html, "nav");
}

/* What was found instead is said before it is shown. */
static void write_instead(struct page *page, const struct market_view *view, const char *instead)
{
	html_open(&page->html, "h1", HTML_END);
	html_format(&page->html, "%s “%s”", page_says(page, "Kết quả cho", "Results for"), instead);
	html_close(&page->html, "h1");
	html_open(&page->html, "p", "class", "instead", HTML_END);
	html_format(&page->html, "%s “%s”.",
		    page_says(page, "Không có kết quả cho", "Nothing was found for"),
		    view->values[VIEW_Q]);
	html_close(&page->html, "p");
}

static void write_heading(struct page *page, const struct market_view *view,
			  const Ocop__Market__V1__SearchListingsReply *found)
{
	const char *q = view->values[VIEW_Q];

	if (!is_filtered(view)) {
		page_element(page, "h2", NULL, "Sản phẩm", "Products");
		return;
	}
	if (*found->searched_instead) {
		write_instead(page, view, found->searched_instead);
		return;
	}
	html_open(&page->html, "h1", HTML_END);
	html_text(&page->html, page_says(page, "Kết quả tìm", "Search results"));
	if (*q)
		html_format(&page->html, " “%s”", q);
	html_close(&page->html, "h1");
}

/* How many there are, and how fresh that is. */
static void write_count(struct page *page, const Ocop__Market__V1__SearchListingsReply *found)
{
	struct html *html = &page->html;

	html_open(html, "small", HTML_END);
	html_format(html, "%llu %s", (unsigned long long)found->total,
		    page_says(page, "sản phẩm", "products"));
	if (found->as_of)
		html_format(html, " · %s %s", page_says(page, "Theo sổ gốc lúc", "Register as of"),
			    page_moment(page, found->as_of->seconds * 1000000));
	html_close(html, "small");
}

static void write_cards(struct page *page, const Ocop__Market__V1__SearchListingsReply *found)
{
	if (found->n_listings == 0) {
		write_empty(page);
		return;
	}
	html_open(&page->html, "ul", "class", "cards", HTML_END);
	for (size_t i = 0; i < found->n_listings; i++)
		write_card(page, found->listings[i]);
	html_close(&page->html, "ul");
}

/* Who comes by phone sees products first and finds the filters below them. */
static void write_results(struct page *page, const struct market_view *view,
			  const Ocop__Market__V1__SearchListingsReply *found)
{
	struct html *html = &page->html;

	html_open(html, "section", "class", "wrap found", HTML_END);
	html_open(html, "div", "class", "listed", HTML_END);
	html_open(html, "div", "class", "results", HTML_END);
	write_heading(page, view, found);
	write_count(page, found);
	html_close(html, "div");
	page_as_of(page, found->silent_since);
	view_write_chosen(page, view);
	if (found->n_facets > 0) {
		html_open(html, "p", "class", "to-facets", HTML_END);
		html_open(html, "a", "href", "#facets", HTML_END);
		html_text(html, page_says(page, "Thu hẹp kết quả ↓", "Narrow the results ↓"));
		html_close(html, "a");
		html_close(html, "p");
	}
	write_cards(page, found);
	write_paging(page, view, found->next);
	html_close(html, "div");
	view_write_facets(page, view, found);
	html_close(html, "section");
}

static void on_found(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct market_view *view = context;
	const Ocop__Market__V1__SearchListingsReply *found = NULL;
	struct page page;
	enum language language = language_of(view->request);

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		found = (const Ocop__Market__V1__SearchListingsReply *)message_unpack(
			&ocop__market__v1__search_listings_reply__descriptor, reply->body.data,
			reply->body.len, view->request->arena, NULL);
	if (!found) {
		page_refused(view->gateway, view->request, reply);
		return;
	}
	view->unit_name = view_unit_name(view, found);
	page_begin(&page, view->gateway, view->request, SECTION_MARKET,
		   in_language(language, "Chợ OCOP", "OCOP market"),
		   in_language(language,
			       "Tìm sản phẩm OCOP theo tên, nơi làm ra và hạng sao còn hiệu lực.",
			       "Find OCOP products by name, place and valid stars."));
	write_hero(&page, view);
	write_results(&page, view, found);
	page_run_suggestions(&page);
	page_end(&page, 200);
}

static uint32_t number(const struct market_view *view, enum view_parameter parameter)
{
	return (uint32_t)strtoul(view->values[parameter], NULL, 10);
}

void page_market(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	struct market_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Market__V1__SearchListings search = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &search.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	*view = (struct market_view){
		.gateway = gateway, .request = request, .cursor = request_asked(request, "cursor")};
	for (enum view_parameter i = 0; i < VIEW_PARAMETERS; i++)
		view->values[i] = request_asked(request, view_parameter_name(i));
	search.q = arena_strdup(request->arena, view->values[VIEW_Q]);
	search.sector = arena_strdup(request->arena, view->values[VIEW_SECTOR]);
	search.unit = arena_strdup(request->arena, view->values[VIEW_UNIT]);
	search.cursor = arena_strdup(request->arena, view->cursor);
	search.star = number(view, VIEW_STAR);
	search.set_no = number(view, VIEW_SET);
	search.price_band = number(view, VIEW_PRICE);
	search.month = number(view, VIEW_MONTH);
	search.valid_only = *view->values[VIEW_VALID] != '\0';
	search.potential_only = *view->values[VIEW_POTENTIAL] != '\0';
	search.facets = true;
	search.limit = CARDS_A_PAGE;
	backends_ask(gateway->backends, &call, on_found, view);
}
