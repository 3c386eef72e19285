/* prices.c - the sizes of a product, each with the price that holds today
 *
 * A price that has ended or has not begun is not shown: nobody could buy at it.
 */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/pages/product/sections.h"

const char *product_price(const struct page *page, uint64_t price_dong)
{
	char *digits = arena_printf(page->arena, "%llu", (unsigned long long)price_dong);
	size_t length = strlen(digits);
	char *grouped = arena_alloc(page->arena, 2 * length + 1);
	size_t end = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			grouped[end++] = page->language == LANGUAGE_EN ? ',' : '.';
		grouped[end++] = digits[i];
	}
	grouped[end] = '\0';
	return arena_printf(page->arena, "%s đ", grouped);
}

static void write_until(struct page *page, const char *until)
{
	if (!*until)
		return;
	html_open(&page->html, "small", HTML_END);
	html_format(&page->html, " %s %s", page_says(page, "đến hết", "until"),
		    page_date(page, until));
	html_close(&page->html, "small");
}

static void write_price(struct page *page, uint64_t price_dong, const char *until)
{
	html_element(&page->html, "b", NULL, product_price(page, price_dong));
	write_until(page, until);
}

/* Of the product, whatever its size. */
static const Ocop__Market__V1__ListingPrice *general_price(const Ocop__Market__V1__Listing *listing)
{
	for (size_t i = 0; i < listing->n_prices; i++) {
		if (listing->prices[i]->current && !*listing->prices[i]->size)
			return listing->prices[i];
	}
	return NULL;
}

static void write_size(struct page *page, const Ocop__Market__V1__ListingSize *size)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "span", HTML_END);
	page_name(page, "span", NULL, size->name);
	if (*size->packaging && strcmp(size->packaging, size->name) != 0)
		page_name(page, "small", NULL, size->packaging);
	html_close(html, "span");
	if (size->price_dong > 0) {
		html_open(html, "span", HTML_END);
		write_price(page, size->price_dong, size->price_until);
		html_close(html, "span");
	}
	html_close(html, "li");
}

void product_prices(struct page *page, const Ocop__Market__V1__Listing *listing,
		    const struct product_answers *answers)
{
	const Ocop__Market__V1__ListingPrice *general = general_price(listing);

	(void)answers; /* the listing says all */
	if (!general && listing->n_sizes == 0)
		return;
	page_element(page, "h2", NULL, "Quy cách và giá", "Sizes and prices");
	if (general) {
		html_open(&page->html, "p", "class", "price", HTML_END);
		write_price(page, general->price_dong, general->valid_until);
		html_close(&page->html, "p");
	}
	if (listing->n_sizes == 0)
		return;
	html_open(&page->html, "ul", "class", "sizes", HTML_END);
	for (size_t i = 0; i < listing->n_sizes; i++)
		write_size(page, listing->sizes[i]);
	html_close(&page->html, "ul");
}
