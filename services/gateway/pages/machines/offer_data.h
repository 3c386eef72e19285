/* offer_data.h - what a product costs and where, as linked data: schema.org Offer
 */
#pragma once

#include <jansson.h>

#include "gateway/pages/layout.h"

/* The offers that hold today and name a price: the producer's own, by size where sizes have one,
 * and those of shops on the net. A new reference; NULL where nobody names a price. `link` is the
 * product's page. */
json_t *offers_data(const struct page *page, const Ocop__Market__V1__Listing *listing,
		    const char *link);
