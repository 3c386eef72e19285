/* figure_units.c - units of today and of before that somebody may mean by a name */
#include "market/figures/figure_units.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/figures/figure_count.h"

/* What was found so far. */
struct found {
	struct transaction *tx;
	const char *key, *short_key; /* with and without a word for a kind that has no marks */
	Ocop__Market__V1__FigureUnit **units;
	size_t count;
};

static void add(struct found *found, Ocop__Market__V1__FigureBy by)
{
	struct transaction *tx = found->tx;
	Ocop__Market__V1__FigureUnit *unit;

	if (found->count == FIGURE_UNITS_MAX)
		return;
	unit = arena_alloc(transaction_arena(tx), sizeof *unit);
	ocop__market__v1__figure_unit__init(unit);
	unit->by = by;
	unit->code = message_text(column_text(tx, "code"));
	unit->name = message_text(column_text(tx, "name"));
	unit->name_en = message_text(column_text(tx, "name_en"));
	unit->within = message_text(column_text(tx, "within"));
	found->units[found->count++] = unit;
}

static void take(struct found *found, Ocop__Market__V1__FigureBy by)
{
	bind_text(found->tx, found->key);
	bind_text(found->tx, found->short_key);
	while (statement_step(found->tx))
		add(found, by);
}

/* A province's code has two digits. */
static void take_units(struct found *found)
{
	struct transaction *tx = found->tx;

	statement(tx, "SELECT u.code, u.full_name_vi AS name, u.name_en, p.full_name_vi AS within"
		      " FROM units u LEFT JOIN units p ON p.code = u.province_code"
		      " AND p.code <> u.code WHERE u.name_key IN ($1, $2) ORDER BY u.code");
	bind_text(tx, found->key);
	bind_text(tx, found->short_key);
	while (statement_step(tx))
		add(found, strlen(column_text(tx, "code")) == 2 ? BY(PROVINCE) : BY(COMMUNE));
}

Ocop__Market__V1__FigureUnit **figure_units_find(struct transaction *tx, const char *name,
						 size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	struct found found = {.tx = tx, .key = unit_key(arena, name)};

	found.short_key = unit_key_without_kind(found.key);
	found.units = arena_alloc(arena, FIGURE_UNITS_MAX * sizeof *found.units);
	*ret_count = 0;
	if (*found.key == '\0')
		return found.units;
	take_units(&found);
	statement(tx, "SELECT DISTINCT province_code AS code, province_name AS name,"
		      " '' AS name_en, '' AS within FROM former_units"
		      " WHERE province_key IN ($1, $2) ORDER BY province_code");
	take(&found, BY(FORMER_PROVINCE));
	statement(tx, "SELECT DISTINCT district_code AS code, district_name AS name,"
		      " '' AS name_en, province_name AS within FROM former_units"
		      " WHERE district_key IN ($1, $2) ORDER BY district_code");
	take(&found, BY(FORMER_DISTRICT));
	statement(tx, "SELECT DISTINCT commune_code AS code, commune_name AS name,"
		      " '' AS name_en, district_name || ', ' || province_name AS within"
		      " FROM former_units WHERE commune_key IN ($1, $2) AND commune_code <> ''"
		      " ORDER BY commune_code");
	take(&found, BY(FORMER_COMMUNE));
	*ret_count = found.count;
	return found.units;
}
