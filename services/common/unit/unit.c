/* unit.c - administrative units as a daemon mirrors them from identity, with those they replaced
 *
 * Names are compared folded first, because old registers write marks as they please ("Hoá",
 * "Hòa"); only where several units then fit do marks and the word for the kind decide.
 */
#include "common/unit/unit.h"

#include <stddef.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "ocop/identity/v1/events.pb-c.h"

/* The primary key of former_units has all three codes: an old commune that was divided has one row
 * for each successor, and five island districts had no commune at all. */
const char unit_migration_sql[] =
	"CREATE TABLE units ("
	"	code TEXT PRIMARY KEY,"
	"	kind INTEGER NOT NULL,"
	"	province_code TEXT NOT NULL,"
	"	name_vi TEXT NOT NULL,"
	"	full_name_vi TEXT NOT NULL,"
	"	name_en TEXT NOT NULL,"
	"	valid_from TEXT NOT NULL,"
	"	latitude_microdegrees INTEGER NOT NULL,"
	"	longitude_microdegrees INTEGER NOT NULL,"
	"	name_key TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX units_by_key ON units (name_key, province_code);"
	"CREATE INDEX units_by_province ON units (province_code, code);"
	"CREATE TABLE former_units ("
	"	district_code TEXT NOT NULL,"
	"	commune_code TEXT NOT NULL,"
	"	successor_commune_code TEXT NOT NULL,"
	"	successor_province_code TEXT NOT NULL,"
	"	province_code TEXT NOT NULL,"
	"	province_name TEXT NOT NULL,"
	"	district_name TEXT NOT NULL,"
	"	commune_name TEXT NOT NULL,"
	"	province_key TEXT NOT NULL,"
	"	district_key TEXT NOT NULL,"
	"	commune_key TEXT NOT NULL,"
	"	divided INTEGER NOT NULL,"
	"	PRIMARY KEY (district_code, commune_code, successor_commune_code)"
	") STRICT;"
	"CREATE INDEX former_units_by_province ON former_units (province_key, commune_key);"
	"CREATE INDEX former_units_by_district ON former_units (district_key);"
	"CREATE INDEX former_units_by_commune ON former_units (commune_key);"
	"CREATE INDEX former_units_by_commune_code ON former_units (commune_code);"
	"CREATE INDEX former_units_by_successor ON former_units (successor_commune_code);"
	"CREATE INDEX former_units_by_successor_province ON former_units"
	" (successor_province_code, district_key, commune_key);"
	"CREATE INDEX former_units_by_province_code ON former_units (province_code);";

/* Words for kinds of units with the blank behind them, as text_lower_words writes them. With their
 * marks, or "Tịnh Biên" would lose its first word to "tỉnh". */
static const char *const kind_words[] = {
	"tỉnh ", "thành phố ", "tp ",     "huyện ", "quận ",     "thị xã ",
	"tx ",   "xã ",        "phường ", "tt ",    "thị trấn ", "đặc khu ",
};

static const char *without_kind(const char *lower)
{
	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
		size_t length = strlen(kind_words[i]);

		if (strncmp(lower, kind_words[i], length) == 0 && lower[length] != '\0')
			return lower + length;
	}
	return lower;
}

char *unit_key(struct arena *arena, const char *name)
{
	return text_fold(arena, without_kind(text_lower_words(arena, name)));
}

const char *unit_key_without_kind(const char *key)
{
	static const char *const kinds[] = {"tinh ",   "thanh pho ", "huyen ",
					    "quan ",   "thi xa ",    "xa ",
					    "phuong ", "thi tran ",  "dac khu "};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t length = strlen(kinds[i]);

		if (strncmp(key, kinds[i], length) == 0)
			return key + length;
	}
	return key;
}

/* Provinces that had another name, and no predecessor in the data, before the units of 2025. */
static const struct {
	const char *earlier_key;
	const char *key;
} renamed_provinces[] = {
	{"thua thien hue", "hue"}, /* Thành phố Huế since 2025-01-01 */
};

const char *unit_province_key(struct arena *arena, const char *name)
{
	const char *key = unit_key(arena, name);

	for (size_t i = 0; i < sizeof renamed_provinces / sizeof *renamed_provinces; i++) {
		if (strcmp(key, renamed_provinces[i].earlier_key) == 0)
			return renamed_provinces[i].key;
	}
	return key;
}

static void record_unit(struct transaction *tx, const Ocop__Identity__V1__Unit *unit)
{
	statement(tx,
		  "INSERT INTO units (code, kind, province_code, name_vi, full_name_vi, name_en,"
		  " valid_from, latitude_microdegrees, longitude_microdegrees, name_key)"
		  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		  " ON CONFLICT (code) DO UPDATE SET kind = excluded.kind,"
		  " province_code = excluded.province_code, name_vi = excluded.name_vi,"
		  " full_name_vi = excluded.full_name_vi, name_en = excluded.name_en,"
		  " valid_from = excluded.valid_from,"
		  " latitude_microdegrees = excluded.latitude_microdegrees,"
		  " longitude_microdegrees = excluded.longitude_microdegrees,"
		  " name_key = excluded.name_key");
	bind_text(tx, unit->code);
	bind_i64(tx, unit->kind);
	bind_text(tx, unit->province_code);
	bind_text(tx, unit->name_vi);
	bind_text(tx, unit->full_name_vi);
	bind_text(tx, unit->name_en);
	bind_text(tx, unit->valid_from);
	bind_i64(tx, unit->latitude_microdegrees);
	bind_i64(tx, unit->longitude_microdegrees);
	bind_text(tx, unit_key(transaction_arena(tx), unit->name_vi));
	statement_run(tx);
}

static void record_former_unit(struct transaction *tx, const Ocop__Identity__V1__FormerUnit *unit)
{
	struct arena *arena = transaction_arena(tx);

	statement(tx, "INSERT INTO former_units (district_code, commune_code,"
		      " successor_commune_code, successor_province_code, province_code,"
		      " province_name, district_name, commune_name, province_key, district_key,"
		      " commune_key, divided)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		      " ON CONFLICT (district_code, commune_code, successor_commune_code)"
		      " DO UPDATE SET successor_province_code = excluded.successor_province_code,"
		      " province_code = excluded.province_code,"
		      " province_name = excluded.province_name,"
		      " district_name = excluded.district_name,"
		      " commune_name = excluded.commune_name, province_key = excluded.province_key,"
		      " district_key = excluded.district_key, commune_key = excluded.commune_key,"
		      " divided = excluded.divided");
	bind_text(tx, unit->district_code);
	bind_text(tx, unit->commune_code);
	bind_text(tx, unit->successor_commune_code);
	bind_text(tx, unit->successor_province_code);
	bind_text(tx, unit->province_code);
	bind_text(tx, unit->province_name);
	bind_text(tx, unit->district_name);
	bind_text(tx, unit->commune_name);
	bind_text(tx, unit_key(arena, unit->province_name));
	bind_text(tx, unit_key(arena, unit->district_name));
	bind_text(tx, unit_key(arena, unit->commune_name));
	bind_i64(tx, unit->divided);
	statement_run(tx);
}

void unit_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__UnitsRecorded *recorded =
		(const Ocop__Identity__V1__UnitsRecorded *)body;

	(void)event; /* units are facts of their own; who recorded them when does not matter here */
	for (size_t i = 0; i < recorded->n_units; i++)
		record_unit(tx, recorded->units[i]);
	for (size_t i = 0; i < recorded->n_former_units; i++)
		record_former_unit(tx, recorded->former_units[i]);
}

void unit_load(struct transaction *tx, const char *code, struct unit *ret_unit)
{
	*ret_unit = (struct unit){
		.code = "", .province_code = "", .name_vi = "", .full_name_vi = "", .name_en = ""};

	statement(tx, "SELECT code, CASE province_code WHEN '' THEN code ELSE province_code END"
		      " AS province_code, name_vi, full_name_vi, name_en, latitude_microdegrees,"
		      " longitude_microdegrees FROM units WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return;
	ret_unit->exists = true;
	ret_unit->code = column_text(tx, "code");
	ret_unit->province_code = column_text(tx, "province_code");
	ret_unit->name_vi = column_text(tx, "name_vi");
	ret_unit->full_name_vi = column_text(tx, "full_name_vi");
	ret_unit->name_en = column_text(tx, "name_en");
	ret_unit->latitude_microdegrees = column_i64(tx, "latitude_microdegrees");
	ret_unit->longitude_microdegrees = column_i64(tx, "longitude_microdegrees");
	statement_end(tx);
}

static const char *find_province(struct transaction *tx, const char *key)
{
	const char *code = "";
	int found = 0;

	statement(tx, "SELECT code FROM units WHERE name_key = $1 AND province_code = ''"
		      " UNION SELECT successor_province_code FROM former_units"
		      " WHERE province_key = $2");
	bind_text(tx, key);
	bind_text(tx, key);
	while (statement_step(tx)) {
		code = column_text(tx, "code");
		found++;
	}
	return found == 1 ? code : "";
}

int unit_name_fit(struct arena *arena, const char *written, const char *full_name)
{
	const char *left = text_lower_words(arena, written);
	const char *right = text_lower_words(arena, full_name);

	if (strcmp(left, right) == 0)
		return 3;
	return strcmp(without_kind(left), without_kind(right)) == 0 ? 2 : 1;
}

/* The best candidate so far; ambiguous once two different units fit equally well. */
struct choice {
	const char *code;
	int fit;
	bool ambiguous;
};

static void consider(struct choice *choice, const char *code, int how_well)
{
	if (how_well > choice->fit)
		*choice = (struct choice){.code = code, .fit = how_well};
	else if (how_well == choice->fit && strcmp(code, choice->code) != 0)
		choice->ambiguous = true;
}

static void consider_former(struct transaction *tx, const struct place_text *text,
			    struct choice *choice)
{
	struct arena *arena = transaction_arena(tx);
	const char *district_key = unit_key(arena, text->district);

	statement(tx, "SELECT commune_name, successor_commune_code FROM former_units"
		      " WHERE province_key = $1 AND commune_key = $2"
		      " AND ($3 = '' OR district_key = $3)");
	bind_text(tx, unit_province_key(arena, text->province));
	bind_text(tx, unit_key(arena, text->commune));
	bind_text(tx, district_key);
	while (statement_step(tx))
		consider(choice, column_text(tx, "successor_commune_code"),
			 unit_name_fit(arena, text->commune, column_text(tx, "commune_name")));
}

static void consider_in_force(struct transaction *tx, const struct place_text *text,
			      const char *province_code, struct choice *choice)
{
	struct arena *arena = transaction_arena(tx);

	statement(tx, "SELECT code, full_name_vi FROM units"
		      " WHERE name_key = $1 AND province_code = $2");
	bind_text(tx, unit_key(arena, text->commune));
	bind_text(tx, province_code);
	while (statement_step(tx))
		consider(choice, column_text(tx, "code"),
			 unit_name_fit(arena, text->commune, column_text(tx, "full_name_vi")));
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

void unit_resolve(struct transaction *tx, const struct place_text *text,
		  struct place_codes *ret_codes)
{
	const struct place_text given = {
		.commune = or_empty(text->commune),
		.district = or_empty(text->district),
		.province = or_empty(text->province),
	};
	struct choice choice = {.code = ""};
	const char *province_code =
		find_province(tx, unit_province_key(transaction_arena(tx), given.province));

	*ret_codes = (struct place_codes){.commune_code = "", .province_code = province_code};
	if (*province_code == '\0' || *given.commune == '\0')
		return;

	consider_former(tx, &given, &choice);
	if (*given.district == '\0')
		consider_in_force(tx, &given, province_code, &choice);
	if (!choice.ambiguous)
		ret_codes->commune_code = choice.code;
}
