/* market_view.h - what a visitor of the market asked for, and links that ask for something else
 */
#pragma once

#include "gateway/pages/layout.h"
#include "ocop/market/v1/queries.pb-c.h"

struct gateway;
struct http_request;

/* Parameters of "/". */
enum view_parameter {
	VIEW_Q,
	VIEW_SECTOR,
	VIEW_SET,
	VIEW_STAR,
	VIEW_UNIT,
	VIEW_PRICE,
	VIEW_MONTH,
	VIEW_VALID,
	VIEW_POTENTIAL,
	VIEW_PARAMETERS
};

/* Lives in the request's arena. */
struct market_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *values[VIEW_PARAMETERS]; /* "" for what was not asked */
	const char *cursor;
	const char *unit_name; /* of the unit asked for: a code is no name */
};

/* The name of a parameter in the address. */
const char *view_parameter_name(enum view_parameter parameter);

/* This search with another value of one parameter ("" for none), at its first page or at a cursor;
 * in the page's language, in the arena. */
const char *view_link(const struct page *page, const struct market_view *view,
		      enum view_parameter parameter, const char *value, const char *cursor);

/* What a unit asked for is called, by its counts; a name that was typed is its own. */
const char *view_unit_name(const struct market_view *view,
			   const Ocop__Market__V1__SearchListingsReply *found);

/* The filters asked for, each as a link without it; nothing when there are none. */
void view_write_chosen(struct page *page, const struct market_view *view);

/* The counts: links to the same search narrowed, or with a filter taken back. */
void view_write_facets(struct page *page, const struct market_view *view,
		       const Ocop__Market__V1__SearchListingsReply *found);
