/* shards.c - the rows of shards */
#include "common/store/transaction.h"
#include "identity/records.h"

void shard_insert(struct transaction *tx, const struct shard *shard)
{
	statement(tx, "INSERT INTO shards (name, service, commands_address, queries_address,"
		      " events_address, closed, version) VALUES ($1, $2, $3, $4, $5, 0, $6)");
	bind_text(tx, shard->name);
	bind_text(tx, shard->service);
	bind_text(tx, shard->commands_address);
	bind_text(tx, shard->queries_address);
	bind_text(tx, shard->events_address);
	bind_i64(tx, (int64_t)shard->version);
	statement_run(tx);
}

static void shard_read(struct transaction *tx, struct shard *ret_shard)
{
	*ret_shard = (struct shard){
		.service = column_text(tx, "service"),
		.name = column_text(tx, "name"),
		.commands_address = column_text(tx, "commands_address"),
		.queries_address = column_text(tx, "queries_address"),
		.events_address = column_text(tx, "events_address"),
		.closed = column_i64(tx, "closed") != 0,
		.version = (uint64_t)column_i64(tx, "version"),
	};
}

bool shard_load(struct transaction *tx, const char *name, struct shard *ret_shard)
{
	statement(tx, "SELECT name, service, commands_address, queries_address, events_address,"
		      " closed, version FROM shards WHERE name = $1");
	bind_text(tx, name);
	if (!statement_step(tx))
		return false;
	shard_read(tx, ret_shard);
	statement_end(tx);
	return !transaction_failed(tx);
}

void shard_close(struct transaction *tx, const char *name)
{
	statement(tx, "UPDATE shards SET closed = 1, version = version + 1 WHERE name = $1");
	bind_text(tx, name);
	statement_run(tx);
}

void shard_move(struct transaction *tx, const struct shard *shard)
{
	statement(tx, "UPDATE shards SET commands_address = $1, queries_address = $2,"
		      " events_address = $3, version = version + 1 WHERE name = $4");
	bind_text(tx, shard->commands_address);
	bind_text(tx, shard->queries_address);
	bind_text(tx, shard->events_address);
	bind_text(tx, shard->name);
	statement_run(tx);
}

const char *shard_at(struct transaction *tx, const char *address, const char *other_than)
{
	const char *name = "";

	statement(tx, "SELECT name FROM shards WHERE (commands_address = $1"
		      " OR queries_address = $1 OR events_address = $1) AND name <> $2 LIMIT 1");
	bind_text(tx, address);
	bind_text(tx, other_than);
	while (statement_step(tx))
		name = column_text(tx, "name");
	return name;
}

void shards_all(struct transaction *tx)
{
	statement(tx, "SELECT name, service, commands_address, queries_address, events_address,"
		      " closed, version FROM shards ORDER BY name");
}

bool shard_next(struct transaction *tx, struct shard *ret_shard)
{
	if (!statement_step(tx))
		return false;
	shard_read(tx, ret_shard);
	return !transaction_failed(tx);
}
