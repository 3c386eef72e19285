/* returns.c - table of what dossiers were sent back for */
#include "registration/schema/parts.h"

const char registration_returns_sql[] =
	/* What is to be put right, one by one; the version is that of the move that sent it back.
	 */
	"CREATE TABLE return_items ("
	" dossier_id TEXT NOT NULL, version INTEGER NOT NULL, item_no INTEGER NOT NULL,"
	" code TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (dossier_id, version, item_no),"
	" FOREIGN KEY (dossier_id, version) REFERENCES dossier_moves (dossier_id, version),"
	" CHECK (text <> '')) STRICT;";
