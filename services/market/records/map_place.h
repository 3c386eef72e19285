/* map_place.h - where communes are, as identity knows it */
#pragma once

#include <stddef.h>

#include "ocop/market/v1/types.pb-c.h"

struct transaction;

enum { MAP_PLACES_MAX = 400 }; /* the province with most communes has 168 */

/* The communes of a province whose position is known, by code, in the arena. Returns how many. */
size_t map_places_load(struct transaction *tx, const char *province_code,
		       Ocop__Market__V1__MapPlace ***ret_places);
