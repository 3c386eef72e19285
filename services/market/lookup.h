/* lookup.h - a listing by what somebody has of it */
#pragma once

struct listing;
struct transaction;

/* By id or by the slug of its page; of a product that was merged into another the other's listing:
 * addresses that were printed hold. `exists` is false when there is none. */
void listing_find(struct transaction *tx, const char *id_or_slug, struct listing *ret_listing);
