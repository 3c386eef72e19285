/* events.h - what market tells: one function an event */
#pragma once

#include <stdint.h>

struct listing;
struct transaction;

/* market.v1.ListingDescribed, at the version the listing now has. */
void event_listing_described(struct transaction *tx, const struct listing *listing,
			     uint64_t version);
