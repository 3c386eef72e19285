/* lists.c - whole lists for export, row by row: producers and products
 *
 * Each list has one statement a scope, so that each goes over an index.
 */
#include "registration/records/lists.h"

#include "common/store/transaction.h"
#include "registration/records/place.h"

#define FORMER_PLACE                                                                               \
	" thing.former_commune_code, thing.former_district_code, thing.former_province_code,"      \
	" thing.units_version,"

#define PRODUCER_LINES                                                                             \
	"SELECT thing.producer_id, thing.name, thing.legal_form, thing.registration_number,"       \
	" thing.address, thing.commune_code, thing.province_code, thing.commune_text,"             \
	" thing.district_text, thing.province_text," FORMER_PLACE                                  \
	" commune.name_vi AS commune_name, province.name_vi AS province_name,"                     \
	" (SELECT COUNT(*) FROM products WHERE products.producer_id = thing.producer_id"           \
	" AND products.merged_into = '') AS product_count,"                                        \
	" figures.year, figures.revenue_vnd, figures.export_vnd, figures.worker_count,"            \
	" figures.local_worker_count, figures.in_linked_chain"                                     \
	" FROM producers AS thing"                                                                 \
	" LEFT JOIN units AS commune ON commune.code = thing.commune_code"                         \
	" LEFT JOIN units AS province ON province.code = thing.province_code"                      \
	" LEFT JOIN producer_years AS figures ON figures.producer_id = thing.producer_id"          \
	" AND figures.year = CASE $1 WHEN 0 THEN (SELECT MAX(newest.year)"                         \
	" FROM producer_years AS newest WHERE newest.producer_id = thing.producer_id)"             \
	" ELSE $1 END WHERE thing.merged_into = ''"

/* A recognition that is valid (1) comes before one that is not, then the one that ends last. */
#define PRODUCT_LINES                                                                              \
	"SELECT thing.product_id, thing.name, thing.producer_id, thing.producer_name,"             \
	" thing.rulebook_code, thing.set_no, thing.commune_code, thing.province_code,"             \
	" thing.commune_text, thing.district_text, thing.province_text," FORMER_PLACE              \
	" producers.legal_form,"                                                                   \
	" commune.name_vi AS commune_name, province.name_vi AS province_name,"                     \
	" (SELECT code FROM product_codes WHERE product_codes.product_id = thing.product_id"       \
	" ORDER BY issued_at_us DESC, code DESC LIMIT 1) AS product_code,"                         \
	" certificates.code AS certificate_code, certificates.state AS certificate_state,"         \
	" certificates.star, certificates.valid_until,"                                            \
	" figures.year, figures.revenue_vnd, figures.export_vnd"                                   \
	" FROM products AS thing"                                                                  \
	" JOIN producers ON producers.producer_id = thing.producer_id"                             \
	" LEFT JOIN units AS commune ON commune.code = thing.commune_code"                         \
	" LEFT JOIN units AS province ON province.code = thing.province_code"                      \
	" LEFT JOIN certificates ON certificates.code = (SELECT best.code"                         \
	" FROM certificates AS best WHERE best.product_id = thing.product_id"                      \
	" ORDER BY best.state = 1 DESC, best.valid_until DESC, best.code DESC LIMIT 1)"            \
	" LEFT JOIN product_years AS figures ON figures.product_id = thing.product_id"             \
	" AND figures.year = CASE $1 WHEN 0 THEN (SELECT MAX(newest.year)"                         \
	" FROM product_years AS newest WHERE newest.product_id = thing.product_id)"                \
	" ELSE $1 END WHERE thing.merged_into = ''"

void producer_lines_begin(struct transaction *tx, const struct list_scope *scope)
{
	const char *of = NULL;

	if (*scope->producer_id) {
		of = scope->producer_id;
		statement(tx, PRODUCER_LINES " AND thing.producer_id = $2");
	} else if (*scope->commune_code) {
		of = scope->commune_code;
		statement(tx, PRODUCER_LINES " AND thing.commune_code = $2"
					     " ORDER BY thing.name_folded, thing.producer_id");
	} else if (*scope->province_code) {
		of = scope->province_code;
		statement(tx, PRODUCER_LINES " AND thing.province_code = $2"
					     " ORDER BY thing.name_folded, thing.producer_id");
	} else {
		statement(tx, PRODUCER_LINES
			  " ORDER BY thing.province_code, thing.name_folded, thing.producer_id");
	}
	bind_i64(tx, scope->year);
	if (of)
		bind_text(tx, of);
}

static struct place_names names_read(struct transaction *tx)
{
	return (struct place_names){column_text(tx, "commune_name"),
				    column_text(tx, "province_name")};
}

bool producer_lines_next(struct transaction *tx, struct producer_line *ret_line)
{
	if (!statement_step(tx))
		return false;
	*ret_line = (struct producer_line){
		.producer_id = column_text(tx, "producer_id"),
		.name = column_text(tx, "name"),
		.legal_form = (Ocop__Registration__V1__LegalForm)column_i64(tx, "legal_form"),
		.registration_number = column_text(tx, "registration_number"),
		.address = column_text(tx, "address"),
		.place = place_read(tx),
		.names = names_read(tx),
		.product_count = (uint32_t)column_i64(tx, "product_count"),
		.year = (uint32_t)column_i64(tx, "year"),
		.revenue_vnd = column_i64(tx, "revenue_vnd"),
		.export_vnd = column_i64(tx, "export_vnd"),
		.worker_count = (uint32_t)column_i64(tx, "worker_count"),
		.local_worker_count = (uint32_t)column_i64(tx, "local_worker_count"),
		.in_linked_chain = column_i64(tx, "in_linked_chain") != 0,
	};
	return true;
}

void product_lines_begin(struct transaction *tx, const struct list_scope *scope)
{
	const char *of = NULL;

	if (*scope->producer_id) {
		of = scope->producer_id;
		statement(tx, PRODUCT_LINES " AND thing.producer_id = $2"
					    " ORDER BY thing.name_folded, thing.product_id");
	} else if (*scope->commune_code) {
		of = scope->commune_code;
		statement(tx, PRODUCT_LINES " AND thing.commune_code = $2"
					    " ORDER BY thing.name_folded, thing.product_id");
	} else if (*scope->province_code) {
		of = scope->province_code;
		statement(tx, PRODUCT_LINES " AND thing.province_code = $2"
					    " ORDER BY thing.name_folded, thing.product_id");
	} else {
		statement(tx, PRODUCT_LINES
			  " ORDER BY thing.province_code, thing.name_folded, thing.product_id");
	}
	bind_i64(tx, scope->year);
	if (of)
		bind_text(tx, of);
}

bool product_lines_next(struct transaction *tx, struct product_line *ret_line)
{
	if (!statement_step(tx))
		return false;
	*ret_line = (struct product_line){
		.product_id = column_text(tx, "product_id"),
		.name = column_text(tx, "name"),
		.product_code = column_text(tx, "product_code"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.legal_form = (Ocop__Registration__V1__LegalForm)column_i64(tx, "legal_form"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = (uint32_t)column_i64(tx, "set_no"),
		.place = place_read(tx),
		.names = names_read(tx),
		.certificate_code = column_text(tx, "certificate_code"),
		.certificate_state = (Ocop__Certification__V1__CertificateState)column_i64(
			tx, "certificate_state"),
		.star = (uint32_t)column_i64(tx, "star"),
		.valid_until = column_text(tx, "valid_until"),
		.year = (uint32_t)column_i64(tx, "year"),
		.revenue_vnd = column_i64(tx, "revenue_vnd"),
		.export_vnd = column_i64(tx, "export_vnd"),
	};
	return true;
}
