/* decided_results.c - the mirror of what scoring's rounds decided */
#include "certification/records.h"

#include "common/store/transaction.h"

void decided_result_put(struct transaction *tx, const struct decided_result *result)
{
	statement(tx, "INSERT INTO decided_results (round_id, dossier_id, product_id, product_name,"
		      " producer_id, producer_name, level, decision, star, points_sum,"
		      " points_count, mean_text, rulebook_code, set_no, sector_code, commune_code,"
		      " province_code, decision_number, decided_on, certificate_code,"
		      " decided_at_us, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
		      " $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)");
	bind_text(tx, result->round_id);
	bind_text(tx, result->dossier_id);
	bind_text(tx, result->product_id);
	bind_text(tx, result->product_name);
	bind_text(tx, result->producer_id);
	bind_text(tx, result->producer_name);
	bind_i64(tx, result->level);
	bind_i64(tx, result->decision);
	bind_i64(tx, result->star);
	bind_i64(tx, result->points_sum);
	bind_i64(tx, result->points_count);
	bind_text(tx, result->mean_text);
	bind_text(tx, result->rulebook_code);
	bind_i64(tx, result->set_no);
	bind_text(tx, result->sector_code);
	bind_text(tx, result->commune_code);
	bind_text(tx, result->province_code);
	bind_text(tx, result->decision_number);
	bind_text(tx, result->decided_on);
	bind_text(tx, result->certificate_code);
	bind_i64(tx, result->decided_at_us);
	bind_i64(tx, result->kind);
	statement_run(tx);
}

bool decided_result_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			 struct decided_result *ret_result)
{
	statement(tx, "SELECT * FROM decided_results WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return false;

	*ret_result = (struct decided_result){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.level = (uint32_t)column_i64(tx, "level"),
		.decision = (uint32_t)column_i64(tx, "decision"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_sum = (uint32_t)column_i64(tx, "points_sum"),
		.points_count = (uint32_t)column_i64(tx, "points_count"),
		.mean_text = column_text(tx, "mean_text"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.sector_code = column_text(tx, "sector_code"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.kind = (uint32_t)column_i64(tx, "kind"),
		.certificate_code = column_text(tx, "certificate_code"),
		.decided_at_us = column_i64(tx, "decided_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

/* Decision 1 is recognised, kind 2 an upgrade. */
void decided_results_without_certificate(struct transaction *tx, int64_t limit)
{
	statement(tx,
		  "SELECT round_id, dossier_id, decided_at_us FROM decided_results r"
		  " WHERE decision = 1 AND star >= 3 AND NOT EXISTS (SELECT 1 FROM certificates c"
		  " WHERE c.round_id = r.round_id AND c.dossier_id = r.dossier_id"
		  " AND c.corrects_code IS NULL) AND EXISTS (SELECT 1 FROM product_codes p"
		  " WHERE p.product_id = r.product_id) AND EXISTS (SELECT 1 FROM decisions d"
		  " WHERE d.round_id = r.round_id) AND NOT (kind = 2 AND EXISTS"
		  " (SELECT 1 FROM certificates o WHERE o.code = r.certificate_code"
		  " AND o.star >= r.star)) ORDER BY decided_at_us LIMIT $1");
	bind_i64(tx, limit);
}

bool decided_result_next(struct transaction *tx, struct decided_result *ret_result)
{
	if (!statement_step(tx))
		return false;
	*ret_result = (struct decided_result){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.decided_at_us = column_i64(tx, "decided_at_us"),
	};
	return true;
}
