/* kept_rulebooks.c - tables of the rule books that rounds keep */
#include "scoring/schema/parts.h"

const char scoring_kept_rulebooks_sql[] =
	/* A rule book by the hash of all its bytes: written once when the first round is planned
	 * under it, shared by later ones, and never changed. */
	"CREATE TABLE kept_rulebooks ("
	" sha256 TEXT PRIMARY KEY, code TEXT NOT NULL, document BLOB NOT NULL,"
	" kept_at_us INTEGER NOT NULL, CHECK (length(sha256) = 64)) STRICT;"
	/* Its sheets, the files as they were. */
	"CREATE TABLE kept_sheets ("
	" rulebook_sha256 TEXT NOT NULL REFERENCES kept_rulebooks, set_no INTEGER NOT NULL,"
	" document BLOB NOT NULL, PRIMARY KEY (rulebook_sha256, set_no)) STRICT;";
