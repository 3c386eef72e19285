/* closed_shards.c - the row that says that this shard gets no more rounds */
#include "common/store/transaction.h"
#include "scoring/records.h"

void closed_shard_put(struct transaction *tx, const char *name, int64_t closed_at_us)
{
	statement(tx, "INSERT INTO closed_shards (name, closed_at_us) VALUES ($1, $2)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, name);
	bind_i64(tx, closed_at_us);
	statement_run(tx);
}

bool closed_shard_exists(struct transaction *tx, const char *name)
{
	bool exists = false;

	statement(tx, "SELECT 1 FROM closed_shards WHERE name = $1");
	bind_text(tx, name);
	while (statement_step(tx))
		exists = true;
	return exists;
}
