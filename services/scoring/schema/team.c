/* team.c - tables of the advisory team of a round and of what it did */
#include "scoring/schema/parts.h"

const char scoring_team_sql[] =
	/* The decision that appointed the team; the team in the order of its appointment. */
	"CREATE TABLE advisory_teams ("
	" round_id TEXT PRIMARY KEY REFERENCES rounds, decision_number TEXT NOT NULL) STRICT;"
	"CREATE TABLE advisers ("
	" round_id TEXT NOT NULL REFERENCES advisory_teams, adviser_id TEXT NOT NULL,"
	" position INTEGER NOT NULL, display_name TEXT NOT NULL,"
	" PRIMARY KEY (round_id, adviser_id)) STRICT;"
	"CREATE UNIQUE INDEX advisers_by_position ON advisers (round_id, position);"
	/* One report a dossier and admission: the packed TeamReport, without its visits. A dossier
	 * that left and came back is looked at anew. */
	"CREATE TABLE team_reports ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, admission INTEGER NOT NULL,"
	" version INTEGER NOT NULL, reported INTEGER NOT NULL, report BLOB NOT NULL,"
	" saved_by TEXT NOT NULL, saved_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (round_id, dossier_id, admission),"
	" FOREIGN KEY (round_id, dossier_id) REFERENCES round_dossiers) STRICT;"
	/* Visits on the spot, numbered from 1; each a packed SiteVisit. */
	"CREATE TABLE site_visits ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, admission INTEGER NOT NULL,"
	" visit_no INTEGER NOT NULL, visit BLOB NOT NULL,"
	" PRIMARY KEY (round_id, dossier_id, admission, visit_no),"
	" FOREIGN KEY (round_id, dossier_id) REFERENCES round_dossiers,"
	" CHECK (visit_no > 0)) STRICT;";
