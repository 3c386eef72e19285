/* listing_message.h - a listing as it is shown */
#pragma once

#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

struct arena;
struct listing;

/* The message, in the arena, with the badge of that day (date.h). */
Ocop__Market__V1__Listing *listing_message(struct arena *arena, const struct listing *listing,
					   int32_t day);
