/* product_code.c - statements on official codes */
#include <string.h>

#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/records/register/family.h"
#include "registration/rules.h"

size_t product_codes_load(struct transaction *tx, const char *product_id,
			  struct product_code **ret_codes)
{
	struct product_code *codes = NULL;
	size_t count = 0;

	statement(tx, WITH_FAMILY_OF("$1") " SELECT c.code, c.commune_code, c.number, "
					   "c.product_id, c.dossier_id,"
					   " c.issued_at_us FROM family f JOIN product_codes c ON "
					   "c.product_id = f.product_id"
					   " ORDER BY c.issued_at_us, c.code");
	bind_text(tx, product_id);
	while (statement_step(tx)) {
		codes = list_room(tx, codes, count, sizeof(*codes));
		codes[count++] = (struct product_code){
			.code = column_text(tx, "code"),
			.commune_code = column_text(tx, "commune_code"),
			.number = column_i64(tx, "number"),
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
	statement(tx, "INSERT INTO product_codes (code, commune_code, number, product_id,"
		      " dossier_id, issued_at_us) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, code->code);
	bind_text(tx, code->commune_code);
	bind_i64(tx, code->number);
	bind_text(tx, code->product_id);
	bind_text(tx, code->dossier_id);
	bind_i64(tx, code->issued_at_us);
	statement_run(tx);
}

static bool former_province_exists(struct transaction *tx, const char *province_code)
{
	bool exists = false;

	statement(tx, "SELECT 1 AS found FROM former_units WHERE province_code = $1 LIMIT 1");
	bind_text(tx, province_code);
	while (statement_step(tx))
		exists = true;
	return exists;
}

/* The province a district was in last; "" for one that was gone before the list was made. */
static const char *province_of_district(struct transaction *tx, const char *district_code)
{
	const char *province_code = "";

	statement(tx, "SELECT province_code FROM former_units WHERE district_code = $1 LIMIT 1");
	bind_text(tx, district_code);
	while (statement_step(tx))
		province_code = column_text(tx, "province_code");
	return province_code;
}

bool product_code_fits_units(struct transaction *tx, const struct product_code_parts *parts)
{
	const char *province_code;
	struct unit commune;

	if (*parts->district_code) {
		province_code = province_of_district(tx, parts->district_code);
		return *province_code ? strcmp(province_code, parts->province_code) == 0
				      : former_province_exists(tx, parts->province_code);
	}
	unit_load(tx, parts->commune_code, &commune);
	return commune.exists && strcmp(commune.province_code, parts->province_code) == 0;
}
