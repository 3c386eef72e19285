/* round_dossiers.c - the dossiers of a round
 *
 * A member with a conflict in a dossier meets it in no list and in no count.
 */
#include "scoring/records.h"

#include "common/store/transaction.h"

void round_dossier_put(struct transaction *tx, const struct round_dossier *dossier)
{
	statement(tx, "INSERT INTO round_dossiers (round_id, dossier_id, version, admission,"
		      " product_id, product_name, producer_id, producer_name, set_no,"
		      " commune_code, province_code, sector_code, certificate_code, pass, closed,"
		      " gone, gone_reason, kind, due_on, reminded) VALUES ($1, $2, $3, $4, $5, $6,"
		      " $7, $8, $9, $10, $11, $12, $13, $14, 0, 0, '', $15, $16, 0)"
		      " ON CONFLICT (round_id, dossier_id) DO UPDATE SET"
		      " version = $3, admission = $4, product_id = $5, product_name = $6,"
		      " producer_id = $7, producer_name = $8, set_no = $9, commune_code = $10,"
		      " province_code = $11, sector_code = $12, certificate_code = $13,"
		      " pass = $14, closed = 0, gone = 0, gone_reason = '', kind = $15,"
		      " due_on = $16, reminded = 0");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, (int64_t)dossier->version);
	bind_i64(tx, dossier->admission);
	bind_text(tx, dossier->product_id);
	bind_text(tx, dossier->product_name);
	bind_text(tx, dossier->producer_id);
	bind_text(tx, dossier->producer_name);
	bind_i64(tx, dossier->set_no);
	bind_text(tx, dossier->commune_code);
	bind_text(tx, dossier->province_code);
	bind_text(tx, dossier->sector_code);
	bind_text(tx, dossier->certificate_code);
	bind_i64(tx, dossier->pass);
	bind_i64(tx, dossier->kind);
	bind_text(tx, dossier->due_on);
	statement_run(tx);
}

bool round_dossier_next(struct transaction *tx, struct round_dossier *ret_dossier)
{
	if (!statement_step(tx))
		return false;
	*ret_dossier = (struct round_dossier){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.admission = column_i64(tx, "admission"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.kind = (uint32_t)column_i64(tx, "kind"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.sector_code = column_text(tx, "sector_code"),
		.certificate_code = column_text(tx, "certificate_code"),
		.pass = (uint32_t)column_i64(tx, "pass"),
		.closed = column_i64(tx, "closed") != 0,
		.gone = column_i64(tx, "gone") != 0,
		.gone_reason = column_text(tx, "gone_reason"),
		.due_on = column_text(tx, "due_on"),
		.reminded = column_i64(tx, "reminded") != 0,
	};
	return !transaction_failed(tx);
}

bool round_dossier_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			struct round_dossier *ret_dossier)
{
	statement(tx, "SELECT * FROM round_dossiers WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	if (!round_dossier_next(tx, ret_dossier))
		return false;
	statement_end(tx);
	return true;
}

void round_dossier_update(struct transaction *tx, struct round_dossier *dossier)
{
	dossier->version++;
	statement(tx, "UPDATE round_dossiers SET version = $3, pass = $4, closed = $5, gone = $6,"
		      " gone_reason = $7, reminded = $8 WHERE round_id = $1 AND dossier_id = $2");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, (int64_t)dossier->version);
	bind_i64(tx, dossier->pass);
	bind_i64(tx, dossier->closed);
	bind_i64(tx, dossier->gone);
	bind_text(tx, dossier->gone_reason);
	bind_i64(tx, dossier->reminded);
	statement_run(tx);
}

void round_dossiers_list(struct transaction *tx, const char *round_id, const char *member_id,
			 const char *after, int64_t limit)
{
	statement(tx, "SELECT * FROM round_dossiers d WHERE round_id = $1 AND dossier_id > $3"
		      " AND gone = 0 AND NOT EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = d.round_id AND c.dossier_id = d.dossier_id"
		      " AND c.member_id = $2) ORDER BY dossier_id LIMIT $4");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	bind_text(tx, after);
	bind_i64(tx, limit);
}

void round_count(struct transaction *tx, const char *round_id, const char *member_id,
		 struct round_counts *ret_counts)
{
	struct round_counts counts = {0};

	statement(tx, "SELECT COUNT(*) AS dossiers, COALESCE(SUM(closed), 0) AS closed"
		      " FROM round_dossiers d WHERE round_id = $1 AND gone = 0 AND NOT EXISTS"
		      " (SELECT 1 FROM conflicts c WHERE c.round_id = d.round_id"
		      " AND c.dossier_id = d.dossier_id AND c.member_id = $2)");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	while (statement_step(tx)) {
		counts.dossiers = (uint32_t)column_i64(tx, "dossiers");
		counts.closed = (uint32_t)column_i64(tx, "closed");
	}
	*ret_counts = counts;
}

const char *round_dossier_open_after(struct transaction *tx, const char *round_id,
				     const char *after)
{
	const char *dossier_id = "";

	statement(tx, "SELECT dossier_id FROM round_dossiers WHERE round_id = $1"
		      " AND dossier_id > $2 AND gone = 0 AND closed = 0"
		      " ORDER BY dossier_id LIMIT 1");
	bind_text(tx, round_id);
	bind_text(tx, after);
	while (statement_step(tx))
		dossier_id = column_text(tx, "dossier_id");
	return dossier_id;
}

bool round_dossier_closed_after(struct transaction *tx, const char *round_id, const char *member_id,
				const char *after, struct round_dossier *ret_dossier)
{
	statement(tx, "SELECT * FROM round_dossiers d WHERE round_id = $1 AND dossier_id > $3"
		      " AND gone = 0 AND closed = 1 AND NOT EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = d.round_id AND c.dossier_id = d.dossier_id"
		      " AND c.member_id = $2) ORDER BY dossier_id LIMIT 1");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	bind_text(tx, after);
	if (!round_dossier_next(tx, ret_dossier))
		return false;
	statement_end(tx);
	return true;
}
