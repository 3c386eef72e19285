/* place.c - the columns of a place, which producers and products both have */
#include "registration/records/place.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "common/unit/unit.h"
#include "registration/records/units_version.h"

const struct place no_place = {"", "", "", "", "", "", "", "", 0};

struct place place_read(struct transaction *tx)
{
	return (struct place){
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.commune_text = column_text(tx, "commune_text"),
		.district_text = column_text(tx, "district_text"),
		.province_text = column_text(tx, "province_text"),
		.former_commune_code = column_text(tx, "former_commune_code"),
		.former_district_code = column_text(tx, "former_district_code"),
		.former_province_code = column_text(tx, "former_province_code"),
		.units_version = (uint64_t)column_i64(tx, "units_version"),
	};
}

struct place place_with_former(struct transaction *tx, const struct place *place)
{
	const struct place_text text = {
		.commune = place->commune_text,
		.district = place->district_text,
		.province = place->province_text,
	};
	const struct place_codes today = {
		.commune_code = place->commune_code,
		.province_code = place->province_code,
	};
	struct former_codes former;
	struct place complete = *place;

	former_unit_resolve(tx, &text, &today, &former);
	complete.former_commune_code = former.commune_code;
	complete.former_district_code = former.district_code;
	complete.former_province_code = former.province_code;
	complete.units_version = units_version(tx);
	return complete;
}

void place_bind(struct transaction *tx, const struct place *place)
{
	bind_text(tx, place->commune_code);
	bind_text(tx, place->province_code);
	bind_text(tx, place->commune_text);
	bind_text(tx, place->district_text);
	bind_text(tx, place->province_text);
	bind_text(tx, place->former_commune_code);
	bind_text(tx, place->former_district_code);
	bind_text(tx, place->former_province_code);
	bind_i64(tx, (int64_t)place->units_version);
}

void place_keys_each(struct transaction *tx, const struct place *place, const char *thing_id,
		     void (*insert)(struct transaction *tx, const char *key, const char *thing_id))
{
	const struct former_codes codes = {
		.commune_code = place->former_commune_code,
		.district_code = place->former_district_code,
		.province_code = place->former_province_code,
	};
	struct former_names former;
	struct unit commune, province;

	unit_load(tx, place->commune_code, &commune);
	unit_load(tx, place->province_code, &province);
	former_unit_names(tx, &codes, &former);
	const char *const names[] = {
		place->commune_text,  place->district_text, place->province_text,
		commune.name_vi,      province.name_vi,     former.commune_name,
		former.district_name, former.province_name,
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *key = unit_key(transaction_arena(tx), names[i]);

		if (*key)
			insert(tx, key, thing_id);
	}
}

static bool place_key_exists(struct transaction *tx, const char *key)
{
	bool exists = false;

	statement(tx, "SELECT 1 AS found FROM product_places WHERE place_key = $1 LIMIT 1");
	bind_text(tx, key);
	while (statement_step(tx))
		exists = true;
	return exists;
}

static const char *place_key_read(struct transaction *tx, const char *part, size_t length)
{
	struct arena *arena = transaction_arena(tx);
	const char *key = unit_key(arena, arena_printf(arena, "%.*s", (int)length, part));

	return place_key_exists(tx, key) ? key : unit_key_without_kind(key);
}

bool place_keys_read(struct transaction *tx, const char *text,
		     const char *ret_keys[PLACE_PARTS_MAX])
{
	const char *keys[PLACE_PARTS_MAX] = {"", "", ""};
	size_t count = 0;

	while (*text) {
		size_t length = strcspn(text, ",");
		const char *key = place_key_read(tx, text, length);

		text += length;
		text += strspn(text, ",");
		if (*key && count == PLACE_PARTS_MAX)
			return false;
		if (*key)
			keys[count++] = key;
	}
	if (count == 0)
		return false;
	memcpy(ret_keys, keys, sizeof keys);
	return true;
}

struct place place_of_commune(struct transaction *tx, const struct unit *commune)
{
	struct place place = no_place;
	struct unit province;

	unit_load(tx, commune->province_code, &province);
	place.commune_code = commune->code;
	place.province_code = commune->province_code;
	place.commune_text = commune->full_name_vi;
	place.province_text = province.full_name_vi;
	return place;
}
