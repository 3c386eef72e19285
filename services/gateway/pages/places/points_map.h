/* points_map.h - shops on a map that is drawn here: SVG, no pictures of anybody else's
 */
#pragma once

#include "gateway/pages/layout.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

/* Those with a position, numbered as the list beside it numbers them from 1, each a link to its
 * page; the communes around as dots. Nothing when none has a position. */
void points_map_write(struct page *page, const Ocop__Market__V1__ListPointsOfSaleReply *found);
