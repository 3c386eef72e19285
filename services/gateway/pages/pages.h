/* pages.h - the public pages: server-rendered, Vietnamese first, no script needed
 */
#pragma once

#include "gateway/routes.h"

/* "/": search and filters, listings as cards. */
route_handle_fn page_market;

/* "/san-pham/{listing_id}": one product. */
route_handle_fn page_product;

/* "/verify": a form; "/verify/{number}": what a certificate is worth today, JSON on Accept. */
route_handle_fn page_verify_form;
route_handle_fn page_verify;

/* "/problems/{name}": what a refusal means and what to do. */
route_handle_fn page_problem;

/* "/api": the paths for machines; "/openapi.json". */
route_handle_fn page_api;
route_handle_fn page_openapi;

/* "/assets/{name}": style sheet and drawings. */
route_handle_fn page_asset;

/* Any path that is no page. */
void page_not_found(struct gateway *gateway, struct http_request *request);
