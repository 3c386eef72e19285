/* inspection_finding.c - what an inspection found, and how it was remedied */
#include "certification/records/inspection/inspection_finding.h"

#include "certification/records/inspection/inspection.h"
#include "common/store/transaction.h"

void inspection_finding_insert(struct transaction *tx, const struct inspection_finding *finding)
{
	statement(tx, "INSERT INTO inspection_findings (inspection_id, finding_no, line_no, what,"
		      " remedy_until, is_open, remedied, told_for)"
		      " VALUES ($1, $2, $3, $4, $5, 1, 0, '')");
	bind_text(tx, finding->inspection_id);
	bind_i64(tx, finding->finding_no);
	bind_i64(tx, finding->line_no);
	bind_text(tx, finding->what);
	bind_text(tx, finding->remedy_until);
	statement_run(tx);
}

void inspection_finding_update(struct transaction *tx, const struct inspection_finding *finding)
{
	statement(tx, "UPDATE inspection_findings SET remedy_until = $1, is_open = $2,"
		      " remedied = $3, told_for = $4 WHERE inspection_id = $5 AND finding_no = $6");
	bind_text(tx, finding->remedy_until);
	bind_i64(tx, finding->is_open);
	bind_i64(tx, finding->remedied);
	bind_text(tx, finding->told_for);
	bind_text(tx, finding->inspection_id);
	bind_i64(tx, finding->finding_no);
	statement_run(tx);
}

void inspection_findings(struct transaction *tx, const char *inspection_id)
{
	statement(tx, "SELECT * FROM inspection_findings WHERE inspection_id = $1"
		      " ORDER BY finding_no");
	bind_text(tx, inspection_id);
}

bool inspection_finding_next(struct transaction *tx, struct inspection_finding *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_finding){
		.inspection_id = column_text(tx, "inspection_id"),
		.finding_no = (uint32_t)column_i64(tx, "finding_no"),
		.line_no = (uint32_t)column_i64(tx, "line_no"),
		.what = column_text(tx, "what"),
		.remedy_until = column_text(tx, "remedy_until"),
		.is_open = column_i64(tx, "is_open") != 0,
		.remedied = column_i64(tx, "remedied") != 0,
		.told_for = column_text(tx, "told_for"),
	};
	return !transaction_failed(tx);
}

bool inspection_finding_load(struct transaction *tx, const char *inspection_id, uint32_t finding_no,
			     struct inspection_finding *ret)
{
	statement(tx, "SELECT * FROM inspection_findings WHERE inspection_id = $1"
		      " AND finding_no = $2");
	bind_text(tx, inspection_id);
	bind_i64(tx, finding_no);
	if (!inspection_finding_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

bool inspection_line_has_finding(struct transaction *tx, const char *inspection_id,
				 uint32_t line_no)
{
	statement(tx, "SELECT 1 FROM inspection_findings WHERE inspection_id = $1"
		      " AND line_no = $2");
	bind_text(tx, inspection_id);
	bind_i64(tx, line_no);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void inspection_findings_sum(struct transaction *tx, const char *inspection_id,
			     struct inspection_findings_sum *ret)
{
	*ret = (struct inspection_findings_sum){.due_on = ""};
	statement(tx, "SELECT COUNT(*) AS findings, COALESCE(SUM(is_open), 0) AS open,"
		      " COALESCE(MIN(CASE WHEN is_open = 1 THEN remedy_until END), '') AS due_on"
		      " FROM inspection_findings WHERE inspection_id = $1");
	bind_text(tx, inspection_id);
	if (!statement_step(tx))
		return;
	ret->findings = (uint32_t)column_i64(tx, "findings");
	ret->open = (uint32_t)column_i64(tx, "open");
	ret->due_on = column_text(tx, "due_on");
	statement_end(tx);
}

void inspection_findings_close(struct transaction *tx, const char *inspection_id)
{
	statement(tx, "UPDATE inspection_findings SET is_open = 0 WHERE inspection_id = $1");
	bind_text(tx, inspection_id);
	statement_run(tx);
}

/* As the partial index says it. */
void inspection_findings_overdue(struct transaction *tx, const char *today, int64_t limit)
{
	statement(tx, "SELECT * FROM inspection_findings WHERE is_open = 1"
		      " AND told_for <> remedy_until AND remedy_until < $1"
		      " ORDER BY remedy_until LIMIT $2");
	bind_text(tx, today);
	bind_i64(tx, limit);
}

void inspection_remedy_insert(struct transaction *tx, struct inspection_remedy *remedy)
{
	statement(tx, "SELECT COALESCE(MAX(remedy_no), 0) + 1 AS remedy_no"
		      " FROM inspection_remedies WHERE inspection_id = $1 AND finding_no = $2");
	bind_text(tx, remedy->inspection_id);
	bind_i64(tx, remedy->finding_no);
	if (!statement_step(tx))
		return;
	remedy->remedy_no = (uint32_t)column_i64(tx, "remedy_no");
	statement_end(tx);

	statement(tx, "INSERT INTO inspection_remedies (inspection_id, finding_no, remedy_no,"
		      " remedied_on, accepted, note, recorded_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, remedy->inspection_id);
	bind_i64(tx, remedy->finding_no);
	bind_i64(tx, remedy->remedy_no);
	bind_text(tx, remedy->remedied_on);
	bind_i64(tx, remedy->accepted);
	bind_text(tx, remedy->note);
	bind_text(tx, remedy->recorded_on);
	statement_run(tx);
}

void inspection_remedies(struct transaction *tx, const char *inspection_id, uint32_t finding_no)
{
	statement(tx, "SELECT * FROM (SELECT * FROM inspection_remedies WHERE inspection_id = $1"
		      " AND finding_no = $2 ORDER BY remedy_no DESC LIMIT $3) AS last"
		      " ORDER BY remedy_no");
	bind_text(tx, inspection_id);
	bind_i64(tx, finding_no);
	bind_i64(tx, INSPECTION_REMEDIES_MAX);
}

bool inspection_remedy_next(struct transaction *tx, struct inspection_remedy *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_remedy){
		.inspection_id = column_text(tx, "inspection_id"),
		.finding_no = (uint32_t)column_i64(tx, "finding_no"),
		.remedy_no = (uint32_t)column_i64(tx, "remedy_no"),
		.remedied_on = column_text(tx, "remedied_on"),
		.accepted = column_i64(tx, "accepted") != 0,
		.note = column_text(tx, "note"),
		.recorded_on = column_text(tx, "recorded_on"),
	};
	return !transaction_failed(tx);
}
