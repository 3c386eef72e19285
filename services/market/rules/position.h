/* position.h - where things are, and how far from each other; facts in, decision out
 *
 * No clock, no store, no log. When two sights of one sticker cannot be one pack is our rule, for
 * the law knows none: a pack is in one place at a time, so one serial in two communes far from each
 * other within days is a copy, or a pack on a journey.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Where something is: both 0 where that is not known. */
struct position {
	int64_t latitude_microdegrees;
	int64_t longitude_microdegrees;
	const char *province_code;
};

/* False when both coordinates are 0, which lies in the sea off Africa. */
bool position_is_known(const struct position *position);

/* True for what lies in Vietnam as far as a box can tell, its islands in the sea too. */
bool position_is_in_vietnam(const struct position *position);

/* True for a shop that may be in a commune whose centre lies there: within 50 km of it. The largest
 * commune of the mainland has some 1,100 square kilometres; those of the islands in the sea are
 * scattered over hundreds of kilometres and any position among them will do. */
bool position_fits_commune(const struct position *position, const struct position *commune);

/* Great-circle distance on a sphere of the Earth's mean radius, in metres; -1 where one of the
 * positions is not known. */
int64_t position_distance_m(const struct position *one, const struct position *other);

/* The same in whole kilometres. */
int64_t position_distance_km(const struct position *one, const struct position *other);

/* True from `limit_km` on; where a position is not known, in two provinces. */
bool positions_are_far_apart(const struct position *one, const struct position *other,
			     int64_t limit_km);
