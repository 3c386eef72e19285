/* carried.c - what a shop carries, on the page of who looks after it: found, added, ended
 *
 * A product is looked for by its words and chosen out of what was found; one that is carried is
 * chosen by the link beside it. So the page has one form for both.
 */
#include "gateway/pages/trade/carried.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/places/place_words.h"

static void write_days(struct page *page, const Ocop__Market__V1__CarriedListing *carried)
{
	html_open(&page->html, "p", "class", "hint", HTML_END);
	if (*carried->since)
		html_format(&page->html, "%s %s ", page_says(page, "Từ", "From"),
			    page_date(page, carried->since));
	if (*carried->until)
		html_format(&page->html, "%s %s", page_says(page, "đến hết", "until"),
			    page_date(page, carried->until));
	else
		html_text(&page->html, page_says(page, "đang bày bán", "until further notice"));
	html_close(&page->html, "p");
}

static void write_carried(struct page *page, const char *path,
			  const Ocop__Market__V1__CarriedListing *carried)
{
	const Ocop__Market__V1__Listing *listing = carried->listing;

	if (!listing)
		return; /* no longer in the market */
	html_open(&page->html, "li", HTML_END);
	page_name(page, "h3", NULL, listing->product_name);
	page_name(page, "p", "producer", listing->producer_name);
	write_days(page, carried);
	page_button(page,
		    arena_printf(page->arena, "%s?listing=%s#bay-ban", path, listing->listing_id),
		    "Đổi ngày", "Change the days");
	html_close(&page->html, "li");
}

static void write_search(struct page *page, const char *path, const struct carried_search *search)
{
	struct html *html = &page->html;

	html_open(html, "form", "class", "search", "action",
		  arena_printf(page->arena, "%s#bay-ban", path), "method", "get", HTML_END);
	if (page->language == LANGUAGE_EN)
		html_void(html, "input", "type", "hidden", "name", "lang", "value", "en", HTML_END);
	html_open(html, "label", "for", "q", HTML_END);
	html_text(html, page_says(page, "Tìm sản phẩm để bày bán", "Find a product to carry"));
	html_close(html, "label");
	html_open(html, "div", "class", "bar", HTML_END);
	html_void(html, "input", "type", "search", "id", "q", "name", "q", "value", search->words,
		  "maxlength", "100", HTML_END);
	html_open(html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(html, page_says(page, "Tìm", "Search"));
	html_close(html, "button");
	html_close(html, "div");
	html_close(html, "form");
}

static void write_choice(struct page *page, const struct form *form,
			 const Ocop__Market__V1__Listing *listing, bool chosen)
{
	form_choice(page, form, "radio", "listingId", listing->listing_id, chosen,
		    arena_printf(page->arena, "%s · %s", listing->product_name,
				 listing->producer_name));
}

/* The one that is carried and whose days are to be changed; NULL for none. */
static const Ocop__Market__V1__CarriedListing *chosen_of(const Ocop__Market__V1__PointOfSale *point,
							 const char *listing_id)
{
	for (size_t i = 0; i < point->n_carried; i++) {
		const Ocop__Market__V1__CarriedListing *carried = point->carried[i];

		if (carried->listing && strcmp(carried->listing->listing_id, listing_id) == 0)
			return carried;
	}
	return NULL;
}

static void write_form(struct page *page, const struct form *form, const char *path,
		       const Ocop__Market__V1__CarriedListing *changed,
		       const struct carried_search *search)
{
	static const struct form_field since = {
		.name = "since", .vi = "Từ ngày", .en = "From", .type = "date"};
	static const struct form_field until = {.name = "until",
						.vi = "Đến hết ngày (để trống: chưa biết)",
						.en = "Until (empty: until further notice)",
						.type = "date"};
	char today[DATE_TEXT_SIZE];

	date_print(date_of_us(clock_now_us(&page->gateway->clock)), today);
	form_begin(page, form, arena_printf(page->arena, "%s/bay-ban", path), 0);
	form_hidden(page, "_words", search->words);
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Sản phẩm", "Product");
	if (changed)
		write_choice(page, form, changed->listing, true);
	for (size_t i = 0; search->found && i < search->found->n_listings; i++)
		write_choice(page, form, search->found->listings[i], false);
	form_fault(page, form, "listingId");
	html_close(&page->html, "fieldset");
	form_field(page, form, &since, changed ? changed->since : today);
	form_field(page, form, &until, changed ? changed->until : "");
	form_end(page, "Ghi", "Record");
}

void carried_write(struct page *page, const struct form *form, const char *path,
		   const Ocop__Market__V1__PointOfSale *point, const struct carried_search *search)
{
	const Ocop__Market__V1__CarriedListing *changed = chosen_of(point, search->listing_id);
	bool any = changed || (search->found && search->found->n_listings > 0);

	html_open(&page->html, "h2", "id", "bay-ban", HTML_END);
	html_text(&page->html, page_says(page, "Sản phẩm bày bán", "What it carries"));
	html_close(&page->html, "h2");
	if (point->n_carried == 0)
		page_element(page, "p", "hint", "Chưa ghi sản phẩm nào.", "Nothing is recorded.");
	html_open(&page->html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < point->n_carried; i++)
		write_carried(page, path, point->carried[i]);
	html_close(&page->html, "ul");
	write_more(page, path, point->next);
	write_search(page, path, search);
	if (any)
		write_form(page, form, path, changed, search);
	else if (search->found)
		page_element(page, "p", "lead", "Không tìm thấy sản phẩm nào như vậy.",
			     "There is no such product.");
}
