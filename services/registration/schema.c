/* schema.c - registration's tables, as an ordered list of migrations
 *
 * units, former_units, calendar_days, rounds, round_news, conflicts, producer_links and
 * certificates mirror what others decided: only reactions write them. The constraints hold what
 * must never be, even when a rule is wrong: two dossiers of one product under way, a code given
 * twice, a registration number held twice.
 */
#include "registration/schema.h"

#include "common/unit/calendar.h"
#include "common/unit/unit.h"
#include "registration/schema/parts.h"

static const char producers_sql[] =
	/* One row a producer; the folded name is what lists go by. */
	"CREATE TABLE producers ("
	" producer_id TEXT PRIMARY KEY, name TEXT NOT NULL, name_folded TEXT NOT NULL,"
	" legal_form INTEGER NOT NULL, registration_number TEXT NOT NULL, address TEXT NOT NULL,"
	" commune_code TEXT NOT NULL, province_code TEXT NOT NULL, commune_text TEXT NOT NULL,"
	" district_text TEXT NOT NULL, province_text TEXT NOT NULL, imported INTEGER NOT NULL,"
	" version INTEGER NOT NULL, registered_at_us INTEGER NOT NULL,"
	/* Codes of what it belonged to until 30 June 2025, '' where that is not certain, and the
	 * version of the units that told so. */
	" former_commune_code TEXT NOT NULL, former_district_code TEXT NOT NULL,"
	" former_province_code TEXT NOT NULL, units_version INTEGER NOT NULL,"
	/* The producer this registration was merged into; '' while it stands for itself. */
	" merged_into TEXT NOT NULL,"
	" CHECK (legal_form BETWEEN 1 AND 7)) STRICT;"
	"CREATE UNIQUE INDEX producers_by_number ON producers (registration_number)"
	" WHERE registration_number <> '' AND merged_into = '';"
	"CREATE INDEX producers_merged ON producers (merged_into) WHERE merged_into <> '';"
	"CREATE INDEX producers_by_name ON producers (name_folded, producer_id);"
	"CREATE INDEX producers_by_province ON producers (province_code, name_folded, producer_id);"
	"CREATE INDEX producers_by_commune ON producers (commune_code, name_folded, producer_id);"
	"CREATE INDEX producers_by_units_version ON producers (units_version);"
	/* Each word of a folded name, so that any of them finds it. */
	"CREATE TABLE producer_words ("
	" word TEXT NOT NULL, producer_id TEXT NOT NULL REFERENCES producers (producer_id),"
	" PRIMARY KEY (word, producer_id)) STRICT;"
	"CREATE INDEX producer_words_by_producer ON producer_words (producer_id);";

static const char products_sql[] =
	/* One row a product or set; a producer has one of a name. */
	"CREATE TABLE products ("
	" product_id TEXT PRIMARY KEY,"
	" producer_id TEXT NOT NULL REFERENCES producers (producer_id),"
	" producer_name TEXT NOT NULL, name TEXT NOT NULL, name_folded TEXT NOT NULL,"
	" rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, sector_code TEXT NOT NULL,"
	" description TEXT NOT NULL, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" commune_text TEXT NOT NULL, district_text TEXT NOT NULL, province_text TEXT NOT NULL,"
	" imported INTEGER NOT NULL, version INTEGER NOT NULL, registered_at_us INTEGER NOT NULL,"
	/* As those of producers. */
	" former_commune_code TEXT NOT NULL, former_district_code TEXT NOT NULL,"
	" former_province_code TEXT NOT NULL, units_version INTEGER NOT NULL,"
	/* ProductStage; of an accepted idea; a set with variants; as producers.merged_into. */
	" stage INTEGER NOT NULL, idea_id TEXT NOT NULL, is_set INTEGER NOT NULL,"
	" merged_into TEXT NOT NULL, CHECK (stage BETWEEN 1 AND 2)) STRICT;"
	"CREATE UNIQUE INDEX products_one_of_a_name ON products (producer_id, name)"
	" WHERE merged_into = '';"
	"CREATE INDEX products_merged ON products (merged_into) WHERE merged_into <> '';"
	"CREATE INDEX products_by_idea ON products (idea_id) WHERE idea_id <> '';"
	"CREATE INDEX products_by_name ON products (name_folded, product_id);"
	"CREATE INDEX products_by_producer ON products (producer_id, name_folded, product_id);"
	"CREATE INDEX products_by_province ON products (province_code, name_folded, product_id);"
	"CREATE INDEX products_by_commune ON products (commune_code, name_folded, product_id);"
	"CREATE INDEX products_by_former_commune ON products"
	" (former_commune_code, name_folded, product_id);"
	"CREATE INDEX products_by_former_district ON products"
	" (former_district_code, name_folded, product_id);"
	"CREATE INDEX products_by_former_province ON products"
	" (former_province_code, name_folded, product_id);"
	"CREATE INDEX products_by_units_version ON products (units_version);"
	/* Counts read this index and nothing else. */
	"CREATE INDEX products_counted ON products (merged_into, province_code,"
	" former_province_code, commune_code, former_commune_code, former_district_code,"
	" sector_code);"
	/* As producer_words. */
	"CREATE TABLE product_words ("
	" word TEXT NOT NULL, product_id TEXT NOT NULL REFERENCES products (product_id),"
	" PRIMARY KEY (word, product_id)) STRICT;"
	"CREATE INDEX product_words_by_product ON product_words (product_id);"
	/* Each name that a product's place has or had, as a key, so that any of them finds it;
	 * in the order of lists. */
	"CREATE TABLE product_places ("
	" place_key TEXT NOT NULL, name_folded TEXT NOT NULL,"
	" product_id TEXT NOT NULL REFERENCES products (product_id),"
	" PRIMARY KEY (place_key, name_folded, product_id)) STRICT;"
	"CREATE INDEX product_places_by_product ON product_places (product_id);"
	/* Official codes, never reused; dossier_id is empty for those that came in with a
	 * register. A dossier leads to one code at most. */
	"CREATE TABLE product_codes ("
	" code TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES products (product_id),"
	" dossier_id TEXT NOT NULL, issued_at_us INTEGER NOT NULL,"
	/* The commune whose sequence its number is of; '' and 0 for the old format. */
	" commune_code TEXT NOT NULL, number INTEGER NOT NULL,"
	" CHECK ((commune_code = '') = (number = 0))) STRICT;"
	"CREATE INDEX product_codes_by_product ON product_codes (product_id);"
	"CREATE INDEX product_codes_by_number ON product_codes (commune_code, number, code);"
	"CREATE UNIQUE INDEX product_codes_issued_once ON product_codes (commune_code, number)"
	" WHERE dossier_id <> '';"
	"CREATE UNIQUE INDEX product_codes_by_dossier ON product_codes (dossier_id)"
	" WHERE dossier_id <> '';"
	/* The last number a commune has given; it only grows. */
	"CREATE TABLE commune_sequences ("
	" commune_code TEXT PRIMARY KEY, last_number INTEGER NOT NULL) STRICT;"
	/* Rows of old registers, in their own words; certification judges them. */
	"CREATE TABLE import_claims ("
	" claim_id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES products (product_id),"
	" line INTEGER NOT NULL, stars INTEGER NOT NULL, score TEXT NOT NULL,"
	" decision_number TEXT NOT NULL, decision_date TEXT NOT NULL, expiry_date TEXT NOT NULL,"
	" product_group TEXT NOT NULL, year TEXT NOT NULL, event TEXT NOT NULL,"
	" source_url TEXT NOT NULL, imported_at_us INTEGER NOT NULL,"
	" CHECK (stars BETWEEN 0 AND 5)) STRICT;"
	"CREATE INDEX import_claims_by_product ON import_claims (product_id);";

/* States 7, 8 and 10 are recognised, not recognised and withdrawn: there a dossier ends. Kind 4 is
 * an earlier one on paper, entered afterwards: it is not under way, and ends closed (11). */
static const char dossiers_sql[] =
	/* One row a dossier. Admitted (6), it names its round; a product has one dossier under
	 * way. */
	"CREATE TABLE dossiers ("
	" dossier_id TEXT PRIMARY KEY,"
	" product_id TEXT NOT NULL REFERENCES products (product_id),"
	" producer_id TEXT NOT NULL REFERENCES producers (producer_id),"
	" kind INTEGER NOT NULL, state INTEGER NOT NULL,"
	" rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL,"
	" commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" certificate_code TEXT NOT NULL, round_id TEXT NOT NULL, due_on TEXT NOT NULL,"
	" submitted_on TEXT NOT NULL, proposed_on TEXT NOT NULL, to_centre_on TEXT NOT NULL,"
	" letter_number TEXT NOT NULL,"
	" submissions INTEGER NOT NULL, version INTEGER NOT NULL,"
	" opened_at_us INTEGER NOT NULL, changed_at_us INTEGER NOT NULL,"
	/* Whom it waits for (Office) and since when; what its due day was counted from. */
	" waits_with INTEGER NOT NULL, waits_since_us INTEGER NOT NULL,"
	" due_from TEXT NOT NULL, due_working_days INTEGER NOT NULL,"
	" calendar_version INTEGER NOT NULL,"
	" commune_slip TEXT NOT NULL, province_slip TEXT NOT NULL,"
	" carried_from TEXT NOT NULL, confirmed_sha256 TEXT NOT NULL,"
	" components_remark TEXT NOT NULL, request TEXT NOT NULL,"
	/* What was last said of this due day to this office (ReminderKind); 0: nothing yet. */
	" reminded INTEGER NOT NULL DEFAULT 0,"
	/* The due day for the order of desks; nothing due is the last day that dates go to. */
	" due_order TEXT NOT NULL GENERATED ALWAYS AS"
	" (CASE due_on WHEN '' THEN '2999-12-31' ELSE due_on END) STORED,"
	" CHECK (reminded BETWEEN 0 AND 2),"
	" CHECK (kind BETWEEN 1 AND 4), CHECK (state BETWEEN 1 AND 11),"
	" CHECK (waits_with BETWEEN 1 AND 6),"
	" CHECK (state <> 6 OR round_id <> '')) STRICT;"
	"CREATE UNIQUE INDEX dossiers_one_open ON dossiers (product_id)"
	" WHERE state NOT IN (7, 8, 10) AND kind <> 4;"
	/* A desk: what is due first, then what waits longest. */
	"CREATE INDEX dossiers_by_desk ON dossiers (waits_with, due_order, waits_since_us,"
	" dossier_id);"
	"CREATE INDEX dossiers_by_province_desk ON dossiers (waits_with, province_code,"
	" due_order, waits_since_us, dossier_id);"
	"CREATE INDEX dossiers_by_commune_desk ON dossiers (waits_with, commune_code,"
	" due_order, waits_since_us, dossier_id);"
	"CREATE INDEX dossiers_by_producer_desk ON dossiers (producer_id, waits_with,"
	" due_order, waits_since_us, dossier_id);"
	/* Of whom whoever has them is to be reminded; whose due day is to be counted again. */
	"CREATE INDEX dossiers_by_due_day ON dossiers (due_on, dossier_id)"
	" WHERE due_on <> '' AND reminded < 2;"
	"CREATE INDEX dossiers_by_counted_day ON dossiers (due_on, dossier_id, calendar_version)"
	" WHERE due_from <> '';"
	"CREATE INDEX dossiers_by_proposed_day ON dossiers (proposed_on) WHERE proposed_on <> '';"
	"CREATE INDEX dossiers_by_product ON dossiers (product_id, dossier_id);"
	"CREATE INDEX dossiers_by_producer ON dossiers (producer_id, dossier_id);"
	"CREATE INDEX dossiers_by_commune ON dossiers (commune_code, dossier_id);"
	"CREATE INDEX dossiers_by_province ON dossiers (province_code, dossier_id);"
	"CREATE INDEX dossiers_by_round ON dossiers (round_id, dossier_id);"
	"CREATE INDEX dossiers_by_state ON dossiers (state, dossier_id);"
	/* Filled-in fields of the forms. */
	"CREATE TABLE dossier_fields ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" form_code TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY (dossier_id, form_code, key)) STRICT;"
	/* The producer's own choice of an option, one a criterion. */
	"CREATE TABLE dossier_choices ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" criterion_code TEXT NOT NULL, option_no INTEGER NOT NULL,"
	" PRIMARY KEY (dossier_id, criterion_code)) STRICT;"
	/* A file by its hash, or a link, never both; the file may serve several dossiers. */
	"CREATE TABLE evidence ("
	" evidence_id TEXT PRIMARY KEY,"
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" evidence_type TEXT NOT NULL, criterion_codes TEXT NOT NULL, name TEXT NOT NULL,"
	" sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, media_type TEXT NOT NULL,"
	" link TEXT NOT NULL, valid_until TEXT NOT NULL, attached_at_us INTEGER NOT NULL,"
	" page_count INTEGER NOT NULL, has_thumbnail INTEGER NOT NULL,"
	/* First and last submission that has it: 0 while in none, and while it is still part. */
	" from_submission INTEGER NOT NULL, until_submission INTEGER NOT NULL,"
	" carried_over INTEGER NOT NULL,"
	/* A photo of the pack: once the product is recognised, the public sees it. */
	" shows_pack INTEGER NOT NULL,"
	" CHECK (shows_pack = 0 OR media_type LIKE 'image/%'),"
	" CHECK ((sha256 = '') <> (link = '')),"
	" CHECK (until_submission = 0 OR from_submission BETWEEN 1 AND until_submission)) STRICT;"
	"CREATE INDEX evidence_by_dossier ON evidence (dossier_id, evidence_id);"
	"CREATE INDEX evidence_by_file ON evidence (sha256, dossier_id);"
	"CREATE INDEX pack_photos_by_file ON evidence (sha256) WHERE shows_pack = 1;"
	/* What the commune found, one row a check. */
	"CREATE TABLE dossier_findings ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" check_code TEXT NOT NULL, satisfied INTEGER NOT NULL, remark TEXT NOT NULL,"
	" PRIMARY KEY (dossier_id, check_code)) STRICT;"
	/* Every move with who, when and why; the version is the dossier's after it, waits_with the
	 * office (Office) that has it then. */
	"CREATE TABLE dossier_moves ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" version INTEGER NOT NULL, from_state INTEGER NOT NULL, to_state INTEGER NOT NULL,"
	" moved_at_us INTEGER NOT NULL, actor_id TEXT NOT NULL, reason TEXT NOT NULL,"
	" deadline TEXT NOT NULL, waits_with INTEGER NOT NULL,"
	" PRIMARY KEY (dossier_id, version)) STRICT;"
	/* What was handed in (SubmissionKind), as text and for ever. */
	"CREATE TABLE submissions ("
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" submission_no INTEGER NOT NULL, kind INTEGER NOT NULL, content TEXT NOT NULL,"
	" content_sha256 TEXT NOT NULL, submitted_at_us INTEGER NOT NULL,"
	" PRIMARY KEY (dossier_id, submission_no), CHECK (kind BETWEEN 1 AND 3)) STRICT;";

/* news is enum round_news_kind: a dossier has at most one of each kind from a round. */
static const char mirrors_sql[] =
	/* Rounds of every scoring shard. */
	"CREATE TABLE rounds ("
	" round_id TEXT PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,"
	" level INTEGER NOT NULL,"
	" unit_code TEXT NOT NULL, rulebook_code TEXT NOT NULL, held_on TEXT NOT NULL,"
	" proposals_before TEXT NOT NULL, state INTEGER NOT NULL) STRICT;"
	"CREATE INDEX rounds_by_proposals ON rounds (state, proposals_before, round_id);"
	"CREATE TABLE round_news ("
	" round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, news INTEGER NOT NULL,"
	" reason TEXT NOT NULL, decision INTEGER NOT NULL, decision_number TEXT NOT NULL,"
	" decided_on TEXT NOT NULL, star INTEGER NOT NULL, points_sum INTEGER NOT NULL,"
	" points_count INTEGER NOT NULL, points_text TEXT NOT NULL,"
	" occurred_at_us INTEGER NOT NULL, PRIMARY KEY (dossier_id, round_id, news)) STRICT;"
	"CREATE TABLE conflicts ("
	" dossier_id TEXT NOT NULL, round_id TEXT NOT NULL, member_id TEXT NOT NULL,"
	" PRIMARY KEY (dossier_id, round_id, member_id)) STRICT;"
	"CREATE INDEX conflicts_by_round ON conflicts (round_id, member_id);"
	/* A member who takes no part in what comes from a producer. */
	"CREATE TABLE producer_links ("
	" round_id TEXT NOT NULL, producer_id TEXT NOT NULL, member_id TEXT NOT NULL,"
	" PRIMARY KEY (round_id, producer_id, member_id)) STRICT;"
	/* What upgrades and re-ratings start from. */
	"CREATE TABLE certificates ("
	" code TEXT PRIMARY KEY, product_id TEXT NOT NULL, state INTEGER NOT NULL,"
	" star INTEGER NOT NULL, valid_until TEXT NOT NULL, decided_on TEXT NOT NULL) STRICT;"
	"CREATE INDEX certificates_by_product ON certificates (product_id);"
	"CREATE INDEX certificates_by_decided_day ON certificates (decided_on);";

const struct migration registration_migrations[] = {
	{"units", unit_migration_sql},
	{"the offices' calendar", calendar_migration_sql},
	{"version of the units", registration_units_sql},
	{"producers", producers_sql},
	{"products", products_sql},
	{"dossiers", dossiers_sql},
	{"mirrors of rounds and certificates", mirrors_sql},
	{"documents", registration_documents_sql},
	{"returns", registration_returns_sql},
	{"samples", registration_samples_sql},
	{"what is known", registration_known_sql},
	{"supplements", registration_supplements_sql},
	{"results of the centre", registration_centre_results_sql},
	{"numbers that offices give", registration_numbers_sql},
	{"survey, ideas and plans", registration_programme_sql},
	{"carry-overs", registration_carry_over_sql},
	{"duplicates", registration_duplicates_sql},
	{"photos of reports", registration_report_photos_sql},
	{"photos of products", registration_product_photos_sql},
	{0},
};
