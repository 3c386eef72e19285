/* import_claim.c - statements on rows of old registers */
#include "registration/records/import_claim.h"

#include "common/store/transaction.h"

bool import_claim_exists(struct transaction *tx, const char *claim_id)
{
	statement(tx, "SELECT 1 AS there FROM import_claims WHERE claim_id = $1");
	bind_text(tx, claim_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void import_claim_insert(struct transaction *tx, const struct import_claim *claim)
{
	statement(tx, "INSERT INTO import_claims (claim_id, product_id, line, stars, score,"
		      " decision_number, decision_date, expiry_date, product_group, year, event,"
		      " source_url, imported_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
	bind_text(tx, claim->claim_id);
	bind_text(tx, claim->product_id);
	bind_i64(tx, claim->line);
	bind_i64(tx, claim->stars);
	bind_text(tx, claim->score);
	bind_text(tx, claim->decision_number);
	bind_text(tx, claim->decision_date);
	bind_text(tx, claim->expiry_date);
	bind_text(tx, claim->product_group);
	bind_text(tx, claim->year);
	bind_text(tx, claim->event);
	bind_text(tx, claim->source_url);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}
