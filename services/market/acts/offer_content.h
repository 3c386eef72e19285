/* offer_content.h - what is offered, checked and ready to be kept */
#pragma once

#include "ocop/market/v1/offers.pb-c.h"

struct reply;
struct transaction;

/* Checks what is asked; composed texts are in the reply's arena. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, LINK_INVALID and DATE_INVALID are in the reply for what is wrong. */
void offer_content_read(struct transaction *tx, const Ocop__Market__V1__OfferContent *asked,
			struct reply *reply, Ocop__Market__V1__OfferContent *ret_content);
