/* thing_versions.c - versions of the things that have no table of their own */
#include "common/store/transaction.h"
#include "identity/records.h"

uint64_t thing_version_count(struct transaction *tx, const char *thing_id)
{
	uint64_t version = 0;

	statement(tx, "INSERT INTO thing_versions (thing_id, version) VALUES ($1, 1)"
		      " ON CONFLICT (thing_id) DO UPDATE SET version = thing_versions.version + 1"
		      " RETURNING version");
	bind_text(tx, thing_id);
	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}

uint64_t thing_version(struct transaction *tx, const char *thing_id)
{
	uint64_t version = 0;

	statement(tx, "SELECT version FROM thing_versions WHERE thing_id = $1");
	bind_text(tx, thing_id);
	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}
