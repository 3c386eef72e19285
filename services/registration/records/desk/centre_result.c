/* centre_result.c - statements on what the centre gave */
#include "registration/records/desk/centre_result.h"

#include "common/store/transaction.h"

void centre_result_put(struct transaction *tx, const struct centre_result *result)
{
	statement(tx, "INSERT INTO centre_results (dossier_id, round_id, submission_no, star,"
		      " points_sum, points_count, points_text, decision_number, decided_on,"
		      " decision_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		      " ON CONFLICT (dossier_id) DO UPDATE SET round_id = excluded.round_id,"
		      " submission_no = excluded.submission_no, star = excluded.star,"
		      " points_sum = excluded.points_sum, points_count = excluded.points_count,"
		      " points_text = excluded.points_text,"
		      " decision_number = excluded.decision_number,"
		      " decided_on = excluded.decided_on,"
		      " decision_sha256 = excluded.decision_sha256");
	bind_text(tx, result->dossier_id);
	bind_text(tx, result->round_id);
	bind_i64(tx, result->submission_no);
	bind_i64(tx, result->star);
	bind_i64(tx, result->points_sum);
	bind_i64(tx, result->points_count);
	bind_text(tx, result->points_text);
	bind_text(tx, result->decision_number);
	bind_text(tx, result->decided_on);
	bind_text(tx, result->decision_sha256);
	statement_run(tx);
}

void centre_result_load(struct transaction *tx, const char *dossier_id,
			struct centre_result *ret_result)
{
	*ret_result = (struct centre_result){.dossier_id = "",
					     .round_id = "",
					     .points_text = "",
					     .decision_number = "",
					     .decided_on = "",
					     .decision_sha256 = ""};
	statement(tx, "SELECT * FROM centre_results WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return;
	*ret_result = (struct centre_result){
		.exists = true,
		.dossier_id = column_text(tx, "dossier_id"),
		.round_id = column_text(tx, "round_id"),
		.submission_no = (uint32_t)column_i64(tx, "submission_no"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_sum = (uint32_t)column_i64(tx, "points_sum"),
		.points_count = (uint32_t)column_i64(tx, "points_count"),
		.points_text = column_text(tx, "points_text"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.decision_sha256 = column_text(tx, "decision_sha256"),
	};
	statement_end(tx);
}
