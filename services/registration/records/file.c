/* file.c - statements on files of a dossier, whatever they are there for */
#include "registration/records/file.h"

#include "common/store/transaction.h"

/* The first row of the statement that was bound. */
static void read_first_row(struct transaction *tx, struct dossier_file *ret_file)
{
	*ret_file = (struct dossier_file){.name = "", .sha256 = "", .media_type = ""};
	if (!statement_step(tx))
		return;
	*ret_file = (struct dossier_file){
		.exists = true,
		.name = column_text(tx, "name"),
		.sha256 = column_text(tx, "sha256"),
		.size_bytes = column_i64(tx, "size_bytes"),
		.media_type = column_text(tx, "media_type"),
		.has_thumbnail = column_i64(tx, "has_thumbnail") != 0,
		.was_submitted = column_i64(tx, "from_submission") != 0,
	};
	statement_end(tx);
}

void file_of_evidence(struct transaction *tx, const char *dossier_id, const char *evidence_id,
		      struct dossier_file *ret_file)
{
	statement(tx, "SELECT name, sha256, size_bytes, media_type, has_thumbnail, from_submission"
		      " FROM evidence"
		      " WHERE evidence_id = $1 AND dossier_id = $2");
	bind_text(tx, evidence_id);
	bind_text(tx, dossier_id);
	read_first_row(tx, ret_file);
}

void file_of_paper(struct transaction *tx, const char *dossier_id, const char *paper_id,
		   struct dossier_file *ret_file)
{
	statement(tx, "SELECT name, sha256, size_bytes, media_type, 0 AS has_thumbnail,"
		      " 1 AS from_submission FROM papers"
		      " WHERE paper_id = $1 AND dossier_id = $2");
	bind_text(tx, paper_id);
	bind_text(tx, dossier_id);
	read_first_row(tx, ret_file);
}

void file_of_hash(struct transaction *tx, const char *dossier_id, const char *sha256,
		  struct dossier_file *ret_file)
{
	statement(tx, "SELECT name, sha256, size_bytes, media_type, has_thumbnail, from_submission"
		      " FROM evidence"
		      " WHERE sha256 = $1 AND sha256 <> '' AND dossier_id = $2"
		      " UNION ALL SELECT name, sha256, size_bytes, media_type, 0, 1 FROM papers"
		      " WHERE sha256 = $1 AND dossier_id = $2"
		      " ORDER BY from_submission DESC LIMIT 1");
	bind_text(tx, sha256);
	bind_text(tx, dossier_id);
	read_first_row(tx, ret_file);
}

/* State 7 is recognised. */
void file_of_pack_photo(struct transaction *tx, const char *sha256, struct dossier_file *ret_file)
{
	statement(tx, "SELECT e.name, e.sha256, e.size_bytes, e.media_type, e.has_thumbnail,"
		      " e.from_submission FROM evidence e"
		      " JOIN dossiers d ON d.dossier_id = e.dossier_id"
		      " WHERE e.sha256 = $1 AND e.shows_pack = 1 AND e.from_submission > 0"
		      " AND d.state = 7 LIMIT 1");
	bind_text(tx, sha256);
	read_first_row(tx, ret_file);
}

int64_t dossier_files_size(struct transaction *tx, const char *dossier_id)
{
	int64_t size_bytes = 0;

	statement(tx, "SELECT (SELECT COALESCE(SUM(size_bytes), 0) FROM evidence"
		      " WHERE dossier_id = $1)"
		      " + (SELECT COALESCE(SUM(size_bytes), 0) FROM papers"
		      " WHERE dossier_id = $1) AS size_bytes");
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		size_bytes = column_i64(tx, "size_bytes");
	return size_bytes;
}
