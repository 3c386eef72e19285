/* place.h - the columns of a place, which producers and products both have, and the keys it is
 * found by
 */
#pragma once

#include "registration/records.h"

/* The columns, for a statement: in the order in which place_bind binds them. */
#define PLACE_COLUMNS                                                                              \
	"commune_code, province_code, commune_text, district_text, province_text,"                 \
	" former_commune_code, former_district_code, former_province_code, units_version"

struct unit; /* common/unit/unit.h */

/* A place nothing is known of. */
extern const struct place no_place;

/* Reads the columns of the row that was stepped to; texts live in the transaction's arena. */
struct place place_read(struct transaction *tx);

/* The place with its former units as the units known now tell. Called at each write, before the
 * statement is begun. */
struct place place_with_former(struct transaction *tx, const struct place *place);

/* Binds the next nine parameters. */
void place_bind(struct transaction *tx, const struct place *place);

/* Calls `insert` for each name the place has or had, as a key (unit_key): as it was written, of
 * today and of then. A name may come twice. */
void place_keys_each(struct transaction *tx, const struct place *place, const char *thing_id,
		     void (*insert)(struct transaction *tx, const char *key, const char *thing_id));

/* What somebody typed of a place, from small to large and parted by commas ("Côn Minh, Na Rì"), as
 * keys that name_search takes. Without marks a word for the kind ("huyen na ri") goes where no
 * place has it in its name. False when there is no word in it, or more parts than a place has. */
bool place_keys_read(struct transaction *tx, const char *text,
		     const char *ret_keys[PLACE_PARTS_MAX]);

/* A commune in force as a place, with the names of today. */
struct place place_of_commune(struct transaction *tx, const struct unit *commune);
