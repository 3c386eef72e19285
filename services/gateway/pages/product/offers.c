/* offers.c - "Nơi mua": shops on the net, wholesale, and the way to ask the producer */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/product/sections.h"

typedef Ocop__Market__V1__OfferContent content_message;

/* "từ 50 kg, 65.000 đ/kg"; what is on request is said to be. */
static void write_terms(struct page *page, const content_message *content)
{
	const char *price = content->price_dong
				    ? product_price(page, content->price_dong)
				    : page_says(page, "giá theo thỏa thuận", "price on request");

	html_open(&page->html, "p", "class", "terms", HTML_END);
	if (*content->variant)
		html_format(&page->html, "%s: ", content->variant);
	if (content->minimum_quantity_hundredths)
		html_format(&page->html, page_says(page, "từ %s %s, ", "from %s %s, "),
			    decimal_text(page, content->minimum_quantity_hundredths,
					 DECIMALS_HUNDREDTHS),
			    content->unit);
	html_text(&page->html, price);
	if (content->price_dong && *content->unit)
		html_format(&page->html, "/%s", content->unit);
	html_close(&page->html, "p");
}

static void write_offer(struct page *page, const char *ask_path,
			const Ocop__Market__V1__Offer *offer)
{
	struct html *html = &page->html;
	const content_message *content = offer->content;
	bool is_wholesale = content->kind == OCOP__MARKET__V1__OFFER_KIND__OFFER_KIND_WHOLESALE;

	html_open(html, "li", HTML_END);
	if (*content->url) {
		html_open(html, "a", "href", content->url, "rel", "nofollow noopener noreferrer",
			  HTML_END);
		page_name(page, "span", NULL, content->name);
		html_close(html, "a");
	} else {
		page_name(page, "strong", NULL, content->name);
	}
	if (is_wholesale || content->price_dong)
		write_terms(page, content);
	if (*content->delivery)
		page_name(page, "p", "producer", content->delivery);
	if (*content->notes)
		page_name(page, "p", "producer", content->notes);
	if (*content->valid_until) {
		html_open(html, "p", "class", "hint", HTML_END);
		html_format(html, "%s %s", page_says(page, "Đến hết ngày", "Until"),
			    page_date(page, content->valid_until));
		html_close(html, "p");
	}
	if (is_wholesale) {
		html_open(html, "a", "href",
			  page_link(page, arena_printf(page->arena, "%s?offer=%s", ask_path,
						       offer->offer_id)),
			  HTML_END);
		html_text(html, page_says(page, "Hỏi mua sỉ", "Ask about this"));
		html_close(html, "a");
	}
	html_close(html, "li");
}

/* Nothing is offered or asked of a product whose certificate was revoked. */
void product_offers(struct page *page, const Ocop__Market__V1__Listing *listing,
		    const struct product_answers *answers)
{
	const char *ask_path = arena_printf(page->arena, "/san-pham/%s/hoi-mua",
					    percent_encode(page->arena, listing->slug));

	(void)answers; /* the listing says all */
	if (listing->badge == OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_REVOKED)
		return;
	page_element(page, "h2", NULL, "Nơi mua", "Where to buy");
	if (listing->n_offers > 0) {
		html_open(&page->html, "ul", "class", "sold-at", HTML_END);
		for (size_t i = 0; i < listing->n_offers; i++)
			write_offer(page, ask_path, listing->offers[i]);
		html_close(&page->html, "ul");
	}
	page_button(page, ask_path, "Hỏi mua", "Ask the producer");
}
