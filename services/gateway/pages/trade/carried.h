/* carried.h - what a shop carries, on the page of who looks after it: found, added, ended
 */
#pragma once

#include "gateway/pages/account/form.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

/* What somebody looks for, to be carried. */
struct carried_search {
	const char *words;                                  /* as typed; "" */
	const char *listing_id;                             /* whose days are to be changed; "" */
	const Ocop__Market__V1__SearchListingsReply *found; /* NULL: nothing was looked for */
};

/* Products with their days, a search, and the form for what it found. `path` is the shop's page. */
void carried_write(struct page *page, const struct form *form, const char *path,
		   const Ocop__Market__V1__PointOfSale *point, const struct carried_search *search);
