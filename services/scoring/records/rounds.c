/* rounds.c - the rounds of this shard */
#include "scoring/records.h"

#include "common/store/transaction.h"

void round_insert(struct transaction *tx, const struct round *round)
{
	statement(tx, "INSERT INTO rounds (round_id, version, name, level, unit_code,"
		      " rulebook_code, held_on, proposals_before, gate_level, gate_effect,"
		      " spread_points, quorum_percent, secretary_scores, documents_ahead_days,"
		      " propose_despite_minimums, products_a_day, state, rulebook_sha256, kind,"
		      " council_decision, opened_at_us, report_number, decision_number,"
		      " decided_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
		      " $13, $14, $15, $16, $17, $18, $19, '', 0, '', NULL, '')");
	bind_text(tx, round->round_id);
	bind_i64(tx, (int64_t)round->version);
	bind_text(tx, round->name);
	bind_i64(tx, (int64_t)round->level);
	bind_text(tx, round->unit_code);
	bind_text(tx, round->rulebook_code);
	bind_text(tx, round->held_on);
	bind_text(tx, round->proposals_before);
	bind_i64(tx, (int64_t)round->gate_level);
	bind_i64(tx, (int64_t)round->gate_effect);
	bind_i64(tx, round->spread_points);
	bind_i64(tx, round->quorum_percent);
	bind_i64(tx, round->secretary_scores);
	bind_i64(tx, round->documents_ahead_days);
	bind_i64(tx, round->propose_despite_minimums);
	bind_i64(tx, round->products_a_day);
	bind_i64(tx, (int64_t)round->state);
	bind_text(tx, round->rulebook_sha256);
	bind_i64(tx, (int64_t)round->kind);
	statement_run(tx);
}

bool round_next(struct transaction *tx, struct round *ret_round)
{
	if (!statement_step(tx))
		return false;
	*ret_round = (struct round){
		.round_id = column_text(tx, "round_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.name = column_text(tx, "name"),
		.kind = (Ocop__Scoring__V1__RoundKind)column_i64(tx, "kind"),
		.level = (Ocop__Scoring__V1__Level)column_i64(tx, "level"),
		.unit_code = column_text(tx, "unit_code"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.rulebook_sha256 = column_text(tx, "rulebook_sha256"),
		.held_on = column_text(tx, "held_on"),
		.proposals_before = column_text(tx, "proposals_before"),
		.gate_level = (Ocop__Scoring__V1__GateLevel)column_i64(tx, "gate_level"),
		.gate_effect = (Ocop__Scoring__V1__GateEffect)column_i64(tx, "gate_effect"),
		.spread_points = (uint32_t)column_i64(tx, "spread_points"),
		.quorum_percent = (uint32_t)column_i64(tx, "quorum_percent"),
		.secretary_scores = column_i64(tx, "secretary_scores") != 0,
		.documents_ahead_days = (uint32_t)column_i64(tx, "documents_ahead_days"),
		.propose_despite_minimums = column_i64(tx, "propose_despite_minimums") != 0,
		.products_a_day = (uint32_t)column_i64(tx, "products_a_day"),
		.state = (Ocop__Scoring__V1__RoundState)column_i64(tx, "state"),
		.council_decision = column_text(tx, "council_decision"),
		.opened_at_us = column_i64(tx, "opened_at_us"),
		.report_number = column_text(tx, "report_number"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
	};
	return !transaction_failed(tx);
}

bool round_load(struct transaction *tx, const char *round_id, struct round *ret_round)
{
	statement(tx, "SELECT * FROM rounds WHERE round_id = $1");
	bind_text(tx, round_id);
	if (!round_next(tx, ret_round))
		return false;
	statement_end(tx);
	return true;
}

void round_update(struct transaction *tx, struct round *round)
{
	round->version++;
	statement(tx, "UPDATE rounds SET version = $2, state = $3, council_decision = $4,"
		      " opened_at_us = $5, report_number = $6, decision_number = $7,"
		      " decided_on = $8 WHERE round_id = $1");
	bind_text(tx, round->round_id);
	bind_i64(tx, (int64_t)round->version);
	bind_i64(tx, (int64_t)round->state);
	bind_text(tx, round->council_decision);
	bind_i64(tx, round->opened_at_us);
	bind_text(tx, round->report_number);
	bind_text(tx, round->decision_number[0] ? round->decision_number : NULL);
	bind_text(tx, round->decided_on);
	statement_run(tx);
}

bool decision_number_exists(struct transaction *tx, const char *decision_number)
{
	statement(tx, "SELECT 1 AS found FROM rounds WHERE decision_number = $1");
	bind_text(tx, decision_number);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void rounds_list(struct transaction *tx, Ocop__Scoring__V1__RoundState state, const char *before,
		 int64_t limit)
{
	if (state)
		statement(tx, "SELECT * FROM rounds WHERE round_id < $1"
			      " AND state = $3 ORDER BY round_id DESC LIMIT $2");
	else
		statement(tx, "SELECT * FROM rounds WHERE round_id < $1"
			      " ORDER BY round_id DESC LIMIT $2");
	bind_text(tx, before);
	bind_i64(tx, limit);
	if (state)
		bind_i64(tx, (int64_t)state);
}
