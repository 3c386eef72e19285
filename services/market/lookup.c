/* lookup.c - a listing by what somebody has of it */
#include "market/lookup.h"

#include "market/records.h"

void listing_find(struct transaction *tx, const char *id_or_slug, struct listing *ret_listing)
{
	listing_load(tx, id_or_slug, ret_listing);
	if (!ret_listing->exists)
		listing_load_by_slug(tx, id_or_slug, ret_listing);
	if (ret_listing->exists && *ret_listing->merged_into)
		listing_load(tx, listing_standing(tx, ret_listing->listing_id), ret_listing);
}
