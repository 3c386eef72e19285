/* position.c - where things are, and how far from each other; facts in, decision out */
#include "market/rules/position.h"

#include <math.h>
#include <string.h>

static const double EARTH_RADIUS_M = 6371008.8; /* mean of the WGS 84 ellipsoid */
static const double RADIANS_A_MICRODEGREE = 3.14159265358979323846 / 180e6;

/* From the islands of Trường Sa to Lũng Cú, from A Pa Chải to the islands in the sea; and where the
 * mainland ends in the east. */
static const int64_t SOUTH = 6500000, NORTH = 23400000;
static const int64_t WEST = 102140000, EAST = 118000000, MAINLAND_EAST = 109500000;

enum { FROM_COMMUNE_MAX_KM = 50 };

bool position_is_known(const struct position *position)
{
	return position->latitude_microdegrees != 0 || position->longitude_microdegrees != 0;
}

bool position_is_in_vietnam(const struct position *position)
{
	return position->latitude_microdegrees >= SOUTH &&
	       position->latitude_microdegrees <= NORTH &&
	       position->longitude_microdegrees >= WEST && position->longitude_microdegrees <= EAST;
}

bool position_fits_commune(const struct position *position, const struct position *commune)
{
	int64_t distance_km = position_distance_km(position, commune);

	return distance_km <= FROM_COMMUNE_MAX_KM ||
	       (position->longitude_microdegrees > MAINLAND_EAST &&
		commune->longitude_microdegrees > MAINLAND_EAST);
}

static double radians(int64_t microdegrees)
{
	return (double)microdegrees * RADIANS_A_MICRODEGREE;
}

/* The haversine, which stays exact for places that are near each other. */
int64_t position_distance_m(const struct position *one, const struct position *other)
{
	double latitude = radians(one->latitude_microdegrees);
	double other_latitude = radians(other->latitude_microdegrees);
	double north = sin((other_latitude - latitude) / 2);
	double east = sin(radians(other->longitude_microdegrees - one->longitude_microdegrees) / 2);
	double square = north * north + cos(latitude) * cos(other_latitude) * east * east;

	if (!position_is_known(one) || !position_is_known(other))
		return -1;
	return (int64_t)(2 * EARTH_RADIUS_M * asin(sqrt(square < 1 ? square : 1)));
}

int64_t position_distance_km(const struct position *one, const struct position *other)
{
	int64_t distance_m = position_distance_m(one, other);

	return distance_m < 0 ? -1 : distance_m / 1000;
}

bool positions_are_far_apart(const struct position *one, const struct position *other,
			     int64_t limit_km)
{
	int64_t distance_km = position_distance_km(one, other);

	if (distance_km >= 0)
		return distance_km >= limit_km;
	return strcmp(one->province_code, other->province_code) != 0;
}
