/* product_code.c - statements on official codes and the sequence each commune keeps */
#include "common/store/transaction.h"
#include "registration/records.h"

size_t product_codes_load(struct transaction *tx, const char *product_id,
			  struct product_code **ret_codes)
{
	struct product_code *codes = NULL;
	size_t count = 0;

	statement(tx, "SELECT code, product_id, dossier_id, issued_at_us FROM product_codes"
		      " WHERE product_id = $1 ORDER BY issued_at_us, code");
	bind_text(tx, product_id);
	while (statement_step(tx)) {
		codes = list_room(tx, codes, count, sizeof(*codes));
		codes[count++] = (struct product_code){
			.code = column_text(tx, "code"),
			.product_id = column_text(tx, "product_id"),
			.dossier_id = column_text(tx, "dossier_id"),
			.issued_at_us = column_i64(tx, "issued_at_us"),
		};
	}
	*ret_codes = codes;
	return count;
}

const char *product_code_owner(struct transaction *tx, const char *code)
{
	const char *product_id = "";

	statement(tx, "SELECT product_id FROM product_codes WHERE code = $1");
	bind_text(tx, code);
	while (statement_step(tx))
		product_id = column_text(tx, "product_id");
	return product_id;
}

const char *product_code_of_dossier(struct transaction *tx, const char *dossier_id)
{
	const char *code = "";

	statement(tx, "SELECT code FROM product_codes"
		      " WHERE dossier_id = $1 AND dossier_id <> ''");
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		code = column_text(tx, "code");
	return code;
}

void product_code_insert(struct transaction *tx, const struct product_code *code)
{
	statement(tx, "INSERT INTO product_codes (code, product_id, dossier_id, issued_at_us)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, code->code);
	bind_text(tx, code->product_id);
	bind_text(tx, code->dossier_id);
	bind_i64(tx, code->issued_at_us);
	statement_run(tx);
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
