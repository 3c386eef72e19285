/* sample.c - statements on samples that came with a dossier */
#include "registration/records/sample.h"

#include "common/store/transaction.h"
#include "registration/records.h"

size_t sample_receipts_load(struct transaction *tx, const char *dossier_id,
			    struct sample_receipt **ret_receipts)
{
	struct sample_receipt *receipts = NULL;
	size_t count = 0;

	statement(tx, "SELECT receipt_number, office, sample_count, received_on, note, recorded_by"
		      " FROM sample_receipts WHERE dossier_id = $1"
		      " ORDER BY recorded_at_us, receipt_number");
	bind_text(tx, dossier_id);
	while (statement_step(tx)) {
		receipts = list_room(tx, receipts, count, sizeof(*receipts));
		receipts[count++] = (struct sample_receipt){
			.receipt_number = column_text(tx, "receipt_number"),
			.office = (Ocop__Registration__V1__Office)column_i64(tx, "office"),
			.sample_count = (uint32_t)column_i64(tx, "sample_count"),
			.received_on = column_text(tx, "received_on"),
			.note = column_text(tx, "note"),
			.recorded_by = column_text(tx, "recorded_by"),
		};
	}
	*ret_receipts = receipts;
	return count;
}

int64_t samples_received(struct transaction *tx, const char *dossier_id,
			 Ocop__Registration__V1__Office office)
{
	int64_t count = 0;

	statement(tx, "SELECT COALESCE(SUM(sample_count), 0) AS sample_count FROM sample_receipts"
		      " WHERE dossier_id = $1 AND office = $2");
	bind_text(tx, dossier_id);
	bind_i64(tx, office);
	while (statement_step(tx))
		count = column_i64(tx, "sample_count");
	return count;
}

void sample_receipt_insert(struct transaction *tx, const char *dossier_id,
			   const struct sample_receipt *receipt)
{
	statement(tx, "INSERT INTO sample_receipts (receipt_number, dossier_id, office,"
		      " sample_count, received_on, note, recorded_at_us, recorded_by)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
	bind_text(tx, receipt->receipt_number);
	bind_text(tx, dossier_id);
	bind_i64(tx, receipt->office);
	bind_i64(tx, receipt->sample_count);
	bind_text(tx, receipt->received_on);
	bind_text(tx, receipt->note);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, receipt->recorded_by);
	statement_run(tx);
}

int64_t sample_sequence_next(struct transaction *tx, const char *unit_code, int year)
{
	int64_t number = 0;

	statement(tx, "INSERT INTO sample_sequences (unit_code, year, last_number)"
		      " VALUES ($1, $2, 1) ON CONFLICT (unit_code, year) DO UPDATE"
		      " SET last_number = sample_sequences.last_number + 1"
		      " RETURNING last_number");
	bind_text(tx, unit_code);
	bind_i64(tx, year);
	while (statement_step(tx))
		number = column_i64(tx, "last_number");
	return number;
}
