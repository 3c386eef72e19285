/* trade.c - market's tables of points of sale, fairs and exports
 *
 * Only commands write them. What a shop carries is a product's id and two days: which stars stand
 * beside it is nowhere here, it follows from the product's certificate at every look.
 */
#include "market/schema/trade.h"

const char points_of_sale_sql[] =
	"CREATE TABLE points_of_sale ("
	" point_of_sale_id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),"
	" kind INTEGER NOT NULL, address TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" province_code TEXT NOT NULL,"
	" latitude_microdegrees INTEGER NOT NULL, longitude_microdegrees INTEGER NOT NULL,"
	" phone TEXT NOT NULL, responsible TEXT NOT NULL,"
	/* A producer's own shop, kind 5, and no other, has one. */
	" producer_id TEXT NOT NULL, ended_on TEXT NOT NULL, end_reason TEXT NOT NULL,"
	" version INTEGER NOT NULL,"
	" CHECK ((kind = 5) = (producer_id <> '')),"
	" CHECK ((ended_on = '') = (end_reason = ''))) STRICT;"
	"CREATE INDEX points_of_sale_open ON points_of_sale (point_of_sale_id)"
	" WHERE ended_on = '';"
	"CREATE INDEX points_of_sale_by_producer ON points_of_sale (producer_id)"
	" WHERE producer_id <> '';"
	"CREATE TABLE opening_spans ("
	" point_of_sale_id TEXT NOT NULL REFERENCES points_of_sale,"
	" weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),"
	" opens_minute INTEGER NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),"
	/* Over 1,440: on the day after. */
	" closes_minute INTEGER NOT NULL,"
	" PRIMARY KEY (point_of_sale_id, weekday, opens_minute),"
	" CHECK (closes_minute > opens_minute AND closes_minute < opens_minute + 1441))"
	" STRICT;"
	"CREATE TABLE closed_days ("
	" point_of_sale_id TEXT NOT NULL REFERENCES points_of_sale, day TEXT NOT NULL,"
	" PRIMARY KEY (point_of_sale_id, day)) STRICT;"
	"CREATE TABLE carried_listings ("
	" point_of_sale_id TEXT NOT NULL REFERENCES points_of_sale, listing_id TEXT NOT NULL,"
	" since TEXT NOT NULL, until TEXT NOT NULL,"
	" PRIMARY KEY (point_of_sale_id, listing_id),"
	" CHECK (since = '' OR until = '' OR since <= until)) STRICT;"
	"CREATE INDEX carried_by_listing ON carried_listings (listing_id, point_of_sale_id);";

/* A province's own fair has no commune. */
const char fairs_sql[] =
	"CREATE TABLE fairs ("
	" fair_id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),"
	" kind INTEGER NOT NULL, state INTEGER NOT NULL CHECK (state IN (1, 2, 3)),"
	" organiser TEXT NOT NULL, place TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" province_code TEXT NOT NULL, begins_on TEXT NOT NULL, ends_on TEXT NOT NULL,"
	" opens TEXT NOT NULL, closes TEXT NOT NULL, description TEXT NOT NULL,"
	" paper_id TEXT NOT NULL, end_text TEXT NOT NULL, ended_on TEXT NOT NULL,"
	" end_paper_id TEXT NOT NULL, changed_at_us INTEGER NOT NULL, version INTEGER NOT NULL,"
	" CHECK (begins_on <= ends_on), CHECK ((opens = '') = (closes = '')),"
	" CHECK ((state = 1) = (ended_on = ''))) STRICT;"
	"CREATE INDEX fairs_by_day ON fairs (begins_on, fair_id);"
	"CREATE TABLE fair_participants ("
	" participant_id TEXT PRIMARY KEY, fair_id TEXT NOT NULL REFERENCES fairs,"
	" producer_id TEXT NOT NULL, buyer_name TEXT NOT NULL,"
	" state INTEGER NOT NULL CHECK (state IN (1, 2, 3)), note TEXT NOT NULL,"
	" answer_reason TEXT NOT NULL, version INTEGER NOT NULL,"
	" CHECK ((producer_id = '') <> (buyer_name = '')),"
	" CHECK (state <> 3 OR answer_reason <> '')) STRICT;"
	"CREATE INDEX fair_participants_by_fair ON fair_participants (fair_id, participant_id);"
	/* A producer takes part in a fair once. */
	"CREATE UNIQUE INDEX fair_participants_once ON fair_participants (producer_id, fair_id)"
	" WHERE producer_id <> '';"
	"CREATE TABLE fair_listings ("
	" participant_id TEXT NOT NULL REFERENCES fair_participants, listing_id TEXT NOT NULL,"
	" PRIMARY KEY (participant_id, listing_id)) STRICT;"
	/* Only added to: the last entry counts, the first stays. */
	"CREATE TABLE fair_outcomes ("
	" participant_id TEXT NOT NULL REFERENCES fair_participants,"
	" entry_no INTEGER NOT NULL CHECK (entry_no > 0),"
	" contracts INTEGER NOT NULL CHECK (contracts >= 0),"
	" memoranda INTEGER NOT NULL CHECK (memoranda >= 0),"
	" value_dong INTEGER NOT NULL CHECK (value_dong >= 0), note TEXT NOT NULL,"
	" reason TEXT NOT NULL, recorded_on TEXT NOT NULL, by_office INTEGER NOT NULL,"
	" PRIMARY KEY (participant_id, entry_no),"
	" CHECK ((entry_no = 1) = (reason = ''))) STRICT;";

const char exports_sql[] =
	"CREATE TABLE exports ("
	" export_id TEXT PRIMARY KEY, product_id TEXT NOT NULL,"
	/* Who exported: a product may pass to another, his books do not. */
	" producer_id TEXT NOT NULL CHECK (producer_id <> ''),"
	" state INTEGER NOT NULL CHECK (state IN (1, 2, 3)), decision_reason TEXT NOT NULL,"
	" decided_on TEXT NOT NULL, confirmed_entry_no INTEGER NOT NULL, version INTEGER NOT NULL,"
	" CHECK ((state = 3) = (decision_reason <> '')),"
	" CHECK (state <> 2 OR confirmed_entry_no > 0)) STRICT;"
	"CREATE INDEX exports_by_product ON exports (product_id, export_id);"
	"CREATE INDEX exports_by_producer ON exports (producer_id, export_id);"
	/* Only added to: the first entry stays. */
	"CREATE TABLE export_entries ("
	" export_id TEXT NOT NULL REFERENCES exports,"
	" entry_no INTEGER NOT NULL CHECK (entry_no > 0), country_code TEXT NOT NULL,"
	" year INTEGER NOT NULL, month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),"
	" quantity_hundredths INTEGER NOT NULL CHECK (quantity_hundredths > 0),"
	" unit TEXT NOT NULL, value_dong INTEGER NOT NULL, value_usd_cents INTEGER NOT NULL,"
	" hs_code TEXT NOT NULL, buyer INTEGER NOT NULL, way INTEGER NOT NULL,"
	" paper_id TEXT NOT NULL, reason TEXT NOT NULL, recorded_on TEXT NOT NULL,"
	" PRIMARY KEY (export_id, entry_no), CHECK ((entry_no = 1) = (reason = '')),"
	" CHECK ((value_dong > 0) <> (value_usd_cents > 0))) STRICT;"
	"CREATE INDEX export_entries_by_country ON export_entries (country_code, year);";
