/* product_number.c - statements on the numbers of communes' official codes */
#include "registration/records/numbers/product_number.h"

#include "common/store/transaction.h"
#include "registration/records.h"

int64_t commune_sequence_last(struct transaction *tx, const char *commune_code)
{
	int64_t number = 0;

	statement(tx, "SELECT last_number FROM commune_sequences WHERE commune_code = $1");
	bind_text(tx, commune_code);
	while (statement_step(tx))
		number = column_i64(tx, "last_number");
	return number;
}

int64_t commune_sequence_next(struct transaction *tx, const char *commune_code)
{
	int64_t number = 0;

	statement(tx, "INSERT INTO commune_sequences (commune_code, last_number) VALUES ($1, 1)"
		      " ON CONFLICT (commune_code) DO UPDATE"
		      " SET last_number = commune_sequences.last_number + 1"
		      " RETURNING last_number");
	bind_text(tx, commune_code);
	while (statement_step(tx))
		number = column_i64(tx, "last_number");
	return number;
}

void commune_sequence_pass(struct transaction *tx, const char *commune_code, int64_t number)
{
	statement(tx, "INSERT INTO commune_sequences (commune_code, last_number) VALUES ($1, $2)"
		      " ON CONFLICT (commune_code) DO UPDATE"
		      " SET last_number = excluded.last_number"
		      " WHERE commune_sequences.last_number < excluded.last_number");
	bind_text(tx, commune_code);
	bind_i64(tx, number);
	statement_run(tx);
}

void number_gap_insert(struct transaction *tx, const char *commune_code,
		       const struct number_gap *gap)
{
	statement(tx, "INSERT INTO product_number_gaps (commune_code, first_number, last_number,"
		      " reason, recorded_at_us) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, commune_code);
	bind_i64(tx, gap->first_number);
	bind_i64(tx, gap->last_number);
	bind_text(tx, gap->reason);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

size_t number_gaps_load(struct transaction *tx, const char *commune_code, uint32_t after_number,
			struct number_gap **ret_gaps)
{
	struct number_gap *gaps = NULL;
	size_t count = 0;

	statement(tx, "SELECT first_number, last_number, reason FROM product_number_gaps"
		      " WHERE commune_code = $1 AND last_number > $2 ORDER BY first_number");
	bind_text(tx, commune_code);
	bind_i64(tx, after_number);
	while (statement_step(tx)) {
		gaps = list_room(tx, gaps, count, sizeof(*gaps));
		gaps[count++] = (struct number_gap){
			.first_number = (uint32_t)column_i64(tx, "first_number"),
			.last_number = (uint32_t)column_i64(tx, "last_number"),
			.reason = column_text(tx, "reason"),
		};
	}
	*ret_gaps = gaps;
	return count;
}

/* State 10 is withdrawn: before the round, it has no code. */
size_t numbered_codes_load(struct transaction *tx, const char *commune_code, uint32_t after_number,
			   const char *after_code, int64_t limit, struct numbered_code **ret_codes)
{
	struct numbered_code *codes = NULL;
	size_t count = 0;

	statement(tx, "SELECT c.number, c.code, c.product_id, c.dossier_id,"
		      " COALESCE(d.state, 0) = 10 AS left_the_round FROM product_codes c"
		      " LEFT JOIN dossiers d ON d.dossier_id = c.dossier_id"
		      " WHERE c.commune_code = $1 AND (c.number, c.code) > ($2, $3)"
		      " ORDER BY c.number, c.code LIMIT $4");
	bind_text(tx, commune_code);
	bind_i64(tx, after_number);
	bind_text(tx, after_code);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		codes = list_room(tx, codes, count, sizeof(*codes));
		codes[count++] = (struct numbered_code){
			.number = (uint32_t)column_i64(tx, "number"),
			.code = column_text(tx, "code"),
			.product_id = column_text(tx, "product_id"),
			.dossier_id = column_text(tx, "dossier_id"),
			.left_the_round = column_i64(tx, "left_the_round"),
		};
	}
	*ret_codes = codes;
	return count;
}
