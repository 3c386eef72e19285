/* score_sheets.c - members' sheets: drafts, sealed, opened */
#include "scoring/records.h"

#include "common/store/transaction.h"

static void bind_bytes_or_null(struct transaction *tx, const void *bytes, size_t size_bytes)
{
	if (bytes)
		bind_bytes(tx, bytes, size_bytes);
	else
		bind_null(tx);
}

void score_sheet_put(struct transaction *tx, const struct score_sheet *sheet)
{
	/* A sealed sheet is never written again, whatever a rule says. */
	statement(tx, "INSERT INTO score_sheets (round_id, dossier_id, pass, member_id, version,"
		      " sealed, opened, total, sheet, nonce, commitment, saved_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11)"
		      " ON CONFLICT (round_id, dossier_id, pass, member_id) DO UPDATE SET"
		      " version = $5, sealed = $6, total = $7, sheet = $8, nonce = $9,"
		      " commitment = $10, saved_at_us = $11 WHERE score_sheets.sealed = 0");
	bind_text(tx, sheet->round_id);
	bind_text(tx, sheet->dossier_id);
	bind_i64(tx, sheet->pass);
	bind_text(tx, sheet->member_id);
	bind_i64(tx, (int64_t)sheet->version);
	bind_i64(tx, sheet->sealed);
	bind_i64(tx, sheet->total);
	bind_bytes(tx, sheet->sheet, sheet->sheet_size_bytes);
	bind_bytes_or_null(tx, sheet->seal.nonce, SEAL_NONCE_SIZE_BYTES);
	bind_bytes_or_null(tx, sheet->seal.commitment, SEAL_COMMITMENT_SIZE_BYTES);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

bool score_sheet_next(struct transaction *tx, struct score_sheet *ret_sheet)
{
	size_t size_bytes;

	if (!statement_step(tx))
		return false;
	*ret_sheet = (struct score_sheet){
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.pass = (uint32_t)column_i64(tx, "pass"),
		.member_id = column_text(tx, "member_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.sealed = column_i64(tx, "sealed") != 0,
		.opened = column_i64(tx, "opened") != 0,
		.total = (uint32_t)column_i64(tx, "total"),
	};
	ret_sheet->sheet = column_bytes(tx, "sheet", &ret_sheet->sheet_size_bytes);
	if (ret_sheet->sealed) {
		ret_sheet->seal.nonce = column_bytes(tx, "nonce", &size_bytes);
		ret_sheet->seal.commitment = column_bytes(tx, "commitment", &size_bytes);
	}
	return !transaction_failed(tx);
}

bool score_sheet_load(struct transaction *tx, const struct score_sheet *key,
		      struct score_sheet *ret_sheet)
{
	statement(tx, "SELECT * FROM score_sheets WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass = $3 AND member_id = $4");
	bind_text(tx, key->round_id);
	bind_text(tx, key->dossier_id);
	bind_i64(tx, key->pass);
	bind_text(tx, key->member_id);
	if (!score_sheet_next(tx, ret_sheet))
		return false;
	statement_end(tx);
	return true;
}

void score_sheets_sealed(struct transaction *tx, const char *round_id, const char *dossier_id,
			 uint32_t pass)
{
	statement(tx, "SELECT * FROM score_sheets WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass = $3 AND sealed = 1 ORDER BY member_id");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
}

void score_sheet_open(struct transaction *tx, const struct score_sheet *sheet)
{
	statement(tx, "UPDATE score_sheets SET opened = 1, version = version + 1"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3 AND member_id = $4");
	bind_text(tx, sheet->round_id);
	bind_text(tx, sheet->dossier_id);
	bind_i64(tx, sheet->pass);
	bind_text(tx, sheet->member_id);
	statement_run(tx);
}

uint32_t score_sheets_count_sealed(struct transaction *tx, const char *round_id,
				   const char *dossier_id, uint32_t pass)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS sheets FROM score_sheets s WHERE round_id = $1"
		      " AND dossier_id = $2 AND pass = $3 AND sealed = 1 AND NOT EXISTS"
		      " (SELECT 1 FROM conflicts c WHERE c.round_id = s.round_id"
		      " AND c.dossier_id = s.dossier_id AND c.member_id = s.member_id)");
	bind_text(tx, round_id);
	bind_text(tx, dossier_id);
	bind_i64(tx, pass);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "sheets");
	return count;
}

uint32_t score_sheets_count_in_round(struct transaction *tx, const char *round_id)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS sheets FROM score_sheets WHERE round_id = $1");
	bind_text(tx, round_id);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "sheets");
	return count;
}
