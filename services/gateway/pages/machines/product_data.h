/* product_data.h - a product as linked data: schema.org Product with Offer and Certification
 *
 * What the page says, for whoever reads no pages: search engines, shops, price comparisons. A
 * certificate is active while it is valid at this look and inactive when it is not; of a
 * recognition that nobody has verified no status is claimed.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "gateway/pages/layout.h"

struct http_request;

/* A new reference. */
json_t *product_data(const struct page *page, const Ocop__Market__V1__Listing *listing);

/* True for whoever accepts linked data and no page. */
bool product_data_is_asked(const struct http_request *request);

/* Answers with it alone: application/ld+json. */
void product_data_respond(struct gateway *gateway, struct http_request *request,
			  const Ocop__Market__V1__Listing *listing);
