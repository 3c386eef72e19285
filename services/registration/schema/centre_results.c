/* centre_results.c - the table of what the centre gave dossiers that it did not recognise */
#include "registration/schema/parts.h"

/* One row a dossier, the last result: of a round of the centre, or of a decision on paper, by its
 * scan's hash. submission_no is the version that was evaluated: once another was handed in, the
 * result is about something else. */
const char registration_centre_results_sql[] =
	"CREATE TABLE centre_results ("
	" dossier_id TEXT PRIMARY KEY REFERENCES dossiers (dossier_id), round_id TEXT NOT NULL,"
	" submission_no INTEGER NOT NULL, star INTEGER NOT NULL, points_sum INTEGER NOT NULL,"
	" points_count INTEGER NOT NULL, points_text TEXT NOT NULL,"
	" decision_number TEXT NOT NULL, decided_on TEXT NOT NULL,"
	" decision_sha256 TEXT NOT NULL, CHECK (star BETWEEN 0 AND 5),"
	" CHECK ((round_id = '') <> (decision_sha256 = ''))) STRICT;";
