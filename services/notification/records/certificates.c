/* certificates.c - the mirror of what later events of a certificate do not say */
#include "common/store/transaction.h"
#include "notification/records.h"

void certificate_put(struct transaction *tx, const struct certificate *certificate)
{
	statement(tx, "INSERT INTO certificates (code, product_id, commune_code, province_code,"
		      " sector_no, star) VALUES ($1, $2, $3, $4, $5, $6)"
		      " ON CONFLICT (code) DO UPDATE SET product_id = excluded.product_id,"
		      " commune_code = excluded.commune_code,"
		      " province_code = excluded.province_code, sector_no = excluded.sector_no,"
		      " star = excluded.star");
	bind_text(tx, certificate->code);
	bind_text(tx, certificate->product_id);
	bind_text(tx, certificate->commune_code);
	bind_text(tx, certificate->province_code);
	bind_i64(tx, certificate->sector_no);
	bind_i64(tx, certificate->star);
	statement_run(tx);
}

bool certificate_load(struct transaction *tx, const char *code, struct certificate *ret_certificate)
{
	statement(tx, "SELECT * FROM certificates WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return false;
	*ret_certificate = (struct certificate){
		.code = column_text(tx, "code"),
		.product_id = column_text(tx, "product_id"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.sector_no = column_i64(tx, "sector_no"),
		.star = column_i64(tx, "star"),
	};
	statement_end(tx);
	return !transaction_failed(tx);
}
