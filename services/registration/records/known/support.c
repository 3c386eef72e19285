/* support.c - statements on support by policy and on business plans */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/rows.h"

#define SUPPORT_COLUMNS                                                                            \
	"support_id, producer_id, product_id, kind, policy, amount_vnd, given_on, note, version"

#define BUSINESS_PLAN_COLUMNS                                                                      \
	"business_plan_id, product_id, from_year, until_year, goal, investment_vnd,"               \
	" planned_revenue_vnd, result, achieved_revenue_vnd, version"

void support_write(struct transaction *tx, const Ocop__Registration__V1__Support *row)
{
	statement(tx, "INSERT INTO supports (" SUPPORT_COLUMNS ", recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)"
		      " ON CONFLICT (support_id) DO UPDATE SET product_id = excluded.product_id,"
		      " kind = excluded.kind, policy = excluded.policy,"
		      " amount_vnd = excluded.amount_vnd, given_on = excluded.given_on,"
		      " note = excluded.note, version = excluded.version");
	bind_text(tx, row->support_id);
	bind_text(tx, row->producer_id);
	bind_text(tx, row->product_id);
	bind_i64(tx, row->kind);
	bind_text(tx, row->policy);
	bind_i64(tx, row->amount_vnd);
	bind_text(tx, row->given_on);
	bind_text(tx, row->note);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_support(struct transaction *tx)
{
	Ocop__Registration__V1__Support *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__support__init(row);
	row->support_id = message_text(column_text(tx, "support_id"));
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->product_id = message_text(column_text(tx, "product_id"));
	row->kind = (Ocop__Registration__V1__SupportKind)column_i64(tx, "kind");
	row->policy = message_text(column_text(tx, "policy"));
	row->amount_vnd = column_i64(tx, "amount_vnd");
	row->given_on = message_text(column_text(tx, "given_on"));
	row->note = message_text(column_text(tx, "note"));
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__Support **supports_load(struct transaction *tx, const char *producer_id,
						size_t *ret_count)
{
	statement(tx,
		  SAME_PRODUCERS "SELECT " SUPPORT_COLUMNS " FROM supports"
				 " WHERE producer_id IN (SELECT id FROM same) AND struck_at_us = 0"
				 " ORDER BY support_id DESC LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_support, ROWS_SIZE_BYTES_MAX, ret_count);
}

void business_plan_write(struct transaction *tx, const Ocop__Registration__V1__BusinessPlan *row)
{
	statement(tx, "INSERT INTO business_plans (" BUSINESS_PLAN_COLUMNS ","
		      " recorded_at_us, struck_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"
		      " ON CONFLICT (business_plan_id) DO UPDATE SET"
		      " from_year = excluded.from_year, until_year = excluded.until_year,"
		      " goal = excluded.goal, investment_vnd = excluded.investment_vnd,"
		      " planned_revenue_vnd = excluded.planned_revenue_vnd,"
		      " result = excluded.result,"
		      " achieved_revenue_vnd = excluded.achieved_revenue_vnd,"
		      " version = excluded.version");
	bind_text(tx, row->business_plan_id);
	bind_text(tx, row->product_id);
	bind_i64(tx, row->from_year);
	bind_i64(tx, row->until_year);
	bind_text(tx, row->goal);
	bind_i64(tx, row->investment_vnd);
	bind_i64(tx, row->planned_revenue_vnd);
	bind_text(tx, row->result);
	bind_i64(tx, row->achieved_revenue_vnd);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static ProtobufCMessage *read_business_plan(struct transaction *tx)
{
	Ocop__Registration__V1__BusinessPlan *row =
		arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__business_plan__init(row);
	row->business_plan_id = message_text(column_text(tx, "business_plan_id"));
	row->product_id = message_text(column_text(tx, "product_id"));
	row->from_year = (uint32_t)column_i64(tx, "from_year");
	row->until_year = (uint32_t)column_i64(tx, "until_year");
	row->goal = message_text(column_text(tx, "goal"));
	row->investment_vnd = column_i64(tx, "investment_vnd");
	row->planned_revenue_vnd = column_i64(tx, "planned_revenue_vnd");
	row->result = message_text(column_text(tx, "result"));
	row->achieved_revenue_vnd = column_i64(tx, "achieved_revenue_vnd");
	row->version = (uint64_t)column_i64(tx, "version");
	return &row->base;
}

Ocop__Registration__V1__BusinessPlan **business_plans_load(struct transaction *tx,
							   const char *product_id,
							   size_t *ret_count)
{
	statement(tx, SAME_PRODUCTS
		  "SELECT " BUSINESS_PLAN_COLUMNS " FROM business_plans"
		  " WHERE product_id IN (SELECT product_id FROM family) AND struck_at_us = 0"
		  " ORDER BY business_plan_id DESC LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, ROWS_MAX);
	return rows_read(tx, read_business_plan, ROWS_SIZE_BYTES_MAX, ret_count);
}
