/* re_rating.c - tables of re-ratings: agencies' reports, opinions on them, meetings over them */
#include "scoring/schema/parts.h"

const char scoring_re_rating_sql[] =
	/* Last days that are not over, or of which nothing has been said yet. */
	"CREATE INDEX round_dossiers_due ON round_dossiers (due_on)"
	" WHERE reminded = 0 AND gone = 0 AND due_on <> '';"
	/* One report a pass: the packed ReRating with the report's fields, and the nonce of the
	 * commitment to it. It counts once the council agreed with it: then it is its sheet. */
	"CREATE TABLE agency_reports ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	" counts INTEGER NOT NULL, report BLOB NOT NULL, nonce BLOB NOT NULL,"
	" commitment BLOB NOT NULL, filed_by TEXT NOT NULL, filed_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (round_id, dossier_id, pass),"
	" FOREIGN KEY (round_id, dossier_id) REFERENCES round_dossiers,"
	" CHECK (length(nonce) = 32 AND length(commitment) = 32)) STRICT;"
	/* One opinion a member and pass: the packed Opinion, and the nonce of the commitment. */
	"CREATE TABLE opinions ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	" member_id TEXT NOT NULL, opened INTEGER NOT NULL, opinion BLOB NOT NULL,"
	" nonce BLOB NOT NULL, commitment BLOB NOT NULL, given_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (round_id, dossier_id, pass, member_id),"
	" FOREIGN KEY (round_id, dossier_id, pass) REFERENCES agency_reports,"
	" CHECK (length(nonce) = 32 AND length(commitment) = 32)) STRICT;"
	/* From a meeting on a dossier is scored, in this pass and all later ones since its
	 * admission. */
	"CREATE TABLE meetings ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, admission INTEGER NOT NULL,"
	" pass INTEGER NOT NULL, reason TEXT NOT NULL, called_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (round_id, dossier_id, admission),"
	" FOREIGN KEY (round_id, dossier_id) REFERENCES round_dossiers,"
	" CHECK (reason <> '')) STRICT;";
