/* place.h - the five columns of a place, which producers and products both have
 *
 * For records/producer.c and records/product.c.
 */
#pragma once

#include "registration/records.h"

/* The columns, for a statement: in the order in which place_bind binds them. */
#define PLACE_COLUMNS "commune_code, province_code, commune_text, district_text, province_text"

/* A place nothing is known of. */
extern const struct place no_place;

/* Reads the columns of the row that was stepped to; texts live in the transaction's arena. */
struct place place_read(struct transaction *tx);

/* Binds the next five parameters. */
void place_bind(struct transaction *tx, const struct place *place);
