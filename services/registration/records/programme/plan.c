/* plan.c - statements on schemes and yearly plans, with their targets */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/programme/programme.h"

#define PLAN_COLUMNS                                                                               \
	"plan_id, unit_code, kind, from_year, until_year, title, decision_number, decided_on,"     \
	" version"

static void read_row(struct transaction *tx, Ocop__Registration__V1__Plan *row)
{
	ocop__registration__v1__plan__init(row);
	row->plan_id = message_text(column_text(tx, "plan_id"));
	row->unit_code = message_text(column_text(tx, "unit_code"));
	row->kind = (Ocop__Registration__V1__PlanKind)column_i64(tx, "kind");
	row->from_year = (uint32_t)column_i64(tx, "from_year");
	row->until_year = (uint32_t)column_i64(tx, "until_year");
	row->title = message_text(column_text(tx, "title"));
	row->decision_number = message_text(column_text(tx, "decision_number"));
	row->decided_on = message_text(column_text(tx, "decided_on"));
	row->version = (uint64_t)column_i64(tx, "version");
}

static void read_targets(struct transaction *tx, Ocop__Registration__V1__Plan *plan)
{
	struct arena *arena = transaction_arena(tx);

	statement(tx, "SELECT indicator, value FROM plan_targets WHERE plan_id = $1"
		      " ORDER BY indicator");
	bind_text(tx, plan->plan_id);
	while (statement_step(tx)) {
		Ocop__Registration__V1__PlanTarget *target = arena_alloc(arena, sizeof(*target));

		ocop__registration__v1__plan_target__init(target);
		target->indicator = (Ocop__Registration__V1__Indicator)column_i64(tx, "indicator");
		target->value = column_i64(tx, "value");
		plan->targets =
			list_room(tx, plan->targets, plan->n_targets, sizeof(*plan->targets));
		plan->targets[plan->n_targets++] = target;
	}
}

/* The one row of the statement that was bound. */
static void read_only_row(struct transaction *tx, struct plan *ret_plan)
{
	*ret_plan = (struct plan){.row = OCOP__REGISTRATION__V1__PLAN__INIT};
	if (!statement_step(tx))
		return;
	ret_plan->exists = true;
	read_row(tx, &ret_plan->row);
	statement_end(tx);
	read_targets(tx, &ret_plan->row);
}

void plan_load(struct transaction *tx, const char *plan_id, struct plan *ret_plan)
{
	statement(tx, "SELECT " PLAN_COLUMNS " FROM plans WHERE plan_id = $1");
	bind_text(tx, plan_id);
	read_only_row(tx, ret_plan);
}

void plan_find(struct transaction *tx, const Ocop__Registration__V1__Plan *like,
	       struct plan *ret_plan)
{
	statement(tx, "SELECT " PLAN_COLUMNS " FROM plans"
		      " WHERE unit_code = $1 AND kind = $2 AND from_year = $3");
	bind_text(tx, like->unit_code);
	bind_i64(tx, (int64_t)like->kind);
	bind_i64(tx, like->from_year);
	read_only_row(tx, ret_plan);
}

bool plan_overlaps(struct transaction *tx, const Ocop__Registration__V1__Plan *plan)
{
	bool overlaps = false;

	statement(tx, "SELECT 1 FROM plans WHERE unit_code = $1 AND kind = $2 AND from_year <> $3"
		      " AND from_year <= $4 AND until_year >= $3");
	bind_text(tx, plan->unit_code);
	bind_i64(tx, (int64_t)plan->kind);
	bind_i64(tx, plan->from_year);
	bind_i64(tx, plan->until_year);
	while (statement_step(tx))
		overlaps = true;
	return overlaps;
}

static void target_insert(struct transaction *tx, const char *plan_id,
			  const Ocop__Registration__V1__PlanTarget *target)
{
	statement(tx, "INSERT INTO plan_targets (plan_id, indicator, value) VALUES ($1, $2, $3)");
	bind_text(tx, plan_id);
	bind_i64(tx, (int64_t)target->indicator);
	bind_i64(tx, target->value);
	statement_run(tx);
}

static void targets_delete(struct transaction *tx, const char *plan_id)
{
	statement(tx, "DELETE FROM plan_targets WHERE plan_id = $1");
	bind_text(tx, plan_id);
	statement_run(tx);
}

void plan_write(struct transaction *tx, const Ocop__Registration__V1__Plan *plan)
{
	statement(tx, "INSERT INTO plans (" PLAN_COLUMNS ", recorded_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		      " ON CONFLICT (plan_id) DO UPDATE SET until_year = excluded.until_year,"
		      " title = excluded.title, decision_number = excluded.decision_number,"
		      " decided_on = excluded.decided_on, version = excluded.version,"
		      " recorded_at_us = excluded.recorded_at_us");
	bind_text(tx, plan->plan_id);
	bind_text(tx, plan->unit_code);
	bind_i64(tx, (int64_t)plan->kind);
	bind_i64(tx, plan->from_year);
	bind_i64(tx, plan->until_year);
	bind_text(tx, plan->title);
	bind_text(tx, plan->decision_number);
	bind_text(tx, plan->decided_on);
	bind_i64(tx, (int64_t)plan->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
	targets_delete(tx, plan->plan_id);
	for (size_t i = 0; i < plan->n_targets; i++)
		target_insert(tx, plan->plan_id, plan->targets[i]);
}

#define IN_ORDER                                                                                   \
	" AND ($2 = 0 OR (from_year, plan_id) < ($2, $3))"                                         \
	" ORDER BY from_year DESC, plan_id DESC LIMIT $4"

static void begin_search(struct transaction *tx, const struct plan_search *search)
{
	if (*search->unit_code)
		statement(tx, "SELECT " PLAN_COLUMNS " FROM plans WHERE unit_code = $1" IN_ORDER);
	else
		statement(tx, "SELECT " PLAN_COLUMNS
			      " FROM plans WHERE ($1 = '' OR unit_code = $1)" IN_ORDER);
	bind_text(tx, search->unit_code);
	bind_i64(tx, search->before_year);
	bind_text(tx, search->before_id);
	bind_i64(tx, search->limit);
}

size_t plans_search(struct transaction *tx, const struct plan_search *search,
		    Ocop__Registration__V1__Plan ***ret_plans)
{
	Ocop__Registration__V1__Plan **plans = NULL;
	size_t count = 0;

	begin_search(tx, search);
	while (statement_step(tx)) {
		plans = list_room(tx, plans, count, sizeof(*plans));
		plans[count] = arena_alloc(transaction_arena(tx), sizeof(**plans));
		read_row(tx, plans[count++]);
	}
	for (size_t i = 0; i < count; i++)
		read_targets(tx, plans[i]);
	*ret_plans = plans;
	return count;
}
