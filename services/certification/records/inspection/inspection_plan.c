/* inspection_plan.c - yearly plans of inspections, their lines and changes */
#include "certification/records/inspection/inspection_plan.h"

#include "common/store/transaction.h"

void inspection_plan_write(struct transaction *tx, struct inspection_plan *plan)
{
	plan->version++;
	statement(tx, "INSERT INTO inspection_plans (plan_id, version, level, province_code, year,"
		      " state, number, approved_on, document_sha256)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		      " ON CONFLICT (plan_id) DO UPDATE SET version = excluded.version,"
		      " state = excluded.state, number = excluded.number,"
		      " approved_on = excluded.approved_on,"
		      " document_sha256 = excluded.document_sha256");
	bind_text(tx, plan->plan_id);
	bind_i64(tx, (int64_t)plan->version);
	bind_i64(tx, plan->level);
	bind_text(tx, plan->province_code);
	bind_i64(tx, plan->year);
	bind_i64(tx, plan->state);
	bind_text(tx, plan->number);
	bind_text(tx, plan->approved_on);
	bind_text(tx, plan->document_sha256);
	statement_run(tx);
}

bool inspection_plan_next(struct transaction *tx, struct inspection_plan *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_plan){
		.plan_id = column_text(tx, "plan_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.level = (Ocop__Certification__V1__AuthorityLevel)column_i64(tx, "level"),
		.province_code = column_text(tx, "province_code"),
		.year = (uint32_t)column_i64(tx, "year"),
		.state = (Ocop__Certification__V1__InspectionPlanState)column_i64(tx, "state"),
		.number = column_text(tx, "number"),
		.approved_on = column_text(tx, "approved_on"),
		.document_sha256 = column_text(tx, "document_sha256"),
	};
	return !transaction_failed(tx);
}

bool inspection_plan_load(struct transaction *tx, const char *plan_id, struct inspection_plan *ret)
{
	statement(tx, "SELECT * FROM inspection_plans WHERE plan_id = $1");
	bind_text(tx, plan_id);
	if (!inspection_plan_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

bool inspection_plan_exists(struct transaction *tx, const struct inspection_plan *plan)
{
	statement(tx, "SELECT 1 FROM inspection_plans WHERE level = $1 AND province_code = $2"
		      " AND year = $3");
	bind_i64(tx, plan->level);
	bind_text(tx, plan->province_code);
	bind_i64(tx, plan->year);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void inspection_plans_list(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			   const char *province_code, uint32_t before_year, int64_t limit)
{
	statement(tx, "SELECT * FROM inspection_plans WHERE level = $1 AND province_code = $2"
		      " AND ($3 = 0 OR year < $3) ORDER BY year DESC LIMIT $4");
	bind_i64(tx, level);
	bind_text(tx, province_code);
	bind_i64(tx, before_year);
	bind_i64(tx, limit);
}

static uint32_t counted(struct transaction *tx)
{
	uint32_t count = 0;

	if (statement_step(tx)) {
		count = (uint32_t)column_i64(tx, "lines");
		statement_end(tx);
	}
	return count;
}

uint32_t inspection_plan_lines_count(struct transaction *tx, const char *plan_id)
{
	statement(tx, "SELECT COUNT(*) AS lines FROM inspection_plan_lines WHERE plan_id = $1");
	bind_text(tx, plan_id);
	return counted(tx);
}

uint32_t inspection_plan_lines_standing(struct transaction *tx, const char *plan_id)
{
	statement(tx, "SELECT COUNT(*) AS lines FROM inspection_plan_lines WHERE plan_id = $1"
		      " AND struck_on = ''");
	bind_text(tx, plan_id);
	return counted(tx);
}

/* Lines are struck, never deleted: their count is the last number. */
void inspection_plan_line_insert(struct transaction *tx, struct inspection_plan_line *line)
{
	line->line_no = inspection_plan_lines_count(tx, line->plan_id) + 1;
	statement(tx, "INSERT INTO inspection_plan_lines (plan_id, line_no, code, producer_id,"
		      " commune_code, quarter, month, note, struck_on, struck_reason)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '')");
	bind_text(tx, line->plan_id);
	bind_i64(tx, line->line_no);
	bind_text(tx, line->code);
	bind_text(tx, line->producer_id);
	bind_text(tx, line->commune_code);
	bind_i64(tx, line->quarter);
	bind_i64(tx, line->month);
	bind_text(tx, line->note);
	statement_run(tx);
}

void inspection_plan_line_strike(struct transaction *tx, const struct inspection_plan_line *line)
{
	statement(tx, "UPDATE inspection_plan_lines SET struck_on = $1, struck_reason = $2"
		      " WHERE plan_id = $3 AND line_no = $4");
	bind_text(tx, line->struck_on);
	bind_text(tx, line->struck_reason);
	bind_text(tx, line->plan_id);
	bind_i64(tx, line->line_no);
	statement_run(tx);
}

/* State 4 is cancelled; 2 and 3 were held. */
#define PLAN_LINE_COLUMNS                                                                          \
	"SELECT l.*, (SELECT COUNT(*) FROM inspections i WHERE i.plan_id = l.plan_id"              \
	" AND i.plan_line_no = l.line_no AND i.state <> 4) AS announced,"                          \
	" (SELECT COUNT(*) FROM inspections i WHERE i.plan_id = l.plan_id"                         \
	" AND i.plan_line_no = l.line_no AND i.state IN (2, 3)) AS held"                           \
	" FROM inspection_plan_lines l WHERE l.plan_id = $1"

void inspection_plan_lines(struct transaction *tx, const char *plan_id)
{
	statement(tx, PLAN_LINE_COLUMNS " ORDER BY l.line_no");
	bind_text(tx, plan_id);
}

bool inspection_plan_line_next(struct transaction *tx, struct inspection_plan_line *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_plan_line){
		.plan_id = column_text(tx, "plan_id"),
		.line_no = (uint32_t)column_i64(tx, "line_no"),
		.code = column_text(tx, "code"),
		.producer_id = column_text(tx, "producer_id"),
		.commune_code = column_text(tx, "commune_code"),
		.quarter = (uint32_t)column_i64(tx, "quarter"),
		.month = (uint32_t)column_i64(tx, "month"),
		.note = column_text(tx, "note"),
		.struck_on = column_text(tx, "struck_on"),
		.struck_reason = column_text(tx, "struck_reason"),
		.announced = (uint32_t)column_i64(tx, "announced"),
		.held = (uint32_t)column_i64(tx, "held"),
	};
	return !transaction_failed(tx);
}

bool inspection_plan_line_load(struct transaction *tx, const char *plan_id, uint32_t line_no,
			       struct inspection_plan_line *ret)
{
	statement(tx, PLAN_LINE_COLUMNS " AND l.line_no = $2");
	bind_text(tx, plan_id);
	bind_i64(tx, line_no);
	if (!inspection_plan_line_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

void inspection_plan_change_insert(struct transaction *tx,
				   const struct inspection_plan_change *change)
{
	statement(tx, "INSERT INTO inspection_plan_changes (plan_id, change_no, reason,"
		      " document_number, changed_on, added, struck) SELECT $1,"
		      " COALESCE(MAX(change_no), 0) + 1, $2, $3, $4, $5, $6"
		      " FROM inspection_plan_changes WHERE plan_id = $1");
	bind_text(tx, change->plan_id);
	bind_text(tx, change->reason);
	bind_text(tx, change->document_number);
	bind_text(tx, change->changed_on);
	bind_i64(tx, change->added);
	bind_i64(tx, change->struck);
	statement_run(tx);
}

void inspection_plan_changes(struct transaction *tx, const char *plan_id)
{
	statement(tx, "SELECT * FROM inspection_plan_changes WHERE plan_id = $1"
		      " ORDER BY change_no LIMIT $2");
	bind_text(tx, plan_id);
	bind_i64(tx, PLAN_CHANGES_MAX);
}

bool inspection_plan_change_next(struct transaction *tx, struct inspection_plan_change *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_plan_change){
		.plan_id = column_text(tx, "plan_id"),
		.reason = column_text(tx, "reason"),
		.document_number = column_text(tx, "document_number"),
		.changed_on = column_text(tx, "changed_on"),
		.added = (uint32_t)column_i64(tx, "added"),
		.struck = (uint32_t)column_i64(tx, "struck"),
	};
	return !transaction_failed(tx);
}

bool producer_is_certified(struct transaction *tx, const char *producer_id,
			   const char *province_code)
{
	statement(tx, "SELECT 1 FROM certificates c WHERE c.producer_id = $1 AND ($2 = ''"
		      " OR c.province_code = $2 OR c.province_code IN (SELECT f.province_code"
		      " FROM former_units f WHERE f.successor_province_code = $2 AND NOT EXISTS"
		      " (SELECT 1 FROM units u WHERE u.code = f.province_code))) LIMIT 1");
	bind_text(tx, producer_id);
	bind_text(tx, province_code);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}
