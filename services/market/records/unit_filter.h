/* unit_filter.h - things that lie in a unit, new or old, as somebody names it
 *
 * A unit is named by its code or by its name, with marks or without; one that is no more finds what
 * lies in the communes that took it in.
 */
#pragma once

struct reply;
struct transaction;

/* What was asked; one of the two is set, none for anywhere. In the transaction's arena. */
struct unit_filter {
	const char *code; /* "" or two, three or five digits */
	const char *key;  /* "" or what unit_key makes of a name */
};

/* Reads field `unit`: FIELD_TOO_LONG, and UNIT_UNKNOWN for what no unit was ever called, are in the
 * reply. */
void unit_filter_read(struct transaction *tx, struct reply *reply, const char *text,
		      struct unit_filter *ret_filter);

/* The condition of a statement over a table `p` with commune_code ('' for none) and province_code;
 * $1 is the code, $2 the key. A literal, so that statements are literals still. */
#define UNIT_FILTER                                                                                \
	"($1 = '' OR p.province_code = $1 OR p.commune_code IN (" UNIT_COMMUNES_OF_CODE(           \
		"$1") "))"                                                                         \
		      " AND ($2 = '' OR p.commune_code IN (" UNIT_COMMUNES_OF_KEY(                 \
			      "$2") ")"                                                            \
				    " OR p.province_code IN (" UNIT_PROVINCES_OF_KEY("$2") "))"

/* Its parts, for statements that find by an index what lies in the one unit they ask for. */
#define UNIT_COMMUNES_OF_CODE(code)                                                                \
	"SELECT " code " UNION"                                                                    \
	" SELECT successor_commune_code FROM former_units WHERE district_code = " code " UNION"    \
	" SELECT successor_commune_code FROM former_units WHERE (commune_code = " code             \
	" OR province_code = " code ") AND NOT EXISTS (SELECT 1 FROM units WHERE code = " code ")"

#define UNIT_COMMUNES_OF_KEY(key)                                                                  \
	"SELECT code FROM units WHERE name_key = " key " UNION"                                    \
	" SELECT successor_commune_code FROM former_units WHERE district_key = " key " UNION"      \
	" SELECT successor_commune_code FROM former_units WHERE commune_key = " key " UNION"       \
	" SELECT successor_commune_code FROM former_units WHERE province_key = " key

#define UNIT_PROVINCES_OF_KEY(key) "SELECT code FROM units WHERE name_key = " key
