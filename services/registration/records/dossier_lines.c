/* dossier_lines.c - the whole list of dossiers for export, row by row */
#include "common/store/transaction.h"
#include "registration/records/lists.h"

#define DOSSIER_LINES                                                                              \
	"SELECT thing.dossier_id, thing.producer_id, producers.name AS producer_name,"             \
	" products.name AS product_name, thing.kind, thing.state, thing.rulebook_code,"            \
	" thing.set_no, thing.commune_code, thing.province_code,"                                  \
	" commune.name_vi AS commune_name, province.name_vi AS province_name,"                     \
	" thing.waits_with, thing.waits_since_us, thing.due_on, thing.submitted_on,"               \
	" thing.proposed_on, thing.letter_number, thing.commune_slip, thing.province_slip,"        \
	" thing.round_id, rounds.name AS round_name, product_codes.code AS product_code"           \
	" FROM dossiers AS thing"                                                                  \
	" JOIN products ON products.product_id = thing.product_id"                                 \
	" JOIN producers ON producers.producer_id = thing.producer_id"                             \
	" LEFT JOIN units AS commune ON commune.code = thing.commune_code"                         \
	" LEFT JOIN units AS province ON province.code = thing.province_code"                      \
	" LEFT JOIN rounds ON rounds.round_id = thing.round_id"                                    \
	" LEFT JOIN product_codes ON product_codes.dossier_id = thing.dossier_id"                  \
	" AND product_codes.dossier_id <> ''"                                                      \
	" WHERE ($1 = 0 OR CAST(substr(thing.submitted_on, 1, 4) AS INTEGER) = $1)"

void dossier_lines_begin(struct transaction *tx, const struct list_scope *scope)
{
	const char *of = NULL;

	if (*scope->producer_id) {
		of = scope->producer_id;
		statement(tx,
			  DOSSIER_LINES " AND thing.producer_id = $2 ORDER BY thing.dossier_id");
	} else if (*scope->commune_code) {
		of = scope->commune_code;
		statement(tx,
			  DOSSIER_LINES " AND thing.commune_code = $2 ORDER BY thing.dossier_id");
	} else if (*scope->province_code) {
		of = scope->province_code;
		statement(tx,
			  DOSSIER_LINES " AND thing.province_code = $2 ORDER BY thing.dossier_id");
	} else {
		statement(tx, DOSSIER_LINES " ORDER BY thing.dossier_id");
	}
	bind_i64(tx, scope->year);
	if (of)
		bind_text(tx, of);
}

bool dossier_lines_next(struct transaction *tx, struct dossier_line *ret_line)
{
	if (!statement_step(tx))
		return false;
	*ret_line = (struct dossier_line){
		.dossier_id = column_text(tx, "dossier_id"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.product_name = column_text(tx, "product_name"),
		.kind = (Ocop__Registration__V1__DossierKind)column_i64(tx, "kind"),
		.state = (Ocop__Registration__V1__DossierState)column_i64(tx, "state"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.names = {column_text(tx, "commune_name"), column_text(tx, "province_name")},
		.waits_with = (Ocop__Registration__V1__Office)column_i64(tx, "waits_with"),
		.waits_since_us = column_i64(tx, "waits_since_us"),
		.due_on = column_text(tx, "due_on"),
		.submitted_on = column_text(tx, "submitted_on"),
		.proposed_on = column_text(tx, "proposed_on"),
		.letter_number = column_text(tx, "letter_number"),
		.commune_slip = column_text(tx, "commune_slip"),
		.province_slip = column_text(tx, "province_slip"),
		.round_id = column_text(tx, "round_id"),
		.round_name = column_text(tx, "round_name"),
		.product_code = column_text(tx, "product_code"),
	};
	return true;
}
