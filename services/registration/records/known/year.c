/* year.c - statements on reports of years, of producers and of products */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/rows.h"

#define PRODUCER_YEAR_COLUMNS                                                                      \
	"producer_id, year, revenue_vnd, export_vnd, output, capacity_percent_of_year_before,"     \
	" worker_count, local_worker_count, linked_household_count, in_linked_chain, version"

#define PRODUCT_YEAR_COLUMNS                                                                       \
	"product_id, year, revenue_vnd, export_vnd, output, export_markets, version"

/* The version of the one row of the statement that was bound. */
static uint64_t read_version(struct transaction *tx)
{
	uint64_t version = 0;

	while (statement_step(tx))
		version = (uint64_t)column_i64(tx, "version");
	return version;
}

uint64_t producer_year_version(struct transaction *tx, const char *producer_id, uint32_t year)
{
	statement(tx, "SELECT version FROM producer_years WHERE producer_id = $1 AND year = $2");
	bind_text(tx, producer_id);
	bind_i64(tx, year);
	return read_version(tx);
}

void producer_year_write(struct transaction *tx, const Ocop__Registration__V1__ProducerYear *row)
{
	statement(tx, "INSERT INTO producer_years (" PRODUCER_YEAR_COLUMNS ", reported_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		      " ON CONFLICT (producer_id, year) DO UPDATE SET"
		      " revenue_vnd = excluded.revenue_vnd, export_vnd = excluded.export_vnd,"
		      " output = excluded.output, capacity_percent_of_year_before ="
		      " excluded.capacity_percent_of_year_before,"
		      " worker_count = excluded.worker_count,"
		      " local_worker_count = excluded.local_worker_count,"
		      " linked_household_count = excluded.linked_household_count,"
		      " in_linked_chain = excluded.in_linked_chain, version = excluded.version,"
		      " reported_at_us = excluded.reported_at_us");
	bind_text(tx, row->producer_id);
	bind_i64(tx, row->year);
	bind_i64(tx, row->revenue_vnd);
	bind_i64(tx, row->export_vnd);
	bind_text(tx, row->output);
	bind_i64(tx, row->capacity_percent_of_year_before);
	bind_i64(tx, row->worker_count);
	bind_i64(tx, row->local_worker_count);
	bind_i64(tx, row->linked_household_count);
	bind_i64(tx, row->in_linked_chain);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_producer_year(struct transaction *tx)
{
	Ocop__Registration__V1__ProducerYear *row =
		arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__producer_year__init(row);
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->year = (uint32_t)column_i64(tx, "year");
	row->revenue_vnd = column_i64(tx, "revenue_vnd");
	row->export_vnd = column_i64(tx, "export_vnd");
	row->output = message_text(column_text(tx, "output"));
	row->capacity_percent_of_year_before =
		(uint32_t)column_i64(tx, "capacity_percent_of_year_before");
	row->worker_count = (uint32_t)column_i64(tx, "worker_count");
	row->local_worker_count = (uint32_t)column_i64(tx, "local_worker_count");
	row->linked_household_count = (uint32_t)column_i64(tx, "linked_household_count");
	row->in_linked_chain = column_i64(tx, "in_linked_chain") != 0;
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__ProducerYear **producer_years_load(struct transaction *tx,
							   const char *producer_id,
							   size_t *ret_count)
{
	statement(tx, SAME_PRODUCERS "SELECT " PRODUCER_YEAR_COLUMNS " FROM producer_years"
				     " WHERE producer_id IN (SELECT id FROM same)"
				     " ORDER BY year DESC, producer_id LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_producer_year, ROWS_SIZE_BYTES_MAX, ret_count);
}

uint64_t product_year_version(struct transaction *tx, const char *product_id, uint32_t year)
{
	statement(tx, "SELECT version FROM product_years WHERE product_id = $1 AND year = $2");
	bind_text(tx, product_id);
	bind_i64(tx, year);
	return read_version(tx);
}

void product_year_write(struct transaction *tx, const Ocop__Registration__V1__ProductYear *row)
{
	statement(tx, "INSERT INTO product_years (" PRODUCT_YEAR_COLUMNS ", reported_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
		      " ON CONFLICT (product_id, year) DO UPDATE SET"
		      " revenue_vnd = excluded.revenue_vnd, export_vnd = excluded.export_vnd,"
		      " output = excluded.output, export_markets = excluded.export_markets,"
		      " version = excluded.version, reported_at_us = excluded.reported_at_us");
	bind_text(tx, row->product_id);
	bind_i64(tx, row->year);
	bind_i64(tx, row->revenue_vnd);
	bind_i64(tx, row->export_vnd);
	bind_text(tx, row->output);
	bind_text(tx, row->export_markets);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_product_year(struct transaction *tx)
{
	Ocop__Registration__V1__ProductYear *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__product_year__init(row);
	row->product_id = message_text(column_text(tx, "product_id"));
	row->year = (uint32_t)column_i64(tx, "year");
	row->revenue_vnd = column_i64(tx, "revenue_vnd");
	row->export_vnd = column_i64(tx, "export_vnd");
	row->output = message_text(column_text(tx, "output"));
	row->export_markets = message_text(column_text(tx, "export_markets"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__ProductYear **product_years_load(struct transaction *tx,
							 const char *product_id, size_t *ret_count)
{
	statement(tx, SAME_PRODUCTS "SELECT " PRODUCT_YEAR_COLUMNS " FROM product_years"
				    " WHERE product_id IN (SELECT product_id FROM family)"
				    " ORDER BY year DESC, product_id LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_product_year, ROWS_SIZE_BYTES_MAX, ret_count);
}
