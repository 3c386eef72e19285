/* units_version.c - statements on how often the units changed */
#include "registration/records/units_version.h"

#include "common/store/transaction.h"

uint64_t units_version(struct transaction *tx)
{
	uint64_t version = 0;

	statement(tx, "SELECT version FROM units_version WHERE one = 1");
	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}

int64_t units_recorded_at_us(struct transaction *tx)
{
	int64_t at_us = 0;

	statement(tx, "SELECT recorded_at_us FROM units_version WHERE one = 1");
	while (statement_step(tx))
		at_us = column_i64(tx, "recorded_at_us");
	return at_us;
}

void units_version_advance(struct transaction *tx, int64_t recorded_at_us)
{
	statement(tx, "INSERT INTO units_version (one, version, recorded_at_us)"
		      " VALUES (1, 1, $1) ON CONFLICT (one) DO UPDATE"
		      " SET version = units_version.version + 1,"
		      " recorded_at_us = excluded.recorded_at_us");
	bind_i64(tx, recorded_at_us);
	statement_run(tx);
}
