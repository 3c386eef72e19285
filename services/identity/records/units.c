/* units.c - the rows of units and former_units
 *
 * Names are found by their key: folded, without the word for their kind (common/unit).
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "identity/records.h"

bool unit_put(struct transaction *tx, const Ocop__Identity__V1__Unit *unit)
{
	statement(tx,
		  "INSERT INTO units (code, kind, province_code, name_vi, full_name_vi, name_en,"
		  " valid_from, latitude_microdegrees, longitude_microdegrees, area_hectares,"
		  " name_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		  " ON CONFLICT (code) DO UPDATE SET kind = excluded.kind,"
		  " province_code = excluded.province_code, name_vi = excluded.name_vi,"
		  " full_name_vi = excluded.full_name_vi, name_en = excluded.name_en,"
		  " valid_from = excluded.valid_from,"
		  " latitude_microdegrees = excluded.latitude_microdegrees,"
		  " longitude_microdegrees = excluded.longitude_microdegrees,"
		  " area_hectares = excluded.area_hectares, name_key = excluded.name_key"
		  " WHERE (units.kind, units.province_code, units.name_vi, units.full_name_vi,"
		  " units.name_en, units.valid_from, units.latitude_microdegrees,"
		  " units.longitude_microdegrees, units.area_hectares)"
		  " <> (excluded.kind, excluded.province_code, excluded.name_vi,"
		  " excluded.full_name_vi, excluded.name_en, excluded.valid_from,"
		  " excluded.latitude_microdegrees, excluded.longitude_microdegrees,"
		  " excluded.area_hectares)");
	bind_text(tx, unit->code);
	bind_i64(tx, (int64_t)unit->kind);
	bind_text(tx, unit->province_code);
	bind_text(tx, unit->name_vi);
	bind_text(tx, unit->full_name_vi);
	bind_text(tx, unit->name_en);
	bind_text(tx, unit->valid_from);
	bind_i64(tx, unit->latitude_microdegrees);
	bind_i64(tx, unit->longitude_microdegrees);
	bind_i64(tx, unit->area_hectares);
	bind_text(tx, unit_key(transaction_arena(tx), unit->name_vi));
	statement_run(tx);
	return statement_changes(tx) == 1;
}

bool former_unit_put(struct transaction *tx, const Ocop__Identity__V1__FormerUnit *former_unit)
{
	struct arena *arena = transaction_arena(tx);

	statement(tx, "INSERT INTO former_units (district_code, commune_code,"
		      " successor_commune_code, successor_province_code, province_code,"
		      " province_name, district_name, commune_name, divided, province_key,"
		      " district_key, commune_key)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		      " ON CONFLICT (district_code, commune_code, successor_commune_code)"
		      " DO UPDATE SET successor_province_code = excluded.successor_province_code,"
		      " province_code = excluded.province_code,"
		      " province_name = excluded.province_name,"
		      " district_name = excluded.district_name,"
		      " commune_name = excluded.commune_name, divided = excluded.divided,"
		      " province_key = excluded.province_key,"
		      " district_key = excluded.district_key, commune_key = excluded.commune_key"
		      " WHERE (former_units.successor_province_code, former_units.province_code,"
		      " former_units.province_name, former_units.district_name,"
		      " former_units.commune_name, former_units.divided)"
		      " <> (excluded.successor_province_code, excluded.province_code,"
		      " excluded.province_name, excluded.district_name, excluded.commune_name,"
		      " excluded.divided)");
	bind_text(tx, former_unit->district_code);
	bind_text(tx, former_unit->commune_code);
	bind_text(tx, former_unit->successor_commune_code);
	bind_text(tx, former_unit->successor_province_code);
	bind_text(tx, former_unit->province_code);
	bind_text(tx, former_unit->province_name);
	bind_text(tx, former_unit->district_name);
	bind_text(tx, former_unit->commune_name);
	bind_i64(tx, former_unit->divided);
	bind_text(tx, unit_key(arena, former_unit->province_name));
	bind_text(tx, unit_key(arena, former_unit->district_name));
	bind_text(tx, unit_key(arena, former_unit->commune_name));
	statement_run(tx);
	return statement_changes(tx) == 1;
}

bool unit_exists(struct transaction *tx, const char *code)
{
	statement(tx, "SELECT code FROM units WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

Ocop__Identity__V1__Unit *unit_next(struct transaction *tx)
{
	if (!statement_step(tx))
		return NULL;

	Ocop__Identity__V1__Unit *unit = arena_alloc(transaction_arena(tx), sizeof(*unit));
	ocop__identity__v1__unit__init(unit);
	unit->code = message_text(column_text(tx, "code"));
	unit->kind = (Ocop__Identity__V1__UnitKind)column_i64(tx, "kind");
	unit->province_code = message_text(column_text(tx, "province_code"));
	unit->name_vi = message_text(column_text(tx, "name_vi"));
	unit->full_name_vi = message_text(column_text(tx, "full_name_vi"));
	unit->name_en = message_text(column_text(tx, "name_en"));
	unit->valid_from = message_text(column_text(tx, "valid_from"));
	unit->latitude_microdegrees = (int32_t)column_i64(tx, "latitude_microdegrees");
	unit->longitude_microdegrees = (int32_t)column_i64(tx, "longitude_microdegrees");
	unit->area_hectares = (uint32_t)column_i64(tx, "area_hectares");
	return unit;
}

Ocop__Identity__V1__Unit *unit_read(struct transaction *tx, const char *code)
{
	statement(tx, "SELECT code, kind, province_code, name_vi, full_name_vi, name_en,"
		      " valid_from, latitude_microdegrees, longitude_microdegrees, area_hectares"
		      " FROM units WHERE code = $1");
	bind_text(tx, code);
	Ocop__Identity__V1__Unit *unit = unit_next(tx);
	if (unit)
		statement_end(tx);
	return unit;
}

static void find_in_province(struct transaction *tx, const struct unit_filter *filter)
{
	statement(tx, "SELECT code, kind, province_code, name_vi, full_name_vi, name_en,"
		      " valid_from, latitude_microdegrees, longitude_microdegrees, area_hectares"
		      " FROM units WHERE province_code = $1 AND code > $2 ORDER BY code LIMIT $3");
	bind_text(tx, filter->province_code);
	bind_text(tx, filter->after_code);
	bind_i64(tx, filter->limit);
}

static void find_any(struct transaction *tx, const struct unit_filter *filter)
{
	statement(tx, "SELECT code, kind, province_code, name_vi, full_name_vi, name_en,"
		      " valid_from, latitude_microdegrees, longitude_microdegrees, area_hectares"
		      " FROM units WHERE code > $1 ORDER BY code LIMIT $2");
	bind_text(tx, filter->after_code);
	bind_i64(tx, filter->limit);
}

/* A key's prefix is a range of the index: from the key to the key with the last letter of all
 * behind it. */
static void bind_prefix(struct transaction *tx, const char *key)
{
	bind_text(tx, key);
	bind_text(tx, arena_printf(transaction_arena(tx), "%s\xf4\x8f\xbf\xbf", key));
}

static void find_by_name(struct transaction *tx, const struct unit_filter *filter)
{
	const char *key = unit_key(transaction_arena(tx), filter->name);

	statement(tx, "SELECT code, kind, province_code, name_vi, full_name_vi, name_en,"
		      " valid_from, latitude_microdegrees, longitude_microdegrees, area_hectares"
		      " FROM units WHERE code IN ("
		      " SELECT code FROM units"
		      " WHERE name_key BETWEEN $1 AND $2 OR name_key BETWEEN $3 AND $4"
		      " UNION SELECT successor_commune_code FROM former_units"
		      " WHERE commune_key BETWEEN $1 AND $2 OR commune_key BETWEEN $3 AND $4"
		      " UNION SELECT successor_commune_code FROM former_units"
		      " WHERE district_key BETWEEN $1 AND $2 OR district_key BETWEEN $3 AND $4"
		      " UNION SELECT successor_province_code FROM former_units"
		      " WHERE province_key BETWEEN $1 AND $2 OR province_key BETWEEN $3 AND $4)"
		      " AND ($5 = '' OR province_code = $5) AND code > $6 ORDER BY code LIMIT $7");
	bind_prefix(tx, key);
	bind_prefix(tx, unit_key_without_kind(key));
	bind_text(tx, filter->province_code);
	bind_text(tx, filter->after_code);
	bind_i64(tx, filter->limit);
}

void units_find(struct transaction *tx, const struct unit_filter *filter)
{
	if (filter->name[0])
		find_by_name(tx, filter);
	else if (filter->province_code[0])
		find_in_province(tx, filter);
	else
		find_any(tx, filter);
}

void former_units_of(struct transaction *tx, const char *successor_commune_code)
{
	statement(tx, "SELECT province_code, province_name, district_code, district_name,"
		      " commune_code, commune_name, successor_province_code,"
		      " successor_commune_code, divided FROM former_units"
		      " WHERE successor_commune_code = $1 ORDER BY district_code, commune_code");
	bind_text(tx, successor_commune_code);
}

Ocop__Identity__V1__FormerUnit *former_unit_next(struct transaction *tx)
{
	if (!statement_step(tx))
		return NULL;

	Ocop__Identity__V1__FormerUnit *unit = arena_alloc(transaction_arena(tx), sizeof(*unit));
	ocop__identity__v1__former_unit__init(unit);
	unit->province_code = message_text(column_text(tx, "province_code"));
	unit->province_name = message_text(column_text(tx, "province_name"));
	unit->district_code = message_text(column_text(tx, "district_code"));
	unit->district_name = message_text(column_text(tx, "district_name"));
	unit->commune_code = message_text(column_text(tx, "commune_code"));
	unit->commune_name = message_text(column_text(tx, "commune_name"));
	unit->successor_province_code = message_text(column_text(tx, "successor_province_code"));
	unit->successor_commune_code = message_text(column_text(tx, "successor_commune_code"));
	unit->divided = column_i64(tx, "divided") != 0;
	return unit;
}
