/* programme.c - tables of the survey, of ideas and of plans
 *
 * A struck line of a survey stays, with the moment it was struck; 0 while it stands. Lists leave it
 * out, so their indexes hold what stands.
 */
#include "registration/schema/parts.h"

const char registration_programme_sql[] =
	/* What is grown and made in a commune, and by whom, line by line. */
	"CREATE TABLE survey_entries ("
	" entry_id TEXT PRIMARY KEY, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" sector_code TEXT NOT NULL, product_name TEXT NOT NULL, makers TEXT NOT NULL,"
	" household_count INTEGER NOT NULL, area_hectares_hundredths INTEGER NOT NULL,"
	" yearly_output TEXT NOT NULL, potential INTEGER NOT NULL, note TEXT NOT NULL,"
	" surveyed_on TEXT NOT NULL, version INTEGER NOT NULL,"
	" recorded_at_us INTEGER NOT NULL, struck_at_us INTEGER NOT NULL,"
	" CHECK (potential BETWEEN 1 AND 3)) STRICT;"
	"CREATE INDEX survey_entries_by_commune ON survey_entries"
	" (commune_code, entry_id, sector_code) WHERE struck_at_us = 0;"
	"CREATE INDEX survey_entries_by_province ON survey_entries"
	" (province_code, entry_id, sector_code) WHERE struck_at_us = 0;"
	"CREATE INDEX survey_entries_by_sector ON survey_entries"
	" (sector_code, entry_id) WHERE struck_at_us = 0;"
	/* One row an idea. It is accepted once (state 2), and developed (5) into one product; a
	 * returned (3) or declined (4) one has the commune's reason. */
	"CREATE TABLE ideas ("
	" idea_id TEXT PRIMARY KEY, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" title TEXT NOT NULL, sector_code TEXT NOT NULL, origin TEXT NOT NULL,"
	" local_material TEXT NOT NULL, distinctiveness TEXT NOT NULL, market TEXT NOT NULL,"
	" producer_id TEXT NOT NULL, state INTEGER NOT NULL, reason TEXT NOT NULL,"
	" product_id TEXT NOT NULL, accepted_on TEXT NOT NULL, version INTEGER NOT NULL,"
	" submitted_at_us INTEGER NOT NULL,"
	" CHECK (state BETWEEN 1 AND 5), CHECK ((state = 5) = (product_id <> '')),"
	" CHECK ((state IN (2, 5)) = (accepted_on <> '')),"
	" CHECK (state NOT IN (3, 4) OR reason <> '')) STRICT;"
	"CREATE INDEX ideas_by_commune ON ideas (commune_code, idea_id);"
	"CREATE INDEX ideas_by_state ON ideas (state, idea_id);"
	"CREATE INDEX ideas_by_accepted_day ON ideas (accepted_on) WHERE accepted_on <> '';"
	/* Schemes (1) and plans of a year (2): a unit has one of a kind for a first year. */
	"CREATE TABLE plans ("
	" plan_id TEXT PRIMARY KEY, unit_code TEXT NOT NULL, kind INTEGER NOT NULL,"
	" from_year INTEGER NOT NULL, until_year INTEGER NOT NULL, title TEXT NOT NULL,"
	" decision_number TEXT NOT NULL, decided_on TEXT NOT NULL, version INTEGER NOT NULL,"
	" recorded_at_us INTEGER NOT NULL, CHECK (kind IN (1, 2)),"
	" CHECK (from_year <= until_year)) STRICT;"
	"CREATE UNIQUE INDEX plans_one_a_first_year ON plans (unit_code, kind, from_year);"
	"CREATE INDEX plans_by_unit ON plans (unit_code, from_year, plan_id);"
	"CREATE INDEX plans_by_year ON plans (from_year, plan_id);"
	/* A plan's targets, one an indicator. */
	"CREATE TABLE plan_targets ("
	" plan_id TEXT NOT NULL REFERENCES plans (plan_id), indicator INTEGER NOT NULL,"
	" value INTEGER NOT NULL, PRIMARY KEY (plan_id, indicator),"
	" CHECK (indicator BETWEEN 1 AND 10), CHECK (value > 0)) STRICT;";
