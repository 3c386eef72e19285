/* self_assessments.c - the table of what producers gave themselves */
#include "scoring/schema/parts.h"

/* One row a criterion of an admission; a mirror, written by a reaction alone. */
const char scoring_self_assessments_sql[] =
	"CREATE TABLE self_assessments ("
	" dossier_id TEXT NOT NULL, admission INTEGER NOT NULL, criterion_code TEXT NOT NULL,"
	" option_no INTEGER NOT NULL, PRIMARY KEY (dossier_id, admission, criterion_code)) STRICT;";
