/* fair_form.h - the form of a fair, a meeting of producers and buyers, a promotion week, a session
 * over the network
 */
#pragma once

#include "gateway/pages/account/form.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/fairs.pb-c.h"

/* All fields of `content`; `recorded` is NULL for a new one. */
void fair_form_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__FairContent *recorded);
