/* trade.h - pages on which shops, fairs and exports are looked after
 *
 * "/cua-toi/diem-ban": a commune's or the agency's shops; "/cua-toi/su-kien": fairs, who takes part
 * and what came of it; "/cua-toi/xuat-khau": exports, a producer's own to be recorded and
 * corrected, the agency's to be confirmed. Forms as in account/form.h: each command of the API, and
 * no more rights than it has.
 */
#pragma once

#include "common/access_token.h"
#include "gateway/pages/account/visit.h"
#include "gateway/pages/layout.h"

/* Who looks after shops and fairs. */
enum { TRADE_OFFICES = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) };

/* "/cua-toi/diem-ban"; ".../them", a new one; ".../{id}", one that is changed; what it carries and
 * that it closes, by the path's last word. */
route_handle_fn page_own_shops;
route_handle_fn page_new_shop;
route_handle_fn page_new_shop_send;
route_handle_fn page_own_shop;
route_handle_fn page_own_shop_send;
route_handle_fn page_own_shop_do;

/* "/cua-toi/su-kien": fairs, in the same way; one that takes part has a page below the fair's. */
route_handle_fn page_own_fairs;
route_handle_fn page_new_fair;
route_handle_fn page_new_fair_send;
route_handle_fn page_own_fair;
route_handle_fn page_own_fair_send;
route_handle_fn page_own_fair_do;
route_handle_fn page_own_participant;
route_handle_fn page_own_participant_do;

/* "/cua-toi/xuat-khau": exports, in the same way. */
route_handle_fn page_own_exports;
route_handle_fn page_new_export;
route_handle_fn page_new_export_send;
route_handle_fn page_own_export;
route_handle_fn page_own_export_correct;
route_handle_fn page_own_export_do;

/* For whom a page is not: says so in his own frame. */
void trade_respond_none(const struct account_visit *visit, const char *title_vi,
			const char *title_en, const char *vi, const char *en);
