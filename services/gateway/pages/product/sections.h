/* sections.h - what a product's page has below its certificate, part by part
 *
 * Each part is a function in a file of its own and a row of the table in sections.c; a part that
 * has nothing to say writes nothing. What a part needs besides the listing is asked by a row of
 * `product_questions`, before the page is written.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "gateway/pages/layout.h"
#include "ocop/market/v1/queries.pb-c.h"

/* What is asked besides the listing. */
enum product_question { PRODUCT_MAP, PRODUCT_SHOPS, PRODUCT_MARKETS, PRODUCT_QUESTIONS };

/* The answers, each NULL when nothing was asked or nobody answered: the page does without. */
struct product_answers {
	const ProtobufCMessage *items[PRODUCT_QUESTIONS];
};

/* Makes the question, in the arena; NULL when there is nothing to ask. */
typedef ProtobufCMessage *product_ask_fn(struct arena *arena,
					 const Ocop__Market__V1__Listing *listing);
extern product_ask_fn *const product_questions[PRODUCT_QUESTIONS];

/* Writes a part. */
typedef void product_section_fn(struct page *page, const Ocop__Market__V1__Listing *listing,
				const struct product_answers *answers);

product_section_fn product_photos;
product_section_fn product_words;        /* description and story */
product_section_fn product_prices;       /* sizes, each with the price that holds today */
product_section_fn product_season;       /* in which months, and whether it can be had now */
product_section_fn product_offers;       /* where to buy, and the way to ask */
product_section_fn product_certificates; /* of other kinds */
product_section_fn product_place;        /* on a map of the province */

/* All of them, in their order on the page. */
void product_sections(struct page *page, const Ocop__Market__V1__Listing *listing,
		      const struct product_answers *answers);

/* What the map's part asks. */
product_ask_fn product_ask_map;

/* "65.000 đ", in the arena. */
const char *product_price(const struct page *page, uint64_t price_dong);

/* "Còn hàng"; "" when the producer does not say. */
const char *product_availability(const struct page *page,
				 Ocop__Market__V1__Availability availability);

/* "VietGAP", "HACCP": what another certificate is called. */
const char *product_certificate_name(const struct page *page,
				     Ocop__Registration__V1__HeldCertificateKind kind);
