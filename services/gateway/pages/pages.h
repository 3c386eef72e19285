/* pages.h - the public pages: server-rendered, Vietnamese first, no script needed
 */
#pragma once

#include "gateway/routes.h"

/* "/": search and filters, listings as cards. */
route_handle_fn page_market;

/* "/san-pham/{listing_id}": one product. */
route_handle_fn page_product;

/* "/diem-ban": shops as a list and a map; "/diem-ban/{id}": one shop. */
route_handle_fn page_points;
route_handle_fn page_point;

/* "/su-kien": fairs, the next first; "/su-kien/{id}": one; both as a calendar with ".ics". */
route_handle_fn page_fairs;
route_handle_fn page_fair;
route_handle_fn page_fairs_calendar;
route_handle_fn page_fair_calendar;

/* "/verify": a form; "/verify/{number}": what a certificate is worth today, JSON on Accept. */
route_handle_fn page_verify_form;
route_handle_fn page_verify;

/* "/figures": recognitions counted; "/figures/rows": those behind one figure. */
route_handle_fn page_figures;
route_handle_fn page_figure_rows;

/* "/figures/funnel": dossiers by step; "/figures/indicators": producers by year; the rows behind a
 * figure of each, for offices. */
route_handle_fn page_funnel;
route_handle_fn page_funnel_rows;
route_handle_fn page_indicators;
route_handle_fn page_indicator_rows;

/* "/figures/exports": confirmed exports summed up by year and country. */
route_handle_fn page_export_figures;

/* "/s/{serial}" and the GS1 Digital Links of packs, "/01/{gtin}/21/{serial}" with or without
 * "/10/{batch}": what a sticker is worth, JSON on Accept. */
route_handle_fn page_sticker;

/* "/reports": the form to report a pack, and what it sends; "/reports/{receipt}": how far a report
 * is, JSON on Accept. */
route_handle_fn page_report_form;
route_handle_fn page_report_send;
route_handle_fn page_receipt;

/* "/kiem-tra": a form for up to 1,000 lines, and what each is worth, as a table or CSV. */
route_handle_fn page_bulk_form;
route_handle_fn page_bulk_check;

/* "/open-data/": what the open data of the register is; "/open-data/{name}": its files. */
route_handle_fn page_open_data;
route_handle_fn page_open_data_file;

/* "/sitemap.xml" and its parts "/sitemap/{part}.xml"; "/robots.txt". */
route_handle_fn page_sitemap;
route_handle_fn page_sitemap_part;
route_handle_fn page_robots;

/* "/problems/{name}": what a refusal means and what to do. */
route_handle_fn page_problem;

/* "/api": the paths for machines; "/openapi.json". */
route_handle_fn page_api;
route_handle_fn page_openapi;

/* "/assets/{name}": style sheet and drawings. */
route_handle_fn page_asset;

/* Any path that is no page. */
void page_not_found(struct gateway *gateway, struct http_request *request);
