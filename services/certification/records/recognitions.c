/* recognitions.c - the mirror of what provinces recognised on the centre's results */
#include "certification/records/recognitions.h"

#include "common/store/transaction.h"

void recognition_put(struct transaction *tx, const struct recognition *recognition)
{
	statement(tx, "INSERT INTO recognitions (dossier_id, product_id, product_name, producer_id,"
		      " producer_name, commune_code, province_code, place_text, rulebook_code,"
		      " set_no, sector_code, kind, certificate_code, star, points_sum,"
		      " points_count, points_text, round_id, centre_decision_sha256,"
		      " decision_number, decided_on, recognised_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16, $17, $18, $19, $20, $21, $22)");
	bind_text(tx, recognition->dossier_id);
	bind_text(tx, recognition->product_id);
	bind_text(tx, recognition->product_name);
	bind_text(tx, recognition->producer_id);
	bind_text(tx, recognition->producer_name);
	bind_text(tx, recognition->commune_code);
	bind_text(tx, recognition->province_code);
	bind_text(tx, recognition->place_text);
	bind_text(tx, recognition->rulebook_code);
	bind_i64(tx, recognition->set_no);
	bind_text(tx, recognition->sector_code);
	bind_i64(tx, recognition->kind);
	bind_text(tx, recognition->certificate_code);
	bind_i64(tx, recognition->star);
	bind_i64(tx, recognition->points_sum);
	bind_i64(tx, recognition->points_count);
	bind_text(tx, recognition->points_text);
	bind_text(tx, recognition->round_id);
	bind_text(tx, recognition->centre_decision_sha256);
	bind_text(tx, recognition->decision_number);
	bind_text(tx, recognition->decided_on);
	bind_i64(tx, recognition->recognised_at_us);
	statement_run(tx);
}

bool recognition_load(struct transaction *tx, const char *dossier_id,
		      struct recognition *ret_recognition)
{
	statement(tx, "SELECT * FROM recognitions WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return false;

	*ret_recognition = (struct recognition){
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
		.sector_code = column_text(tx, "sector_code"),
		.kind = (uint32_t)column_i64(tx, "kind"),
		.certificate_code = column_text(tx, "certificate_code"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_sum = (uint32_t)column_i64(tx, "points_sum"),
		.points_count = (uint32_t)column_i64(tx, "points_count"),
		.points_text = column_text(tx, "points_text"),
		.round_id = column_text(tx, "round_id"),
		.centre_decision_sha256 = column_text(tx, "centre_decision_sha256"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.recognised_at_us = column_i64(tx, "recognised_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

/* A certificate names the centre's round, or the scan of its decision. Kind 2 is an upgrade. */
void recognitions_without_certificate(struct transaction *tx, int64_t limit)
{
	statement(tx,
		  "SELECT dossier_id, recognised_at_us FROM recognitions r WHERE NOT EXISTS"
		  " (SELECT 1 FROM certificates c WHERE c.round_id = r.round_id"
		  " AND c.dossier_id = r.dossier_id AND c.corrects_code IS NULL) AND NOT EXISTS"
		  " (SELECT 1 FROM certificates c WHERE c.dossier_id = r.dossier_id"
		  " AND c.centre_decision_sha256 IS NOT NULL AND c.corrects_code IS NULL)"
		  " AND EXISTS (SELECT 1 FROM product_codes p WHERE p.product_id = r.product_id)"
		  " AND NOT (kind = 2 AND EXISTS (SELECT 1 FROM certificates o"
		  " WHERE o.code = r.certificate_code AND o.star >= r.star))"
		  " ORDER BY recognised_at_us LIMIT $1");
	bind_i64(tx, limit);
}

bool recognition_next(struct transaction *tx, struct recognition *ret_recognition)
{
	if (!statement_step(tx))
		return false;
	*ret_recognition = (struct recognition){
		.dossier_id = column_text(tx, "dossier_id"),
		.recognised_at_us = column_i64(tx, "recognised_at_us"),
	};
	return true;
}

bool recognition_has_certificate(struct transaction *tx, const struct recognition *recognition)
{
	bool exists;

	statement(tx, "SELECT 1 FROM certificates WHERE dossier_id = $1 AND corrects_code IS NULL"
		      " AND (round_id = $2 OR centre_decision_sha256 IS NOT NULL)");
	bind_text(tx, recognition->dossier_id);
	bind_text(tx, recognition->round_id);
	exists = statement_step(tx);
	if (exists)
		statement_end(tx);
	return exists;
}
