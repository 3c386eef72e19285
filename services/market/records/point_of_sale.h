/* point_of_sale.h - what market stores of shops and what they carry: only commands write it
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/records/unit_filter.h"
#include "market/rules/opening.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

struct transaction;

/* A shop without its hours and what it carries. */
struct point_of_sale {
	const char *point_of_sale_id;
	const char *name;
	Ocop__Market__V1__PointOfSaleKind kind;
	const char *address;
	const char *commune_code;
	const char *province_code;
	int64_t latitude_microdegrees; /* both 0: not known */
	int64_t longitude_microdegrees;
	const char *phone;
	const char *responsible;
	const char *producer_id; /* "" but for a producer's own */
	const char *ended_on;    /* "" while it is there */
	const char *end_reason;
	int64_t version;

	/* Joined in; not written with it. */
	const char *commune_name;
	const char *province_name;
	const char *producer_name;
};

/* False when there is none. */
bool point_of_sale_load(struct transaction *tx, const char *point_of_sale_id,
			struct point_of_sale *ret_point);

/* Adds it as version 1. */
void point_of_sale_insert(struct transaction *tx, const struct point_of_sale *point);

/* Replaces what may change of it, as a new version. */
void point_of_sale_update(struct transaction *tx, const struct point_of_sale *point);

/* Closed on this day (YYYY-MM-DD) for this reason, as a new version. */
void point_of_sale_end(struct transaction *tx, const char *point_of_sale_id, const char *day,
		       const char *reason);

/* Counts the version up. */
void point_of_sale_touch(struct transaction *tx, const char *point_of_sale_id);

enum { OWN_SHOPS_MAX = 50 }; /* at a time: a large producer has some ten */

/* How many shops of his own a producer has that are not closed. */
int64_t own_shop_count(struct transaction *tx, const char *producer_id);

/* All in microdegrees, from and to and including them. */
struct point_box {
	int64_t south, north, west, east;
};

/* What is asked of the list. */
struct point_question {
	struct unit_filter unit;
	Ocop__Market__V1__PointOfSaleKind kind; /* UNSPECIFIED: any */
	const char *listing_id;                 /* "": whatever it carries */
	const struct point_box *within;         /* NULL: anywhere; not of a unit or a listing */
	const char *today;                      /* YYYY-MM-DD */
	const char *after;                      /* an id; "" begins */
	int64_t limit;
};

/* Begins the shops that are there, by id, then gives one after the other: by what they carry, by
 * the unit they are in or by their position, if that is asked. One statement for each index, here
 * for tests that read how the store runs them. */
enum point_statement {
	POINTS_ANYWHERE,
	POINTS_BY_CODE,
	POINTS_BY_NAME,
	POINTS_CARRYING,
	POINTS_WITHIN,
	POINT_STATEMENTS
};
extern const char *const point_statements[POINT_STATEMENTS];
void points_of_sale_begin(struct transaction *tx, const struct point_question *question);
bool point_of_sale_next(struct transaction *tx, struct point_of_sale *ret_point);

/* --- opening_spans, closed_days */

/* These in the place of a shop's. */
void opening_hours_write(struct transaction *tx, const char *point_of_sale_id,
			 const struct opening_hours *hours);

/* By day and hour. */
void opening_hours_load(struct transaction *tx, const char *point_of_sale_id,
			struct opening_hours *ret_hours);

/* --- carried_listings */

enum { CARRIED_MAX = 500 }; /* at a time: a large OCOP shop has some 300 products */

/* Adds it, or replaces its days. */
void carried_write(struct transaction *tx, const char *point_of_sale_id, const char *listing_id,
		   const char *since, const char *until);

/* How many rows have not ended before a day; how many products stand for those of the day. */
int64_t carried_count_from(struct transaction *tx, const char *point_of_sale_id, const char *day);
int64_t carried_count_on(struct transaction *tx, const char *point_of_sale_id, const char *day);

/* A product of a shop. */
struct carried {
	const char *listing_id;
	const char *since;
	const char *until;
};

/* False when it never carried it. */
bool carried_find(struct transaction *tx, const char *point_of_sale_id, const char *listing_id,
		  struct carried *ret_carried);

/* Up to `limit` of a day, or of all days with "", after a product's id ("" begins), by id. Returns
 * how many. */
size_t carried_load(struct transaction *tx, const char *point_of_sale_id, const char *day,
		    const char *after, size_t limit, struct carried *ret_carried);

/* Which of a product and those merged into it speaks for all that the shop carries on a day ("":
 * ever): itself, else the first by id; "" when it carries none. */
const char *carried_speaking(struct transaction *tx, const char *point_of_sale_id,
			     const char *standing_id, const char *day);

/* --- what is drawn beside them */

/* Positions of the communes of a province, by code, in the arena. */
void map_dots_load(struct transaction *tx, const char *province_code,
		   Ocop__Market__V1__MapDot ***ret_dots, size_t *ret_count);

/* The part of an erasure: the name in a producer's own shops and in who runs one, and the
 * telephone of his. */
void points_of_sale_erase(struct transaction *tx, const char *producer_id, const char *name);
