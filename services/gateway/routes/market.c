/* market.c - listings: the paths that market answers */
#include "gateway/routes.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

const struct route market_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/listings",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__search_listings__descriptor,
		.reply = &ocop__market__v1__search_listings_reply__descriptor,
		.summary_vi = "Tìm trong chợ OCOP",
		.summary_en = "Search the market",
		.anonymous = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/listings/{listing_id}",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__get_listing__descriptor,
		.reply = &ocop__market__v1__listing__descriptor,
		.summary_vi = "Một sản phẩm trong chợ",
		.summary_en = "One listing",
		.anonymous = true,
	},
	{
		.method = "PUT",
		.path = "/api/v1/listings/{listing_id}/story",
		.kind = ROUTE_COMMAND,
		.source = "market",
		.message = &ocop__market__v1__describe_listing__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Chủ thể kể về sản phẩm",
		.summary_en = "The producer describes the product",
	},
	{0},
};
