/* public.c - pages and documents: what is not the API */
#include "gateway/pages/pages.h"
#include "gateway/routes.h"

const struct route public_routes[] = {
	{.method = "GET", .path = "/", .kind = ROUTE_OWN, .handle = page_market},
	{.method = "GET",
	 .path = "/san-pham/{listing_id}",
	 .kind = ROUTE_OWN,
	 .handle = page_product},
	{.method = "GET", .path = "/verify", .kind = ROUTE_OWN, .handle = page_verify_form},
	{.method = "GET", .path = "/verify/{number}", .kind = ROUTE_OWN, .handle = page_verify},
	{.method = "GET", .path = "/api", .kind = ROUTE_OWN, .handle = page_api},
	{.method = "GET", .path = "/openapi.json", .kind = ROUTE_OWN, .handle = page_openapi},
	{.method = "GET", .path = "/problems/{name}", .kind = ROUTE_OWN, .handle = page_problem},
	{.method = "GET", .path = "/assets/{name}", .kind = ROUTE_OWN, .handle = page_asset},
	{0},
};
