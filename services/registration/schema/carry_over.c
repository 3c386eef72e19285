/* carry_over.c - tables of what was carried over from earlier dossiers */
#include "registration/schema/parts.h"

const char registration_carry_over_sql[] =
	/* One row a dossier that was filled from an earlier one: the last time. */
	"CREATE TABLE carry_overs ("
	" dossier_id TEXT PRIMARY KEY REFERENCES dossiers (dossier_id),"
	" from_dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" kept_fields INTEGER NOT NULL, kept_choices INTEGER NOT NULL,"
	" kept_evidence INTEGER NOT NULL, carried_at_us INTEGER NOT NULL,"
	" CHECK (dossier_id <> from_dossier_id)) STRICT;"
	/* What was to do then, one row a thing (enum to_do_kind); proof is the hash or address of
	 * evidence. Whether it is done, the dossier itself says. */
	"CREATE TABLE carry_over_items ("
	" dossier_id TEXT NOT NULL REFERENCES carry_overs (dossier_id),"
	" item_no INTEGER NOT NULL, kind INTEGER NOT NULL, code TEXT NOT NULL,"
	" earlier TEXT NOT NULL, proof TEXT NOT NULL, PRIMARY KEY (dossier_id, item_no),"
	" CHECK (kind BETWEEN 1 AND 6)) STRICT;";
