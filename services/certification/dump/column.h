/* column.h - the columns of the register's open data: one table, from which rows and dictionary are
 * made
 *
 * Each is a field of certification.v1.Certificate as the API shows it to anybody, under the same
 * name; fields of a message in it bear both names. What is not here is not in the open data:
 * reasons, which people write in their own words, and photos of packs.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "ocop/certification/v1/types.pb-c.h"

struct dump_column {
	const char *name;
	const char *field, *inner; /* of the API's JSON; inner of a message in it, or NULL */
	const char *type;          /* of XML Schema, as CSVW names them */
	const char *unit;          /* "" where it has none */
	const char *meaning_vi, *meaning_en;
	const char *source_vi, *source_en; /* where the register has it from */
};

extern const struct dump_column dump_columns[];
extern const size_t dump_column_count;

/* A certificate as a row, its columns in their order; what is not known is "", 0 or false, as in
 * the API. A new reference. */
json_t *dump_row(const Ocop__Certification__V1__Certificate *certificate);

/* The data dictionary as CSVW has it (W3C Metadata Vocabulary for Tabular Data), of a licence (""
 * for none named) and a number of rows. A new reference. */
json_t *dump_dictionary(const char *origin, const char *licence, uint64_t rows, const char *as_of);
