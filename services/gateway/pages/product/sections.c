/* sections.c - what a product's page has below its certificate, in its order */
#include "gateway/pages/product/sections.h"

#include "gateway/pages/places/goes_to.h"
#include "gateway/pages/places/sold_at.h"

product_ask_fn *const product_questions[PRODUCT_QUESTIONS] = {
	[PRODUCT_MAP] = product_ask_map,
	[PRODUCT_SHOPS] = product_ask_shops,
	[PRODUCT_MARKETS] = product_ask_markets,
};

static product_section_fn *const sections[] = {
	product_photos,       /* how it looks */
	product_words,        /* what it is */
	product_prices,       /* what it costs */
	product_season,       /* when it can be had */
	product_sold_at,      /* and where */
	product_goes_to,      /* abroad too */
	product_offers,       /* on the net, in quantity, or by asking */
	product_certificates, /* who else vouches for it */
	product_place,        /* where it comes from */
};

void product_sections(struct page *page, const Ocop__Market__V1__Listing *listing,
		      const struct product_answers *answers)
{
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		sections[i](page, listing, answers);
}

static void write_words(struct page *page, const char *vi, const char *en, const char *text)
{
	if (!*text)
		return;
	page_element(page, "h2", NULL, vi, en);
	page_name(page, "p", "words", text);
}

void product_words(struct page *page, const Ocop__Market__V1__Listing *listing,
		   const struct product_answers *answers)
{
	(void)answers; /* the listing says all */
	write_words(page, "Giới thiệu", "About", listing->description);
	write_words(page, "Câu chuyện sản phẩm", "The product's story", listing->story);
}
