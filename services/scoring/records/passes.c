/* passes.c - what belongs to one pass of a dossier: findings, agreed options, its result */
#include "scoring/records.h"

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/store/transaction.h"

/* A sheet has at most 512 nodes, each with at most a few kinds of findings; a council records a
 * handful. */
enum { PASS_ROWS_MAX = 1024 };

void finding_put(struct transaction *tx, const struct round_dossier *dossier,
		 const struct finding *finding)
{
	statement(tx, "INSERT INTO findings (round_id, dossier_id, pass, kind, code, reason,"
		      " votes_for, votes_against) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
		      " ON CONFLICT (round_id, dossier_id, pass, kind, code)"
		      " DO UPDATE SET reason = $6, votes_for = $7, votes_against = $8");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->pass);
	bind_i64(tx, (int64_t)finding->kind);
	bind_text(tx, finding->code);
	bind_text(tx, finding->reason);
	bind_i64(tx, finding->votes_for);
	bind_i64(tx, finding->votes_against);
	statement_run(tx);
}

const struct finding *findings_load(struct transaction *tx, const char *round_id,
				    const char *dossier_id, uint32_t pass, size_t *ret_count)
{
	struct finding *findings = NULL;
	size_t count = 0;
	size_t capacity = 0;

	statement(tx, "SELECT kind, code, reason, votes_for, votes_against FROM findings"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3"
		      " ORDER BY kind, code LIMIT $4");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	bind_i64(tx, PASS_ROWS_MAX);
	while (statement_step(tx)) {
		findings = memory_grow(findings, count, &capacity, sizeof(*findings));
		findings[count].kind = (Ocop__Scoring__V1__FindingKind)column_i64(tx, "kind");
		findings[count].code = column_text(tx, "code");
		findings[count].reason = column_text(tx, "reason");
		findings[count].votes_for = (uint32_t)column_i64(tx, "votes_for");
		findings[count].votes_against = (uint32_t)column_i64(tx, "votes_against");
		count++;
	}
	const struct finding *kept =
		count ? arena_copy(transaction_arena(tx), findings, count * sizeof(*findings))
		      : NULL;
	memory_free(findings);
	*ret_count = count;
	return kept;
}

void agreed_option_put(struct transaction *tx, const struct round_dossier *dossier,
		       const struct choice *choice)
{
	statement(tx, "INSERT INTO agreed_options (round_id, dossier_id, pass, criterion_code,"
		      " option_no) VALUES ($1, $2, $3, $4, $5)"
		      " ON CONFLICT (round_id, dossier_id, pass, criterion_code)"
		      " DO UPDATE SET option_no = $5");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->pass);
	bind_text(tx, choice->criterion_code);
	bind_i64(tx, choice->option_no);
	statement_run(tx);
}

const struct choice *agreed_options_load(struct transaction *tx, const char *round_id,
					 const char *dossier_id, uint32_t pass, size_t *ret_count)
{
	struct choice *choices = NULL;
	size_t count = 0;
	size_t capacity = 0;

	statement(tx, "SELECT criterion_code, option_no FROM agreed_options"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3"
		      " ORDER BY criterion_code LIMIT $4");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	bind_i64(tx, PASS_ROWS_MAX);
	while (statement_step(tx)) {
		choices = memory_grow(choices, count, &capacity, sizeof(*choices));
		choices[count].criterion_code = column_text(tx, "criterion_code");
		choices[count].option_no = (uint32_t)column_i64(tx, "option_no");
		count++;
	}
	const struct choice *kept =
		count ? arena_copy(transaction_arena(tx), choices, count * sizeof(*choices)) : NULL;
	memory_free(choices);
	*ret_count = count;
	return kept;
}

void pass_insert(struct transaction *tx, const struct round_dossier *dossier, const char *reason)
{
	statement(tx, "INSERT INTO passes (round_id, dossier_id, pass, reason, ordered_at_us)"
		      " VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->pass);
	bind_text(tx, reason);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

const char *pass_reason_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			     uint32_t pass)
{
	const char *reason = "";

	statement(tx, "SELECT reason FROM passes WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass = $3");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	while (statement_step(tx))
		reason = column_text(tx, "reason");
	return reason;
}

void result_insert(struct transaction *tx, const struct stored_result *result)
{
	statement(tx, "INSERT INTO results (round_id, dossier_id, pass, result, decision)"
		      " VALUES ($1, $2, $3, $4, 0)");
	bind_text(tx, result->round_id);
	bind_text(tx, result->dossier_id);
	bind_i64(tx, result->pass);
	bind_bytes(tx, result->result, result->result_size_bytes);
	statement_run(tx);
}

void result_decide(struct transaction *tx, const struct stored_result *result)
{
	statement(tx, "UPDATE results SET decision = $4"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3");
	bind_text(tx, result->round_id);
	bind_text(tx, result->dossier_id);
	bind_i64(tx, result->pass);
	bind_i64(tx, (int64_t)result->decision);
	statement_run(tx);
}

void results_standing(struct transaction *tx, const char *round_id, const char *member_id,
		      const char *after, int64_t limit)
{
	statement(tx, "SELECT r.* FROM round_dossiers d JOIN results r"
		      " ON r.round_id = d.round_id AND r.dossier_id = d.dossier_id"
		      " AND r.pass = d.pass WHERE d.round_id = $1 AND d.dossier_id > $3"
		      " AND d.gone = 0 AND d.closed = 1 AND NOT EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = d.round_id AND c.dossier_id = d.dossier_id"
		      " AND c.member_id = $2) ORDER BY d.dossier_id LIMIT $4");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	bind_text(tx, after);
	bind_i64(tx, limit);
}

const char *result_lost_after(struct transaction *tx, const char *round_id, const char *after)
{
	const char *dossier_id = "";

	statement(tx, "SELECT d.dossier_id FROM round_dossiers d WHERE d.round_id = $1"
		      " AND d.dossier_id > $2 AND d.gone = 0 AND d.closed = 1 AND NOT EXISTS"
		      " (SELECT 1 FROM results r WHERE r.round_id = d.round_id"
		      " AND r.dossier_id = d.dossier_id AND r.pass = d.pass)"
		      " ORDER BY d.dossier_id LIMIT 1");
	bind_text(tx, round_id);
	bind_text(tx, after);
	while (statement_step(tx))
		dossier_id = column_text(tx, "dossier_id");
	return dossier_id;
}

void results_of_every_pass(struct transaction *tx, const char *round_id)
{
	statement(tx, "SELECT * FROM results WHERE round_id = $1 ORDER BY dossier_id, pass");
	bind_text(tx, round_id);
}

bool result_next(struct transaction *tx, struct stored_result *ret_result)
{
	if (!statement_step(tx))
		return false;
	*ret_result = (struct stored_result){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.pass = (uint32_t)column_i64(tx, "pass"),
		.decision = (Ocop__Scoring__V1__DecisionOutcome)column_i64(tx, "decision"),
	};
	ret_result->result = column_bytes(tx, "result", &ret_result->result_size_bytes);
	return !transaction_failed(tx);
}

bool result_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		 uint32_t pass, struct stored_result *ret_result)
{
	statement(tx, "SELECT * FROM results WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass = $3");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	if (!result_next(tx, ret_result))
		return false;
	statement_end(tx);
	return true;
}
