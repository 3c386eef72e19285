/* claims.c - the mirror of what old registers claim, and which claims were judged */
#include "certification/records.h"

#include "common/store/transaction.h"

void claim_put(struct transaction *tx, const struct claim *claim)
{
	statement(tx, "INSERT INTO claims (claim_id, product_id, product_name, producer_id,"
		      " producer_name, commune_code, province_code, place_text, star, points_text,"
		      " decision_number, decision_date, expiry_date, event, source_url,"
		      " claimed_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
		      " $13, $14, $15, $16)");
	bind_text(tx, claim->claim_id);
	bind_text(tx, claim->product_id);
	bind_text(tx, claim->product_name);
	bind_text(tx, claim->producer_id);
	bind_text(tx, claim->producer_name);
	bind_text(tx, claim->commune_code);
	bind_text(tx, claim->province_code);
	bind_text(tx, claim->place_text);
	bind_i64(tx, claim->star);
	bind_text(tx, claim->points_text);
	bind_text(tx, claim->decision_number);
	bind_text(tx, claim->decision_date);
	bind_text(tx, claim->expiry_date);
	bind_text(tx, claim->event);
	bind_text(tx, claim->source_url);
	bind_i64(tx, claim->claimed_at_us);
	statement_run(tx);
}

bool claim_load(struct transaction *tx, const char *claim_id, struct claim *ret_claim)
{
	statement(tx, "SELECT * FROM claims WHERE claim_id = $1");
	bind_text(tx, claim_id);
	if (!statement_step(tx))
		return false;

	*ret_claim = (struct claim){
		.claim_id = column_text(tx, "claim_id"),
		.product_id = column_text(tx, "product_id"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.place_text = column_text(tx, "place_text"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_text = column_text(tx, "points_text"),
		.decision_number = column_text(tx, "decision_number"),
		.decision_date = column_text(tx, "decision_date"),
		.expiry_date = column_text(tx, "expiry_date"),
		.event = column_text(tx, "event"),
		.source_url = column_text(tx, "source_url"),
		.claimed_at_us = column_i64(tx, "claimed_at_us"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

void claims_not_judged(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT claim_id, claimed_at_us FROM claims c WHERE NOT EXISTS"
		      " (SELECT 1 FROM judged_claims j WHERE j.claim_id = c.claim_id)"
		      " ORDER BY claim_id LIMIT $1");
	bind_i64(tx, limit);
}

bool claim_next(struct transaction *tx, struct claim *ret_claim)
{
	if (!statement_step(tx))
		return false;
	*ret_claim = (struct claim){
		.claim_id = column_text(tx, "claim_id"),
		.claimed_at_us = column_i64(tx, "claimed_at_us"),
	};
	return true;
}

bool claim_is_judged(struct transaction *tx, const char *claim_id)
{
	bool judged;

	statement(tx, "SELECT 1 FROM judged_claims WHERE claim_id = $1");
	bind_text(tx, claim_id);
	judged = statement_step(tx);
	if (judged)
		statement_end(tx);
	return judged;
}

void judged_claim_insert(struct transaction *tx, const char *claim_id, const char *certificate_code)
{
	statement(tx, "INSERT INTO judged_claims (claim_id, certificate_code, judged_at_us)"
		      " VALUES ($1, $2, $3)");
	bind_text(tx, claim_id);
	bind_text(tx, certificate_code);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}
