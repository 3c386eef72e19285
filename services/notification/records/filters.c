/* filters.c - what of the feed each subscription is told: as asked for, and as it is looked up */
#include <string.h>

#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "notification/records.h"

void filter_value_insert(struct transaction *tx, const char *subscription_id, const char *dimension,
			 int64_t position, const char *value)
{
	statement(tx, "INSERT INTO subscription_filters (subscription_id, dimension, position,"
		      " value) VALUES ($1, $2, $3, $4)");
	bind_text(tx, subscription_id);
	bind_text(tx, dimension);
	bind_i64(tx, position);
	bind_text(tx, value);
	statement_run(tx);
}

void filter_values(struct transaction *tx, const char *subscription_id, const char *dimension)
{
	statement(tx, "SELECT value FROM subscription_filters WHERE subscription_id = $1"
		      " AND dimension = $2 ORDER BY position");
	bind_text(tx, subscription_id);
	bind_text(tx, dimension);
}

const char *filter_value_next(struct transaction *tx)
{
	return statement_step(tx) ? column_text(tx, "value") : NULL;
}

void topic_insert(struct transaction *tx, const char *subscription_id, const struct topic *topic)
{
	statement(tx, "INSERT INTO subscription_topics (unit_code, type, subscription_id, sectors,"
		      " stars) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
	bind_text(tx, topic->unit_code);
	bind_text(tx, topic->type);
	bind_text(tx, subscription_id);
	bind_i64(tx, topic->sectors);
	bind_i64(tx, topic->stars);
	statement_run(tx);
}

void topics_delete(struct transaction *tx, const char *subscription_id)
{
	statement(tx, "DELETE FROM subscription_topics WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	statement_run(tx);
}

void filter_delete(struct transaction *tx, const char *subscription_id)
{
	topics_delete(tx, subscription_id);
	statement(tx, "DELETE FROM subscription_filters WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	statement_run(tx);
}

static size_t codes_read(struct transaction *tx, const char **ret_codes, size_t room)
{
	size_t count = 0;

	while (statement_step(tx)) {
		const char *code = column_text(tx, "code");

		if (code[0] && count < room)
			ret_codes[count] = code;
		count += code[0] != '\0';
	}
	return count;
}

/* A code in force means its unit, also where an abolished one had the same. */
static size_t units_of_code(struct transaction *tx, const char *code, const char **ret_codes,
			    size_t room)
{
	struct unit unit;

	unit_load(tx, code, &unit);
	if (unit.exists) {
		ret_codes[0] = unit.code;
		return 1;
	}
	statement(tx, "SELECT successor_commune_code AS code FROM former_units"
		      " WHERE commune_code = $1 OR district_code = $1 OR province_code = $1"
		      " GROUP BY successor_commune_code ORDER BY successor_commune_code");
	bind_text(tx, code);
	return codes_read(tx, ret_codes, room);
}

/* A former province means the communes that came of it, not the whole of the one it is part of. */
size_t filter_units(struct transaction *tx, const char *unit, const char **ret_codes, size_t room)
{
	const char *key = unit_key(transaction_arena(tx), unit);

	if (strspn(unit, "0123456789") == strlen(unit))
		return units_of_code(tx, unit, ret_codes, room);
	statement(tx, "SELECT code FROM units WHERE name_key IN ($1, $2)"
		      " UNION SELECT successor_commune_code FROM former_units"
		      " WHERE commune_key IN ($1, $2)"
		      " UNION SELECT successor_commune_code FROM former_units"
		      " WHERE district_key IN ($1, $2)"
		      " UNION SELECT successor_commune_code FROM former_units"
		      " WHERE province_key IN ($1, $2) ORDER BY code");
	bind_text(tx, key);
	bind_text(tx, unit_key_without_kind(key));
	return codes_read(tx, ret_codes, room);
}
