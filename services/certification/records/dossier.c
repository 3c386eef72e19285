/* dossier.c - the mirror of registration's dossiers and papers */
#include "certification/records/dossier.h"

#include "common/store/transaction.h"

void dossier_submitted(struct transaction *tx, const struct dossier *dossier)
{
	statement(tx, "INSERT INTO dossiers (dossier_id, product_id, kind, certificate_code,"
		      " submitted_on, filed_late, withdrawn, is_set)"
		      " VALUES ($1, $2, $3, $4, $5, $6, 0, 0) ON CONFLICT (dossier_id) DO UPDATE"
		      " SET filed_late = MAX(dossiers.filed_late, excluded.filed_late)");
	bind_text(tx, dossier->dossier_id);
	bind_text(tx, dossier->product_id);
	bind_i64(tx, dossier->kind);
	bind_text(tx, dossier->certificate_code);
	bind_text(tx, dossier->submitted_on);
	bind_i64(tx, dossier->filed_late);
	statement_run(tx);
}

void dossier_withdrawn(struct transaction *tx, const char *dossier_id)
{
	statement(tx, "UPDATE dossiers SET withdrawn = 1 WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
}

static void set_mark(struct transaction *tx, const char *dossier_id, bool is_set)
{
	statement(tx, "UPDATE dossiers SET is_set = $1 WHERE dossier_id = $2");
	bind_i64(tx, is_set);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

static void variant_insert(struct transaction *tx, const char *dossier_id, size_t variant_no,
			   const Ocop__Registration__V1__Variant *variant)
{
	statement(tx, "INSERT INTO dossier_variants (dossier_id, variant_no, name, packaging,"
		      " gtin) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)variant_no);
	bind_text(tx, variant->name);
	bind_text(tx, variant->packaging);
	bind_text(tx, variant->gtin);
	statement_run(tx);
}

void dossier_covers(struct transaction *tx, const char *dossier_id, bool is_set,
		    Ocop__Registration__V1__Variant *const *variants, size_t count)
{
	set_mark(tx, dossier_id, is_set);
	statement(tx, "DELETE FROM dossier_variants WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
	for (size_t i = 0; i < count; i++)
		variant_insert(tx, dossier_id, i + 1, variants[i]);
}

static void photo_insert(struct transaction *tx, const char *dossier_id, size_t photo_no,
			 const Ocop__Registration__V1__PackPhoto *photo)
{
	statement(tx, "INSERT INTO dossier_photos (dossier_id, photo_no, evidence_id, sha256,"
		      " media_type, name) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, dossier_id);
	bind_i64(tx, (int64_t)photo_no);
	bind_text(tx, photo->evidence_id);
	bind_text(tx, photo->sha256);
	bind_text(tx, photo->media_type);
	bind_text(tx, photo->name);
	statement_run(tx);
}

void dossier_photographed(struct transaction *tx, const char *dossier_id,
			  Ocop__Registration__V1__PackPhoto *const *photos, size_t count)
{
	statement(tx, "DELETE FROM dossier_photos WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	statement_run(tx);
	for (size_t i = 0; i < count; i++)
		photo_insert(tx, dossier_id, i + 1, photos[i]);
}

bool dossier_load(struct transaction *tx, const char *dossier_id, struct dossier *ret)
{
	statement(tx, "SELECT * FROM dossiers WHERE dossier_id = $1");
	bind_text(tx, dossier_id);
	if (!statement_step(tx))
		return false;
	*ret = (struct dossier){
		.dossier_id = column_text(tx, "dossier_id"),
		.product_id = column_text(tx, "product_id"),
		.kind = (uint32_t)column_i64(tx, "kind"),
		.certificate_code = column_text(tx, "certificate_code"),
		.submitted_on = column_text(tx, "submitted_on"),
		.filed_late = column_i64(tx, "filed_late") != 0,
		.withdrawn = column_i64(tx, "withdrawn") != 0,
		.is_set = column_i64(tx, "is_set") != 0,
	};
	statement_end(tx);
	return !transaction_failed(tx);
}

/* Kind 3 is a re-rating. */
bool re_rating_load(struct transaction *tx, const char *certificate_code,
		    const char **ret_dossier_id)
{
	statement(tx, "SELECT dossier_id FROM dossiers WHERE certificate_code = $1"
		      " AND certificate_code <> '' AND kind = 3 AND withdrawn = 0"
		      " ORDER BY dossier_id DESC LIMIT 1");
	bind_text(tx, certificate_code);
	if (!statement_step(tx))
		return false;
	*ret_dossier_id = column_text(tx, "dossier_id");
	statement_end(tx);
	return !transaction_failed(tx);
}

void paper_put(struct transaction *tx, const Ocop__Registration__V1__Paper *paper)
{
	statement(tx,
		  "INSERT INTO papers (paper_id, sha256, number, name) VALUES ($1, $2, $3, $4)");
	bind_text(tx, paper->paper_id);
	bind_text(tx, paper->sha256);
	bind_text(tx, paper->number);
	bind_text(tx, paper->name);
	statement_run(tx);
}

const char *paper_number(struct transaction *tx, const char *paper_id)
{
	const char *number;

	statement(tx, "SELECT number FROM papers WHERE paper_id = $1");
	bind_text(tx, paper_id);
	if (!statement_step(tx))
		return "";
	number = column_text(tx, "number");
	statement_end(tx);
	return number;
}

bool paper_sha256(struct transaction *tx, const char *paper_id, const char **ret_sha256)
{
	statement(tx, "SELECT sha256 FROM papers WHERE paper_id = $1");
	bind_text(tx, paper_id);
	if (!statement_step(tx))
		return false;
	*ret_sha256 = column_text(tx, "sha256");
	statement_end(tx);
	return !transaction_failed(tx);
}
