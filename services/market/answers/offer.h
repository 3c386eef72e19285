/* offer.h - offers as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/market/v1/types.pb-c.h"

struct listing;
struct offer;
struct transaction;

/* True while nothing of a listing is offered or asked: its product's certificate was revoked. */
bool listing_is_held(struct transaction *tx, const struct listing *listing);

/* With what it is today; `held` as listing_is_held says. */
Ocop__Market__V1__Offer *offer_message(struct transaction *tx, const struct offer *offer,
				       bool held);

/* The offers of a listing that everybody sees today. */
void offers_public(struct transaction *tx, const struct listing *listing,
		   Ocop__Market__V1__Offer ***ret_offers, size_t *ret_count);
