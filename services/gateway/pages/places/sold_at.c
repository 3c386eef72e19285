/* sold_at.c - "Bán tại": the shops that carry a product, for the product's page */
#include "gateway/pages/places/sold_at.h"

#include "common/base/arena.h"
#include "gateway/pages/places/place_words.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

/* A page has room for these; the market's page of shops has all. */
enum { SHOPS_SHOWN = 8 };

ProtobufCMessage *product_ask_shops(struct arena *arena, const Ocop__Market__V1__Listing *listing)
{
	Ocop__Market__V1__ListPointsOfSale *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_points_of_sale__init(query);
	query->listing_id = listing->listing_id;
	query->limit = SHOPS_SHOWN;
	return &query->base;
}

static void write_shop(struct page *page, const Ocop__Market__V1__PointOfSale *point)
{
	struct html *html = &page->html;
	const char *path = arena_printf(page->arena, "/diem-ban/%s", point->point_of_sale_id);

	html_open(html, "li", HTML_END);
	html_open(html, "a", "href", page_link(page, path), HTML_END);
	page_name(page, "span", NULL, point->content->name);
	html_close(html, "a");
	page_name(
		page, "p", "producer",
		arena_printf(page->arena, "%s, %s", point->content->address, point->commune_name));
	write_opening(page, point->opening);
	html_close(html, "li");
}

void product_sold_at(struct page *page, const Ocop__Market__V1__Listing *listing,
		     const struct product_answers *answers)
{
	const Ocop__Market__V1__ListPointsOfSaleReply *found =
		(const Ocop__Market__V1__ListPointsOfSaleReply *)answers->items[PRODUCT_SHOPS];

	(void)listing; /* the shops are the answer's */
	if (!found || found->n_points == 0)
		return;
	page_element(page, "h2", NULL, "Bán tại", "Sold at");
	html_open(&page->html, "ul", "class", "sold-at", HTML_END);
	for (size_t i = 0; i < found->n_points; i++)
		write_shop(page, found->points[i]);
	html_close(&page->html, "ul");
}
