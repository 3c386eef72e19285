/* numbers.c - tables of numbers that offices give: gaps in the official codes, registration slips
 */
#include "registration/schema/parts.h"

const char registration_numbers_sql[] =
	/* Numbers of a commune's official codes that no code here has, and why. */
	"CREATE TABLE product_number_gaps ("
	" commune_code TEXT NOT NULL, first_number INTEGER NOT NULL,"
	" last_number INTEGER NOT NULL, reason TEXT NOT NULL, recorded_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (commune_code, first_number),"
	" CHECK (first_number BETWEEN 1 AND last_number), CHECK (reason <> '')) STRICT;"
	/* The last number of a registration slip that an office gave in a year. */
	"CREATE TABLE slip_numbers ("
	" office_code TEXT NOT NULL, year INTEGER NOT NULL, last_number INTEGER NOT NULL,"
	" PRIMARY KEY (office_code, year)) STRICT;";
