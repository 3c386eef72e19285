/* supplements.c - tables of what offices ask for while a round has a dossier
 *
 * A supplement belongs to the dossier's stay in a round: when the dossier leaves before it was
 * given, nobody awaits it any more.
 */
#include "registration/schema/parts.h"

const char registration_supplements_sql[] =
	/* One row a supplement; submission_no and given_at_us are 0 and note is empty until it is
	 * given. In a round one is awaited at a time. */
	"CREATE TABLE supplements ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" supplement_no INTEGER NOT NULL, round_id TEXT NOT NULL, reason TEXT NOT NULL,"
	" deadline TEXT NOT NULL, asked_at_us INTEGER NOT NULL, asked_by TEXT NOT NULL,"
	" note TEXT NOT NULL, given_at_us INTEGER NOT NULL, submission_no INTEGER NOT NULL,"
	" PRIMARY KEY (dossier_id, supplement_no), CHECK (round_id <> ''),"
	" CHECK ((submission_no = 0) = (given_at_us = 0))) STRICT;"
	"CREATE UNIQUE INDEX supplements_awaited ON supplements (dossier_id, round_id)"
	" WHERE submission_no = 0;"
	/* What it asks for, one by one. */
	"CREATE TABLE supplement_items ("
	" dossier_id TEXT NOT NULL, supplement_no INTEGER NOT NULL, item_no INTEGER NOT NULL,"
	" code TEXT NOT NULL, text TEXT NOT NULL,"
	" PRIMARY KEY (dossier_id, supplement_no, item_no),"
	" FOREIGN KEY (dossier_id, supplement_no)"
	" REFERENCES supplements (dossier_id, supplement_no)) STRICT;";
