/* own_listing.h - listings by whose they are, for those who look after them */
#pragma once

#include <stdint.h>

#include "market/records.h"

/* Begins the listings of a producer, and those of a commune, with a number above that, in the order
 * of their numbers; "" for neither. Merged ones are left out. */
void own_listings_begin(struct transaction *tx, const char *producer_id, const char *commune_code,
			int64_t after_number, int64_t limit);

/* The next; false at the end. */
bool own_listing_next(struct transaction *tx, struct listing *ret_listing);
