/* agenda.c - tables of a round's sittings */
#include "scoring/schema/parts.h"

const char scoring_agenda_sql[] =
	/* One row a sitting; one that was cancelled is gone. */
	"CREATE TABLE sittings ("
	" round_id TEXT NOT NULL REFERENCES rounds, sitting_id TEXT NOT NULL,"
	" version INTEGER NOT NULL, held_on TEXT NOT NULL, starts_at TEXT NOT NULL,"
	" place TEXT NOT NULL, PRIMARY KEY (round_id, sitting_id)) STRICT;"
	"CREATE INDEX sittings_by_time ON sittings (round_id, held_on, starts_at, sitting_id);"
	/* What is heard on it, in order; a dossier is on one sitting. */
	"CREATE TABLE sitting_dossiers ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, sitting_id TEXT NOT NULL,"
	" position INTEGER NOT NULL, PRIMARY KEY (round_id, dossier_id),"
	" FOREIGN KEY (round_id, dossier_id) REFERENCES round_dossiers,"
	" FOREIGN KEY (round_id, sitting_id) REFERENCES sittings) STRICT;"
	"CREATE UNIQUE INDEX sitting_dossiers_by_place"
	" ON sitting_dossiers (round_id, sitting_id, position);";
