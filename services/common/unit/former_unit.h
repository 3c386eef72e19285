/* former_unit.h - what a place belonged to until 30 June 2025, as far as that is certain
 *
 * Reads the tables of unit.h. A place is what was written of it (today's words or those of then)
 * and its units of today; of all old communes that fit this, each level on which they agree is
 * certain. So a place known by its commune of today alone has a former district when all that the
 * commune was made of lay in one.
 */
#pragma once

#include "common/unit/unit.h"

/* Codes of units that are no more, in the transaction's arena; "" where it is not certain. */
struct former_codes {
	const char *commune_code;
	const char *district_code;
	const char *province_code;
};

/* What the place belonged to; nothing without its province of today. */
void former_unit_resolve(struct transaction *tx, const struct place_text *text,
			 const struct place_codes *today, struct former_codes *ret_codes);

/* Their full names as they were, "" for a code that is "" or unknown. A commune is looked up within
 * its district. */
struct former_names {
	const char *commune_name;
	const char *district_name;
	const char *province_name;
};
void former_unit_names(struct transaction *tx, const struct former_codes *codes,
		       struct former_names *ret_names);
