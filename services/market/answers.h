/* answers.h - a listing as it is shown */
#pragma once

#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct arena;
struct listing;
struct transaction;

/* The message, in the transaction's arena, with the badge and the price of that day (day number of
 * date.h); texts are the row's. No other function puts stars into an answer. */
Ocop__Market__V1__Listing *listing_message(struct transaction *tx, const struct listing *listing,
					   int32_t day);
