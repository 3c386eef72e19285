/* offer_data.c - what a product costs and where, as linked data: schema.org Offer */
#include "gateway/pages/machines/offer_data.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/gateway.h"

#define SCHEMA      "https://schema.org/"
#define STOCK(name) OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_##name

/* One offer before it is written; texts may be "". */
struct offer {
	uint64_t price_dong;
	const char *until, *name, *gtin, *url, *seller;
};

/* The months of the season count by today's in Vietnam; without a season it is always there. */
static const char *season_availability(const struct page *page,
				       const Ocop__Market__V1__Listing *listing)
{
	char today[DATE_TEXT_SIZE];
	uint32_t month;

	date_print(date_of_us(clock_now_us(&page->gateway->clock)), today);
	month = (uint32_t)strtoul(today + strlen("YYYY-"), NULL, 10);
	for (size_t i = 0; i < listing->n_season_months; i++) {
		if (listing->season_months[i] == month)
			return SCHEMA "InStock";
	}
	return listing->n_season_months == 0 ? SCHEMA "InStock" : SCHEMA "OutOfStock";
}

/* The producer's word; where he says nothing, the season. */
static const char *availability_of(const struct page *page,
				   const Ocop__Market__V1__Listing *listing)
{
	switch (listing->availability) {
	case STOCK(IN_STOCK):
		return SCHEMA "InStock";
	case STOCK(ON_ORDER):
		return SCHEMA "MadeToOrder";
	case STOCK(OUT_OF_STOCK):
		return SCHEMA "OutOfStock";
	case STOCK(UNSPECIFIED):
	case _OCOP__MARKET__V1__AVAILABILITY_IS_INT_SIZE:
		break;
	}
	return season_availability(page, listing);
}

static void set_text(json_t *data, const char *name, const char *text)
{
	if (*text)
		(void)json_object_set_new(data, name, json_string(text));
}

static void append(const struct page *page, const Ocop__Market__V1__Listing *listing,
		   const struct offer *offer, json_t *offers)
{
	json_t *data = json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s}}", "@type", "Offer", "priceCurrency", "VND",
		"price", arena_printf(page->arena, "%llu", (unsigned long long)offer->price_dong),
		"availability", availability_of(page, listing), "url", offer->url, "seller",
		"@type", "Organization", "name", offer->seller);

	set_text(data, "name", offer->name);
	set_text(data, "gtin14", offer->gtin);
	set_text(data, "priceValidUntil", offer->until);
	(void)json_array_append_new(offers, data);
}

/* How long the price of the product itself holds, whatever its size. */
static const char *price_until(const Ocop__Market__V1__Listing *listing)
{
	for (size_t i = 0; i < listing->n_prices; i++) {
		const Ocop__Market__V1__ListingPrice *price = listing->prices[i];

		if (price->current && price->price_dong == listing->price_dong)
			return price->valid_until;
	}
	return "";
}

static void append_sizes(const struct page *page, const Ocop__Market__V1__Listing *listing,
			 const char *link, json_t *offers)
{
	for (size_t i = 0; i < listing->n_sizes; i++) {
		const Ocop__Market__V1__ListingSize *size = listing->sizes[i];
		const char *name = arena_printf(page->arena, "%s%s%s", size->name,
						*size->packaging ? ", " : "", size->packaging);
		const struct offer offer = {
			size->price_dong,      size->price_until, name, size->gtin, link,
			listing->producer_name};

		if (size->price_dong > 0)
			append(page, listing, &offer, offers);
	}
}

/* A price in quantity is no price of a pack. */
static void append_shops(const struct page *page, const Ocop__Market__V1__Listing *listing,
			 json_t *offers)
{
	for (size_t i = 0; i < listing->n_offers; i++) {
		const Ocop__Market__V1__OfferContent *content = listing->offers[i]->content;
		struct offer offer = {.gtin = ""};

		if (!content || content->price_dong == 0 || !*content->url ||
		    content->kind == OCOP__MARKET__V1__OFFER_KIND__OFFER_KIND_WHOLESALE)
			continue;
		offer.price_dong = content->price_dong;
		offer.until = content->valid_until;
		offer.name = content->variant;
		offer.url = content->url;
		offer.seller = content->kind == OCOP__MARKET__V1__OFFER_KIND__OFFER_KIND_OWN_SHOP
				       ? listing->producer_name
				       : content->name;
		append(page, listing, &offer, offers);
	}
}

json_t *offers_data(const struct page *page, const Ocop__Market__V1__Listing *listing,
		    const char *link)
{
	const struct offer of_product = {listing->price_dong,   price_until(listing), "", "", link,
					 listing->producer_name};
	json_t *offers = json_array();

	append_sizes(page, listing, link, offers);
	if (json_array_size(offers) == 0 && listing->price_dong > 0)
		append(page, listing, &of_product, offers);
	append_shops(page, listing, offers);
	if (json_array_size(offers) > 0)
		return offers;
	json_decref(offers);
	return NULL;
}
