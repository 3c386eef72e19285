/* supplements.c - the table of what was asked for while a round had a dossier */
#include "scoring/schema/parts.h"

/* One row a supplement of a dossier in a round of this shard; a mirror, written by reactions alone.
 * `asked` is the event's sequence: one from before the dossier's admission is not awaited. Given,
 * it is a version of the dossier. */
const char scoring_supplements_sql[] =
	"CREATE TABLE supplements ("
	" dossier_id TEXT NOT NULL, supplement_no INTEGER NOT NULL, round_id TEXT NOT NULL,"
	" asked INTEGER NOT NULL, deadline TEXT NOT NULL, submission_no INTEGER NOT NULL,"
	" given_at_us INTEGER NOT NULL, PRIMARY KEY (dossier_id, supplement_no),"
	" CHECK ((submission_no = 0) = (given_at_us = 0))) STRICT;";
