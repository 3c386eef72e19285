/* goes_to.c - "Xuất khẩu tới": the countries that a product goes to, for the product's page */
#include "gateway/pages/places/goes_to.h"

#include "common/base/arena.h"
#include "ocop/market/v1/exports.pb-c.h"

ProtobufCMessage *product_ask_markets(struct arena *arena, const Ocop__Market__V1__Listing *listing)
{
	Ocop__Market__V1__ListExportMarkets *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__list_export_markets__init(query);
	query->listing_id = listing->listing_id;
	return &query->base;
}

static const char *years(const struct page *page, const Ocop__Market__V1__ExportMarket *market)
{
	if (market->first_year == market->last_year)
		return arena_printf(page->arena, "%u", market->first_year);
	return arena_printf(page->arena, "%u–%u", market->first_year, market->last_year);
}

void product_goes_to(struct page *page, const Ocop__Market__V1__Listing *listing,
		     const struct product_answers *answers)
{
	const Ocop__Market__V1__ListExportMarketsReply *found =
		(const Ocop__Market__V1__ListExportMarketsReply *)answers->items[PRODUCT_MARKETS];

	(void)listing; /* the countries are the answer's */
	if (!found || found->n_markets == 0)
		return;
	page_element(page, "h2", NULL, "Xuất khẩu tới", "Exported to");
	html_open(&page->html, "ul", "class", "goes-to", HTML_END);
	for (size_t i = 0; i < found->n_markets; i++) {
		const Ocop__Market__V1__ExportMarket *market = found->markets[i];

		html_open(&page->html, "li", HTML_END);
		html_format(&page->html, "%s (%s)",
			    page_says(page, market->country_name_vi, market->country_name_en),
			    years(page, market));
		html_close(&page->html, "li");
	}
	html_close(&page->html, "ul");
	page_element(page, "p", "hint",
		     "Theo bản ghi của chủ thể đã được cơ quan tham mưu OCOP xác nhận.",
		     "As the producer recorded it and the OCOP agency confirmed it.");
}
