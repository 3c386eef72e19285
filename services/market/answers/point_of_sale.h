/* point_of_sale.h - shops as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "market/records/point_of_sale.h"
#include "market/rules/position.h"

/* The minutes of opening.h at this transaction, in Vietnam. */
int64_t opening_moment(struct transaction *tx);

/* As lists show it: what is recorded, whether it is open now, how many products it carries today,
 * and how far from a position; unknown for none. */
Ocop__Market__V1__PointOfSale *point_of_sale_message(struct transaction *tx,
						     const struct point_of_sale *point,
						     const struct position *from);

/* Which of its products are shown. */
struct carried_page {
	bool history;      /* of all days, not of today alone */
	const char *after; /* a product's id; "" begins */
	size_t most;
};

/* The same with a page of its products, each with the badge of today; one that was merged away is
 * shown as what stands, once. */
Ocop__Market__V1__PointOfSale *point_of_sale_message_whole(struct transaction *tx,
							   const struct point_of_sale *point,
							   const struct carried_page *page);
