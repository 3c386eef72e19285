/* product_codes.c - the mirror of the official product codes registration has issued */
#include "certification/records.h"

#include "certification/rules.h"
#include "common/store/transaction.h"

void product_code_put(struct transaction *tx, const char *code, const char *product_id,
		      const char *dossier_id)
{
	statement(tx, "INSERT INTO product_codes (code, product_id, dossier_id, code_key)"
		      " VALUES ($1, $2, $3, $4)");
	bind_text(tx, code);
	bind_text(tx, product_id);
	bind_text(tx, dossier_id);
	bind_text(tx, number_key(transaction_arena(tx), code));
	statement_run(tx);
}

bool product_has_code(struct transaction *tx, const char *product_id)
{
	bool has_code;

	statement(tx, "SELECT 1 FROM product_codes WHERE product_id = $1 LIMIT 1");
	bind_text(tx, product_id);
	has_code = statement_step(tx);
	if (has_code)
		statement_end(tx);
	return has_code;
}

bool product_code_load(struct transaction *tx, const char *code, const char **ret_product_id,
		       const char **ret_dossier_id)
{
	statement(tx, "SELECT product_id, dossier_id FROM product_codes WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return false;
	*ret_product_id = column_text(tx, "product_id");
	*ret_dossier_id = column_text(tx, "dossier_id");
	statement_end(tx);
	return true;
}

bool product_code_load_by_key(struct transaction *tx, const char *key, const char **ret_product_id)
{
	int count = 0;

	statement(tx, "SELECT product_id FROM product_codes WHERE code_key = $1 LIMIT 2");
	bind_text(tx, key);
	while (statement_step(tx)) {
		*ret_product_id = column_text(tx, "product_id");
		count++;
	}
	return count == 1;
}
