/* documents.c - tables of the papers of offices: added to a dossier on its way, or kept for
 * decisions on what came of it
 */
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
	"CREATE INDEX papers_by_file ON papers (sha256, dossier_id);"
	/* The same of no dossier; unit_code is the office's, "" for the ministry. Of a producer's
	 * own paper it is his place. */
	"CREATE TABLE kept_papers ("
	" paper_id TEXT PRIMARY KEY, unit_code TEXT NOT NULL,"
	" number TEXT NOT NULL, issued_on TEXT NOT NULL,"
	" name TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
	" media_type TEXT NOT NULL, kept_at_us INTEGER NOT NULL, kept_by TEXT NOT NULL,"
	" producer_id TEXT NOT NULL, CHECK (sha256 <> '')) STRICT;"
	/* Re-ratings that may be filed outside their window, by whose decision. */
	"CREATE TABLE late_filings ("
	" certificate_code TEXT PRIMARY KEY, until TEXT NOT NULL, reason TEXT NOT NULL,"
	" decision_number TEXT NOT NULL, allowed_at_us INTEGER NOT NULL,"
	" allowed_by TEXT NOT NULL) STRICT;";
