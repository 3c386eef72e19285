/* trace.c - market's tables of batches and stickers
 *
 * What is recorded of a batch is added to, never changed: entry 1 is the first, each later one a
 * correction with its reason; a test that was wrong is followed by one that corrects it. So nothing
 * here updates or deletes entries, origins or tests.
 */
#include "market/schema/trace.h"

/* Only reactions write these. */
const char trace_mirror_sql[] =
	"CREATE TABLE variants ("
	" product_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,"
	" packaging TEXT NOT NULL,"
	" gtin TEXT NOT NULL," /* fourteen digits, or '' */
	" PRIMARY KEY (product_id, position)) STRICT;"
	"CREATE INDEX variants_by_gtin ON variants (gtin) WHERE gtin <> '';"
	"CREATE TABLE listing_photos ("
	" photo_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, position INTEGER NOT NULL) STRICT;"
	"CREATE INDEX listing_photos_by_product ON listing_photos (product_id, position);"
	"CREATE TABLE material_areas ("
	" area_id TEXT PRIMARY KEY, producer_id TEXT NOT NULL, material TEXT NOT NULL,"
	" commune_code TEXT NOT NULL, struck INTEGER NOT NULL) STRICT;"
	/* producer_id: whose own it is; '' for one that an office has kept. */
	"CREATE TABLE kept_papers (paper_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL,"
	" producer_id TEXT NOT NULL) STRICT;";

const char trace_batch_sql[] =
	"CREATE TABLE batches ("
	" batch_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, code TEXT NOT NULL,"
	" closed_on TEXT NOT NULL, closing_reason TEXT NOT NULL, version INTEGER NOT NULL,"
	" UNIQUE (product_id, code),"
	" CHECK ((closed_on = '') = (closing_reason = ''))) STRICT;"
	/* Ids sort by time: a product's newest first. */
	"CREATE INDEX batches_by_product ON batches (product_id, batch_id);"
	"CREATE TABLE batch_entries ("
	" batch_id TEXT NOT NULL REFERENCES batches, entry_no INTEGER NOT NULL,"
	" produced_on TEXT NOT NULL, best_before TEXT NOT NULL,"
	" quantity_hundredths INTEGER NOT NULL CHECK (quantity_hundredths > 0),"
	" unit TEXT NOT NULL, reason TEXT NOT NULL, recorded_on TEXT NOT NULL,"
	" PRIMARY KEY (batch_id, entry_no),"
	" CHECK (entry_no > 0 AND (entry_no = 1) = (reason = ''))) STRICT;"
	"CREATE TABLE batch_origins ("
	" batch_id TEXT NOT NULL, entry_no INTEGER NOT NULL, position INTEGER NOT NULL,"
	" material TEXT NOT NULL, area_id TEXT NOT NULL, place TEXT NOT NULL,"
	" PRIMARY KEY (batch_id, entry_no, position),"
	" FOREIGN KEY (batch_id, entry_no) REFERENCES batch_entries,"
	" CHECK (area_id <> '' OR place <> '')) STRICT;"
	"CREATE TABLE batch_tests ("
	" batch_id TEXT NOT NULL REFERENCES batches, test_no INTEGER NOT NULL,"
	" kind TEXT NOT NULL, laboratory TEXT NOT NULL, tested_on TEXT NOT NULL,"
	" verdict INTEGER NOT NULL CHECK (verdict IN (1, 2)), result TEXT NOT NULL,"
	" paper_id TEXT NOT NULL, corrects_test_no INTEGER NOT NULL, reason TEXT NOT NULL,"
	" recorded_on TEXT NOT NULL, PRIMARY KEY (batch_id, test_no),"
	" CHECK (corrects_test_no BETWEEN 0 AND test_no - 1),"
	" CHECK ((corrects_test_no = 0) = (reason = ''))) STRICT;";

const char trace_serial_sql[] =
	"CREATE TABLE sticker_quotas ("
	" certificate_code TEXT NOT NULL, batch_id TEXT NOT NULL REFERENCES batches,"
	" granted INTEGER NOT NULL, drawn INTEGER NOT NULL,"
	" PRIMARY KEY (batch_id, certificate_code),"
	" CHECK (drawn BETWEEN 0 AND granted)) STRICT;"
	"CREATE TABLE serial_runs ("
	" run_no INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, batch_id TEXT NOT NULL,"
	" certificate_code TEXT NOT NULL, gtin TEXT NOT NULL, stickers INTEGER NOT NULL,"
	" drawn_on TEXT NOT NULL,"
	" FOREIGN KEY (batch_id, certificate_code) REFERENCES sticker_quotas) STRICT;"
	"CREATE INDEX serial_runs_by_batch ON serial_runs (batch_id, certificate_code);"
	/* What a serial is worth is nowhere here: it follows from its certificate at every look. */
	"CREATE TABLE serials ("
	" serial TEXT PRIMARY KEY, run_no INTEGER NOT NULL REFERENCES serial_runs) STRICT;"
	"CREATE INDEX serials_by_run ON serials (run_no, serial);"
	/* Looks at serials of ours, by day and commune; of who looked nothing is known. */
	"CREATE TABLE serial_scans ("
	" serial TEXT NOT NULL, day TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" asked INTEGER NOT NULL, PRIMARY KEY (serial, day, commune_code)) STRICT;"
	"CREATE INDEX serial_scans_by_day ON serial_scans (day);"
	"CREATE TABLE serial_signals ("
	" signal_number INTEGER PRIMARY KEY, signal_id TEXT NOT NULL UNIQUE,"
	" kind INTEGER NOT NULL, serial TEXT NOT NULL, day TEXT NOT NULL,"
	/* Whose work it is: the product's province, or where an unknown one was seen. */
	" province_code TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" other_commune_code TEXT NOT NULL, distance_km INTEGER NOT NULL,"
	" product_id TEXT NOT NULL, asked INTEGER NOT NULL,"
	" conclusion TEXT NOT NULL, concluded_on TEXT NOT NULL, version INTEGER NOT NULL)"
	" STRICT;"
	"CREATE UNIQUE INDEX serial_signals_by_place ON serial_signals"
	" (kind, serial, day, province_code, commune_code) WHERE kind <> 4;"
	/* However many places a copied serial is seen in, it is one signal a day. */
	"CREATE UNIQUE INDEX serial_signals_far_apart ON serial_signals (serial, day)"
	" WHERE kind = 4;"
	"CREATE INDEX serial_signals_by_province ON serial_signals"
	" (province_code, day, asked, signal_number);"
	"CREATE INDEX serial_signals_by_day ON serial_signals (day);";
