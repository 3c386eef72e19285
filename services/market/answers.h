/* answers.h - a listing as it is shown */
#pragma once

#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct arena;
struct listing;

/* The message, in the arena, with the badge of that day (day number of date.h); texts are the
 * row's. No other function puts stars into an answer. */
Ocop__Market__V1__Listing *listing_message(struct arena *arena, const struct listing *listing,
					   int32_t day);
