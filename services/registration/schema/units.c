/* units.c - table of the version of the units; the units themselves are common/unit's */
#include "registration/schema/parts.h"

const char registration_units_sql[] =
	/* One row at most, written by the reaction that records units. */
	"CREATE TABLE units_version ("
	" one INTEGER PRIMARY KEY, version INTEGER NOT NULL, recorded_at_us INTEGER NOT NULL,"
	" CHECK (one = 1)) STRICT;";
