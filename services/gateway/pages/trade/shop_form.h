/* shop_form.h - the form of a shop: what it is, where, and when it is open
 *
 * A week has two spans a day, and more where more are recorded; days off have three empty ones.
 * Those left empty are not said. Positions are degrees with a decimal comma, as maps show them.
 */
#pragma once

#include "gateway/pages/account/form.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

/* All fields of `content`; `recorded` is NULL for a new one. A shop of a producer's own stays that.
 */
void shop_form_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__PointOfSale *recorded);

/* Makes the message's fields of the form's own. */
void shop_form_join(struct arena *arena, struct entries *entries);
