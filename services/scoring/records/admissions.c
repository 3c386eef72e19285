/* admissions.c - what registration told of dossiers, and what this shard answered */
#include "scoring/records.h"

#include "common/store/transaction.h"

void admission_put(struct transaction *tx, const struct admission *admission)
{
	statement(tx, "INSERT INTO admitted_dossiers (dossier_id, admission, round_id, product_id,"
		      " product_name, producer_id, producer_name, kind, rulebook_code, set_no,"
		      " commune_code, province_code, sector_code, certificate_code, admitted_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, admission->dossier_id);
	bind_i64(tx, admission->admission);
	bind_text(tx, admission->round_id);
	bind_text(tx, admission->product_id);
	bind_text(tx, admission->product_name);
	bind_text(tx, admission->producer_id);
	bind_text(tx, admission->producer_name);
	bind_i64(tx, admission->kind);
	bind_text(tx, admission->rulebook_code);
	bind_i64(tx, admission->set_no);
	bind_text(tx, admission->commune_code);
	bind_text(tx, admission->province_code);
	bind_text(tx, admission->sector_code);
	bind_text(tx, admission->certificate_code);
	bind_i64(tx, admission->admitted_at_us);
	statement_run(tx);
}

bool admission_load_open(struct transaction *tx, const char *round_id, const char *dossier_id,
			 struct admission *ret_admission)
{
	statement(tx, "SELECT * FROM admitted_dossiers a WHERE dossier_id = $1 AND round_id = $2"
		      " AND NOT EXISTS (SELECT 1 FROM answered_admissions x"
		      " WHERE x.dossier_id = a.dossier_id AND x.admission = a.admission)"
		      " ORDER BY admission LIMIT 1");
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	if (!statement_step(tx))
		return false;
	*ret_admission = (struct admission){
		.dossier_id = column_text(tx, "dossier_id"),
		.admission = column_i64(tx, "admission"),
		.round_id = column_text(tx, "round_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.kind = (uint32_t)column_i64(tx, "kind"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.sector_code = column_text(tx, "sector_code"),
		.certificate_code = column_text(tx, "certificate_code"),
		.admitted_at_us = column_i64(tx, "admitted_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

void admissions_open(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT round_id, dossier_id, admission, admitted_at_us"
		      " FROM admitted_dossiers a WHERE NOT EXISTS"
		      " (SELECT 1 FROM answered_admissions x WHERE x.dossier_id = a.dossier_id"
		      " AND x.admission = a.admission) ORDER BY arrival LIMIT $1");
	bind_i64(tx, limit);
}

bool admission_next(struct transaction *tx, struct admission *ret_admission)
{
	if (!statement_step(tx))
		return false;
	*ret_admission = (struct admission){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.admission = column_i64(tx, "admission"),
		.admitted_at_us = column_i64(tx, "admitted_at_us"),
	};
	return true;
}

void admission_answer(struct transaction *tx, const struct admission *admission, bool taken)
{
	statement(tx, "INSERT INTO answered_admissions (dossier_id, admission, round_id, taken)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, admission->dossier_id);
	bind_i64(tx, admission->admission);
	bind_text(tx, admission->round_id);
	bind_i64(tx, taken);
	statement_run(tx);
}

void withdrawal_put(struct transaction *tx, const struct withdrawal *withdrawal)
{
	statement(tx, "INSERT INTO withdrawn_dossiers (dossier_id, withdrawal, reason,"
		      " withdrawn_at_us) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
	bind_text(tx, withdrawal->dossier_id);
	bind_i64(tx, withdrawal->withdrawal);
	bind_text(tx, withdrawal->reason);
	bind_i64(tx, withdrawal->withdrawn_at_us);
	statement_run(tx);
}

bool dossier_was_withdrawn(struct transaction *tx, const char *dossier_id, int64_t admission)
{
	statement(tx, "SELECT 1 AS found FROM withdrawn_dossiers"
		      " WHERE dossier_id = $1 AND withdrawal > $2 LIMIT 1");
	bind_text(tx, dossier_id);
	bind_i64(tx, admission);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void withdrawals_pending(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT d.round_id, d.dossier_id, w.reason, w.withdrawn_at_us"
		      " FROM withdrawn_dossiers w JOIN round_dossiers d"
		      " ON d.dossier_id = w.dossier_id AND w.withdrawal > d.admission"
		      " JOIN rounds r ON r.round_id = d.round_id"
		      " WHERE d.gone = 0 AND d.closed = 0 AND r.state <= 3 LIMIT $1");
	bind_i64(tx, limit);
}

bool withdrawal_next(struct transaction *tx, struct pending_withdrawal *ret_withdrawal)
{
	if (!statement_step(tx))
		return false;
	*ret_withdrawal = (struct pending_withdrawal){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.reason = column_text(tx, "reason"),
		.withdrawn_at_us = column_i64(tx, "withdrawn_at_us"),
	};
	return true;
}
