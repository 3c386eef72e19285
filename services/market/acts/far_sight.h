/* far_sight.h - was a serial seen where one pack cannot have been in so short a time? */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;
struct unit;

/* The first day that counts as a short time ago (setting scan_window_days), in the arena. */
const char *far_sight_since(struct transaction *tx);

/* True when the serial was seen since that day in a commune far from this one; that commune and the
 * distance, 0 where it is not known. False for a commune that does not exist. */
bool far_sight_find(struct transaction *tx, const char *serial, const struct unit *commune,
		    const char **ret_commune_code, int64_t *ret_distance_km);
