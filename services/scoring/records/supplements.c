/* supplements.c - statements on what was asked for while a round has a dossier */
#include "scoring/records/supplements.h"

#include "common/store/transaction.h"

void supplement_put(struct transaction *tx, const struct supplement *supplement)
{
	statement(tx, "INSERT INTO supplements (dossier_id, supplement_no, round_id, asked,"
		      " deadline, submission_no, given_at_us) VALUES ($1, $2, $3, $4, $5, 0, 0)"
		      " ON CONFLICT DO NOTHING");
	bind_text(tx, supplement->dossier_id);
	bind_i64(tx, supplement->supplement_no);
	bind_text(tx, supplement->round_id);
	bind_i64(tx, supplement->asked);
	bind_text(tx, supplement->deadline);
	statement_run(tx);
}

void supplement_give(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
		     uint32_t submission_no, int64_t given_at_us)
{
	statement(tx, "UPDATE supplements SET submission_no = $3, given_at_us = $4"
		      " WHERE dossier_id = $1 AND supplement_no = $2");
	bind_text(tx, dossier_id);
	bind_i64(tx, supplement_no);
	bind_i64(tx, submission_no);
	bind_i64(tx, given_at_us);
	statement_run(tx);
}

void supplements_load(struct transaction *tx, const struct round_dossier *dossier,
		      struct supplements *ret_supplements)
{
	struct supplements supplements = {.deadline = ""};

	statement(tx, "SELECT deadline, submission_no, given_at_us FROM supplements"
		      " WHERE dossier_id = $1 AND round_id = $2 AND asked > $3"
		      " ORDER BY supplement_no");
	bind_text(tx, dossier->dossier_id);
	bind_text(tx, dossier->round_id);
	bind_i64(tx, dossier->admission);
	while (statement_step(tx)) {
		uint32_t submission_no = (uint32_t)column_i64(tx, "submission_no");

		if (submission_no == 0) {
			supplements.deadline = column_text(tx, "deadline");
			continue;
		}
		supplements.submission_no = submission_no;
		supplements.given_at_us = column_i64(tx, "given_at_us");
	}
	*ret_supplements = supplements;
}

uint32_t score_sheets_count_before(struct transaction *tx, const struct round_dossier *dossier,
				   const struct supplements *supplements)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS sheets FROM score_sheets s WHERE round_id = $1"
		      " AND dossier_id = $2 AND pass = $3 AND sealed = 1 AND saved_at_us < $4"
		      " AND NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.round_id = s.round_id"
		      " AND c.dossier_id = s.dossier_id AND c.member_id = s.member_id)");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->pass);
	bind_i64(tx, supplements->given_at_us);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "sheets");
	return count;
}
