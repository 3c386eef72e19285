/* complaints.c - statements on complaints about results */
#include "scoring/records/complaints.h"

#include "common/store/transaction.h"

void complaint_insert(struct transaction *tx, const struct complaint *complaint)
{
	statement(tx, "INSERT INTO complaints (complaint_id, version, round_id, dossier_id, pass,"
		      " number, received_on, matter, outcome, answer, answer_number, answered_on)"
		      " VALUES ($1, 1, $2, $3, $4, $5, $6, $7, 0, '', '', '')");
	bind_text(tx, complaint->complaint_id);
	bind_text(tx, complaint->round_id);
	bind_text(tx, complaint->dossier_id);
	bind_i64(tx, complaint->pass);
	bind_text(tx, complaint->number);
	bind_text(tx, complaint->received_on);
	bind_text(tx, complaint->matter);
	statement_run(tx);
}

bool complaint_next(struct transaction *tx, struct complaint *ret_complaint)
{
	if (!statement_step(tx))
		return false;
	*ret_complaint = (struct complaint){
		.complaint_id = column_text(tx, "complaint_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.pass = (uint32_t)column_i64(tx, "pass"),
		.number = column_text(tx, "number"),
		.received_on = column_text(tx, "received_on"),
		.matter = column_text(tx, "matter"),
		.outcome = (Ocop__Scoring__V1__ComplaintOutcome)column_i64(tx, "outcome"),
		.answer = column_text(tx, "answer"),
		.answer_number = column_text(tx, "answer_number"),
		.answered_on = column_text(tx, "answered_on"),
	};
	return !transaction_failed(tx);
}

bool complaint_load(struct transaction *tx, const char *complaint_id,
		    struct complaint *ret_complaint)
{
	statement(tx, "SELECT * FROM complaints WHERE complaint_id = $1");
	bind_text(tx, complaint_id);
	if (!complaint_next(tx, ret_complaint))
		return false;
	statement_end(tx);
	return true;
}

void complaint_answer(struct transaction *tx, struct complaint *complaint)
{
	complaint->version++;
	statement(tx, "UPDATE complaints SET version = $2, outcome = $3, answer = $4,"
		      " answer_number = $5, answered_on = $6 WHERE complaint_id = $1");
	bind_text(tx, complaint->complaint_id);
	bind_i64(tx, (int64_t)complaint->version);
	bind_i64(tx, (int64_t)complaint->outcome);
	bind_text(tx, complaint->answer);
	bind_text(tx, complaint->answer_number);
	bind_text(tx, complaint->answered_on);
	statement_run(tx);
}

bool complaint_number_exists(struct transaction *tx, const char *round_id, const char *number)
{
	statement(tx, "SELECT 1 AS found FROM complaints WHERE round_id = $1 AND number = $2");
	bind_text(tx, round_id);
	bind_text(tx, number);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

bool complaint_was_upheld(struct transaction *tx, const char *round_id, const char *dossier_id,
			  uint32_t pass)
{
	statement(tx, "SELECT 1 AS found FROM complaints WHERE dossier_id = $2 AND round_id = $1"
		      " AND pass = $3 AND outcome IN (1, 2) LIMIT 1");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void complaints_list(struct transaction *tx, const char *round_id, const char *member_id,
		     const char *after, int64_t limit)
{
	statement(tx, "SELECT * FROM complaints k WHERE round_id = $1 AND complaint_id > $3"
		      " AND NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.round_id = k.round_id"
		      " AND c.dossier_id = k.dossier_id AND c.member_id = $2)"
		      " ORDER BY complaint_id LIMIT $4");
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	bind_text(tx, after);
	bind_i64(tx, limit);
}

void complaints_of_dossier(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	statement(tx, "SELECT * FROM complaints WHERE dossier_id = $2 AND round_id = $1"
		      " ORDER BY complaint_id");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
}

uint32_t complaints_count_open(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS complaints FROM complaints WHERE dossier_id = $2"
		      " AND round_id = $1 AND outcome = 0");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "complaints");
	return count;
}
