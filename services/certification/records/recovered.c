/* recovered.c - leaves that a restored store had forgotten, and what became of them */
#include "certification/records/recovered.h"

#include "certification/records.h"
#include "common/store/transaction.h"

void recovered_leaf_insert(struct transaction *tx, const struct recovered_leaf *leaf)
{
	statement(tx, "INSERT INTO recovered_leaves (leaf_index, type, thing_id, told_at_us,"
		      " recovered_at_us, outcome, paper_number, reason, settled_by, settled_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, '', '', $7, $8)");
	bind_i64(tx, (int64_t)leaf->leaf_index);
	bind_text(tx, leaf->type);
	bind_text(tx, leaf->thing_id);
	bind_i64(tx, leaf->told_at_us);
	bind_i64(tx, leaf->recovered_at_us);
	bind_i64(tx, leaf->outcome);
	bind_text(tx, leaf->settled_by);
	bind_i64(tx, leaf->settled_at_us);
	statement_run(tx);
}

void recovered_leaf_settle(struct transaction *tx, const struct recovered_leaf *leaf)
{
	statement(tx, "UPDATE recovered_leaves SET outcome = $1, paper_number = $2, reason = $3,"
		      " settled_by = $4, settled_at_us = $5 WHERE leaf_index = $6");
	bind_i64(tx, leaf->outcome);
	bind_text(tx, leaf->paper_number);
	bind_text(tx, leaf->reason);
	bind_text(tx, leaf->settled_by);
	bind_i64(tx, leaf->settled_at_us);
	bind_i64(tx, (int64_t)leaf->leaf_index);
	statement_run(tx);
}

void recovered_leaves_list(struct transaction *tx, uint64_t from, bool open_only, int64_t limit)
{
	if (open_only)
		statement(tx, "SELECT * FROM recovered_leaves WHERE leaf_index >= $1"
			      " AND outcome = 0 ORDER BY leaf_index LIMIT $2");
	else
		statement(tx, "SELECT * FROM recovered_leaves WHERE leaf_index >= $1"
			      " ORDER BY leaf_index LIMIT $2");
	bind_i64(tx, (int64_t)from);
	bind_i64(tx, limit);
}

bool recovered_leaf_next(struct transaction *tx, struct recovered_leaf *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct recovered_leaf){
		.leaf_index = (uint64_t)column_i64(tx, "leaf_index"),
		.type = column_text(tx, "type"),
		.thing_id = column_text(tx, "thing_id"),
		.told_at_us = column_i64(tx, "told_at_us"),
		.recovered_at_us = column_i64(tx, "recovered_at_us"),
		.outcome = (Ocop__Certification__V1__RecoveredOutcome)column_i64(tx, "outcome"),
		.paper_number = column_text(tx, "paper_number"),
		.reason = column_text(tx, "reason"),
		.settled_by = column_text(tx, "settled_by"),
		.settled_at_us = column_i64(tx, "settled_at_us"),
	};
	return !transaction_failed(tx);
}

bool recovered_leaf_load(struct transaction *tx, uint64_t leaf_index, struct recovered_leaf *ret)
{
	statement(tx, "SELECT * FROM recovered_leaves WHERE leaf_index = $1");
	bind_i64(tx, (int64_t)leaf_index);
	if (!recovered_leaf_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

/* What is taken back now is to be entered again, whoever did so before. */
void recovered_leaves_settle_until(struct transaction *tx, uint64_t last_leaf,
				   int64_t settled_at_us)
{
	statement(tx, "UPDATE recovered_leaves SET outcome = 2, settled_by = 'system',"
		      " settled_at_us = $1 WHERE leaf_index <= $2 AND outcome = 0"
		      " AND recovered_at_us < (SELECT max(recovered_at_us) FROM recovered_leaves)");
	bind_i64(tx, settled_at_us);
	bind_i64(tx, (int64_t)last_leaf);
	statement_run(tx);
}

uint32_t recovered_leaves_open(struct transaction *tx)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM recovered_leaves WHERE outcome = 0");
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return (uint32_t)count;
}

void recovered_leaves_count(struct transaction *tx, struct recovered_count *ret_count)
{
	*ret_count = (struct recovered_count){0};
	statement(tx, "SELECT min(leaf_index) AS first_leaf, max(leaf_index) AS last_leaf,"
		      " count(*) FILTER (WHERE outcome = 1) AS complete,"
		      " count(*) FILTER (WHERE outcome = 2) AS reentered,"
		      " count(*) FILTER (WHERE outcome = 3) AS burnt FROM recovered_leaves"
		      " WHERE recovered_at_us ="
		      " (SELECT max(recovered_at_us) FROM recovered_leaves)");
	while (statement_step(tx)) {
		ret_count->first_leaf = (uint64_t)column_i64(tx, "first_leaf");
		ret_count->last_leaf = (uint64_t)column_i64(tx, "last_leaf");
		ret_count->complete = (uint32_t)column_i64(tx, "complete");
		ret_count->reentered = (uint32_t)column_i64(tx, "reentered");
		ret_count->burnt = (uint32_t)column_i64(tx, "burnt");
	}
}

void certificate_complete(struct transaction *tx, const struct certificate *certificate)
{
	const char *claim_id = certificate->claim_id;

	statement(tx, "UPDATE certificates SET product_name = $1, producer_name = $2,"
		      " place_text = $3, points_text = $4, source_url = $5, claim_id = $6"
		      " WHERE code = $7");
	bind_text(tx, certificate->product_name);
	bind_text(tx, certificate->producer_name);
	bind_text(tx, certificate->place_text);
	bind_text(tx, certificate->points_text);
	bind_text(tx, certificate->source_url);
	bind_text(tx, claim_id[0] == '\0' ? NULL : claim_id);
	bind_text(tx, certificate->code);
	statement_run(tx);
}

bool claim_find_forgotten(struct transaction *tx, const struct certificate *certificate,
			  const char **ret_claim_id)
{
	bool found;

	statement(tx, "SELECT c.claim_id FROM claims c WHERE c.product_id = $1 AND c.star = $2"
		      " AND c.decision_number = $3 AND c.decision_date = $4 AND NOT EXISTS"
		      " (SELECT 1 FROM judged_claims j WHERE j.claim_id = c.claim_id)"
		      " ORDER BY c.claimed_at_us, c.claim_id LIMIT 1");
	bind_text(tx, certificate->product_id);
	bind_i64(tx, certificate->star);
	bind_text(tx, certificate->decision_number);
	bind_text(tx, certificate->decided_on);
	found = statement_step(tx);
	if (found) {
		*ret_claim_id = column_text(tx, "claim_id");
		statement_end(tx);
	}
	return found;
}
