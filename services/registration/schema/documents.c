/* documents.c - table of the papers that offices add to a dossier on its way */
#include "registration/schema/parts.h"

const char registration_documents_sql[] =
	/* One row a paper; its file lies in the content store and never changes. */
	"CREATE TABLE papers ("
	" paper_id TEXT PRIMARY KEY,"
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" kind INTEGER NOT NULL, number TEXT NOT NULL, issued_on TEXT NOT NULL,"
	" name TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
	" media_type TEXT NOT NULL, attached_at_us INTEGER NOT NULL,"
	" attached_by TEXT NOT NULL,"
	" CHECK (kind BETWEEN 1 AND 8), CHECK (sha256 <> '')) STRICT;"
	"CREATE INDEX papers_by_dossier ON papers (dossier_id, paper_id);"
	"CREATE INDEX papers_by_file ON papers (sha256, dossier_id);";
