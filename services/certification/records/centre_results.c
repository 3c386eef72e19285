/* centre_results.c - the mirror of what the centre recognised without this software */
#include "certification/records.h"

#include "common/store/transaction.h"

void centre_result_put(struct transaction *tx, const struct centre_result *result)
{
	statement(tx, "INSERT INTO centre_results (dossier_id, product_id, product_name,"
		      " producer_id, producer_name, commune_code, province_code, place_text,"
		      " rulebook_code, set_no, points_text, star, decision_number, decided_on,"
		      " certificate_number, valid_until, decision_sha256, certificate_code,"
		      " recorded_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17, $18, $19)");
	bind_text(tx, result->dossier_id);
	bind_text(tx, result->product_id);
	bind_text(tx, result->product_name);
	bind_text(tx, result->producer_id);
	bind_text(tx, result->producer_name);
	bind_text(tx, result->commune_code);
	bind_text(tx, result->province_code);
	bind_text(tx, result->place_text);
	bind_text(tx, result->rulebook_code);
	bind_i64(tx, result->set_no);
	bind_text(tx, result->points_text);
	bind_i64(tx, result->star);
	bind_text(tx, result->decision_number);
	bind_text(tx, result->decided_on);
	bind_text(tx, result->certificate_number);
	bind_text(tx, result->valid_until);
	bind_text(tx, result->decision_sha256);
	bind_text(tx, result->certificate_code);
	bind_i64(tx, result->recorded_at_us);
	statement_run(tx);
}

void centre_refusal_put(struct transaction *tx, const char *dossier_id,
			const char *certificate_code)
{
	statement(tx, "INSERT INTO centre_refusals (dossier_id, certificate_code) VALUES ($1, $2)"
		      " ON CONFLICT (dossier_id) DO NOTHING");
	bind_text(tx, dossier_id);
	bind_text(tx, certificate_code);
	statement_run(tx);
}

bool centre_result_load(struct transaction *tx, const char *dossier_id,
			struct centre_result *ret_result)
{
	statement(tx, "SELECT * FROM centre_results WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return false;

	*ret_result = (struct centre_result){
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.place_text = column_text(tx, "place_text"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.points_text = column_text(tx, "points_text"),
		.star = (uint32_t)column_i64(tx, "star"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.certificate_number = column_text(tx, "certificate_number"),
		.valid_until = column_text(tx, "valid_until"),
		.decision_sha256 = column_text(tx, "decision_sha256"),
		.certificate_code = column_text(tx, "certificate_code"),
		.recorded_at_us = column_i64(tx, "recorded_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

void centre_results_without_certificate(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT dossier_id, recorded_at_us FROM centre_results r WHERE NOT EXISTS"
		      " (SELECT 1 FROM certificates c WHERE c.dossier_id = r.dossier_id"
		      " AND c.centre_decision_sha256 IS NOT NULL AND c.corrects_code IS NULL)"
		      " ORDER BY dossier_id LIMIT $1");
	bind_i64(tx, limit);
}

bool centre_result_next(struct transaction *tx, struct centre_result *ret_result)
{
	if (!statement_step(tx))
		return false;
	*ret_result = (struct centre_result){
		.dossier_id = column_text(tx, "dossier_id"),
		.recorded_at_us = column_i64(tx, "recorded_at_us"),
	};
	return true;
}

bool centre_result_has_certificate(struct transaction *tx, const char *dossier_id)
{
	bool exists;

	statement(tx, "SELECT 1 FROM certificates WHERE dossier_id = $1"
		      " AND centre_decision_sha256 IS NOT NULL AND corrects_code IS NULL");
	bind_text(tx, dossier_id);
	exists = statement_step(tx);
	if (exists)
		statement_end(tx);
	return exists;
}
