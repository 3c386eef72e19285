/* queries.c - the table of what market can be asked; all of it is public */
#include "market/queries.h"

#include "ocop/market/v1/queries.pb-c.h"

const struct query market_queries[] = {
	{.message = &ocop__market__v1__get_listing__descriptor,
	 .reply = &ocop__market__v1__listing__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = get_listing},
	{.message = &ocop__market__v1__search_listings__descriptor,
	 .reply = &ocop__market__v1__search_listings_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = search_listings},
	{0},
};
