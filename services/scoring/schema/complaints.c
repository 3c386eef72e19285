/* complaints.c - the table of complaints about results */
#include "scoring/schema/parts.h"

/* One row a complaint, about the result of a pass. Who complained stands in the paper, whose number
 * a round has once. Answered (outcome not 0) it has its answer. */
const char scoring_complaints_sql[] =
	"CREATE TABLE complaints ("
	" complaint_id TEXT PRIMARY KEY, version INTEGER NOT NULL,"
	" round_id TEXT NOT NULL REFERENCES rounds, dossier_id TEXT NOT NULL,"
	" pass INTEGER NOT NULL, number TEXT NOT NULL, received_on TEXT NOT NULL,"
	" matter TEXT NOT NULL, outcome INTEGER NOT NULL, answer TEXT NOT NULL,"
	" answer_number TEXT NOT NULL, answered_on TEXT NOT NULL,"
	" UNIQUE (round_id, number),"
	" CHECK (outcome BETWEEN 0 AND 3), CHECK (outcome = 0 OR (answer <> ''"
	" AND answer_number <> '' AND answered_on <> ''))) STRICT;"
	"CREATE INDEX complaints_by_round ON complaints (round_id, complaint_id);"
	"CREATE INDEX complaints_by_dossier ON complaints (dossier_id, round_id);";
