/* unit.h - administrative units as a daemon mirrors them from identity, with those they replaced
 *
 * For services that follow identity: put unit_migration_sql into the list of migrations and
 * unit_recorded into the table of reactions. Nothing else writes the two tables:
 *
 *	units         code (two digits: province; five: commune), kind (enum UnitKind),
 *	              province_code, name_vi, full_name_vi, name_en, valid_from,
 *		      latitude_microdegrees, longitude_microdegrees, name_key
 *	former_units  province_name, district_name, commune_name (all as they were), province_key,
 *	              district_key, commune_key, successor_province_code, successor_commune_code,
 *	              divided; one row for each successor of an old commune
 *
 * A key is what unit_key gives: the folded name without the word for its kind, so "Huyện Na Rì",
 * "Na Rì" and "na ri" are one key. All key columns are indexed for joins by name.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct arena;
struct transaction;

/* The two tables and their indexes. */
extern const char unit_migration_sql[];

/* The reaction to identity.v1.UnitsRecorded; recorded again, a unit is replaced. */
void unit_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body);

/* A unit in force; texts live in the transaction's arena. */
struct unit {
	bool exists;
	const char *code;
	const char *province_code; /* its own code for a province */
	const char *name_vi;
	const char *full_name_vi;
	const char *name_en;
	int64_t latitude_microdegrees; /* both 0 when not known */
	int64_t longitude_microdegrees;
};

/* By code, two or five digits. An unknown code gives a unit that does not exist, never NULLs. */
void unit_load(struct transaction *tx, const char *code, struct unit *ret_unit);

/* A name without the word for its kind, folded; in the arena. */
char *unit_key(struct arena *arena, const char *name);

/* The key without a word for a kind that was typed without marks: "tinh" may be the province's word
 * or the beginning of Tịnh Biên, so unit_key leaves it, and who searches looks for both. The key
 * itself when there is no such word. */
const char *unit_key_without_kind(const char *key);

/* The key of a province: one that had an earlier name has the key of the later. */
const char *unit_province_key(struct arena *arena, const char *name);

/* How well a unit's full name fits what was written, their keys being equal: the more the better,
 * 3 when the word for the kind and all marks agree. */
int unit_name_fit(struct arena *arena, const char *written, const char *full_name);

/* A place as it was written; a part may be empty or NULL. */
struct place_text {
	const char *commune;
	const char *district;
	const char *province;
};

/* Units in force, in the transaction's arena; "" where the text does not tell. */
struct place_codes {
	const char *commune_code;
	const char *province_code;
};

/* What a place is called today. The province must be named. The commune is found among the units
 * in force (only when no district is named: there is none today) and the former ones, within
 * the province and district; one that was divided, or whose name fits several, stays open. */
void unit_resolve(struct transaction *tx, const struct place_text *text,
		  struct place_codes *ret_codes);
