/* schema.c - certification's tables, as an ordered list of migrations
 *
 * The first migrations mirror what others decided: only reactions write them. What is ours hangs on
 * decisions and certificates. Two constraints hold what must never be: two certificates of one
 * product that are in force, and two certificates from one result. Written out, they fail the
 * transaction even when a rule is wrong.
 */
#include "certification/schema.h"

#include "certification/schema/inspection.h"
#include "common/sending/contact.h"
#include "common/unit/unit.h"

const struct migration certification_migrations[] = {
	{"units", unit_migration_sql},
	{"what others decided",
	 /* Results as scoring decided them. Decision 1 is recognised: with 3 stars and up it
	  * wants a certificate. */
	 "CREATE TABLE decided_results ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL,"
	 " product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " level INTEGER NOT NULL, decision INTEGER NOT NULL, star INTEGER NOT NULL,"
	 " points_sum INTEGER NOT NULL, points_count INTEGER NOT NULL, mean_text TEXT NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, sector_code TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	 " decision_number TEXT NOT NULL, decided_on TEXT NOT NULL,"
	 " kind INTEGER NOT NULL, certificate_code TEXT NOT NULL,"
	 " decided_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id)) STRICT;"
	 "CREATE INDEX decided_results_recognised ON decided_results (decided_at_us)"
	 " WHERE decision = 1 AND star >= 3;"
	 "CREATE INDEX decided_results_by_certificate ON decided_results (certificate_code)"
	 " WHERE certificate_code <> '';"
	 /* Rounds that were reported and decided; decided_at_us is 0 until then. */
	 "CREATE TABLE decided_rounds ("
	 " round_id TEXT PRIMARY KEY, report_number TEXT NOT NULL, decision_number TEXT NOT NULL,"
	 " decided_on TEXT NOT NULL, decided_at_us INTEGER NOT NULL) STRICT;"
	 "CREATE INDEX decided_rounds_by_time ON decided_rounds (decided_at_us)"
	 " WHERE decided_at_us > 0;"
	 /* What old registers claim, as registration told it. */
	 "CREATE TABLE claims ("
	 " claim_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " star INTEGER NOT NULL, points_text TEXT NOT NULL, decision_number TEXT NOT NULL,"
	 " decision_date TEXT NOT NULL, expiry_date TEXT NOT NULL, event TEXT NOT NULL,"
	 " source_url TEXT NOT NULL, claimed_at_us INTEGER NOT NULL) STRICT;"
	 "CREATE INDEX claims_by_product ON claims (product_id);"
	 /* What the centre recognised without this software, as the province entered it. */
	 "CREATE TABLE centre_results ("
	 " dossier_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL,"
	 " points_text TEXT NOT NULL, star INTEGER NOT NULL, decision_number TEXT NOT NULL,"
	 " decided_on TEXT NOT NULL, certificate_number TEXT NOT NULL,"
	 " valid_until TEXT NOT NULL, decision_sha256 TEXT NOT NULL,"
	 " certificate_code TEXT NOT NULL, recorded_at_us INTEGER NOT NULL) STRICT;"
	 /* What it did not recognise, of certificates that dossiers started from. */
	 "CREATE TABLE centre_refusals ("
	 " dossier_id TEXT PRIMARY KEY, certificate_code TEXT NOT NULL) STRICT;"
	 "CREATE INDEX centre_refusals_by_certificate ON centre_refusals (certificate_code);"
	 "CREATE INDEX centre_results_by_decision ON centre_results (decided_on, decision_number);"
	 /* What provinces recognised on the centre's results, of a round or on paper. */
	 "CREATE TABLE recognitions ("
	 " dossier_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, sector_code TEXT NOT NULL,"
	 " kind INTEGER NOT NULL, certificate_code TEXT NOT NULL, star INTEGER NOT NULL,"
	 " points_sum INTEGER NOT NULL, points_count INTEGER NOT NULL,"
	 " points_text TEXT NOT NULL, round_id TEXT NOT NULL,"
	 " centre_decision_sha256 TEXT NOT NULL, decision_number TEXT NOT NULL,"
	 " decided_on TEXT NOT NULL, recognised_at_us INTEGER NOT NULL) STRICT;"
	 "CREATE INDEX recognitions_by_decision ON recognitions (decided_on, decision_number);"
	 /* A product's official codes: without one no certificate is issued. */
	 "CREATE TABLE product_codes ("
	 " code TEXT PRIMARY KEY, product_id TEXT NOT NULL, dossier_id TEXT NOT NULL,"
	 " code_key TEXT NOT NULL) STRICT;"
	 "CREATE INDEX product_codes_by_key ON product_codes (code_key);"
	 "CREATE INDEX product_codes_by_product ON product_codes (product_id);"
	 "CREATE INDEX product_codes_by_dossier ON product_codes (dossier_id);"},
	{"dossiers and papers",
	 /* What a certificate needs to know of the dossier it comes from: how it was filed, and
	  * what it covers, as the council had it before it. */
	 "CREATE TABLE dossiers ("
	 " dossier_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, kind INTEGER NOT NULL,"
	 " certificate_code TEXT NOT NULL, submitted_on TEXT NOT NULL,"
	 " filed_late INTEGER NOT NULL, withdrawn INTEGER NOT NULL, is_set INTEGER NOT NULL)"
	 " STRICT;"
	 "CREATE INDEX dossiers_by_certificate ON dossiers (certificate_code)"
	 " WHERE certificate_code <> '';"
	 "CREATE TABLE dossier_variants ("
	 " dossier_id TEXT NOT NULL, variant_no INTEGER NOT NULL, name TEXT NOT NULL,"
	 " packaging TEXT NOT NULL, gtin TEXT NOT NULL,"
	 " PRIMARY KEY (dossier_id, variant_no)) STRICT;"
	 "CREATE TABLE dossier_photos ("
	 " dossier_id TEXT NOT NULL, photo_no INTEGER NOT NULL, evidence_id TEXT NOT NULL,"
	 " sha256 TEXT NOT NULL, media_type TEXT NOT NULL, name TEXT NOT NULL,"
	 " PRIMARY KEY (dossier_id, photo_no)) STRICT;"
	 /* Papers that registration keeps: what a decision rests on is one of them. */
	 "CREATE TABLE papers ("
	 " paper_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, number TEXT NOT NULL,"
	 " name TEXT NOT NULL) STRICT;"},
	{"decisions",
	 /* One row a decision; on a round, or the centre's with its scan. */
	 "CREATE TABLE decisions ("
	 " decision_id TEXT PRIMARY KEY, kind INTEGER NOT NULL, level INTEGER NOT NULL,"
	 " province_code TEXT NOT NULL, decision_number TEXT NOT NULL, decided_on TEXT NOT NULL,"
	 " round_id TEXT UNIQUE, report_number TEXT NOT NULL, document_sha256 TEXT NOT NULL,"
	 " recorded_at_us INTEGER NOT NULL,"
	 " CHECK ((kind = 1) = (round_id IS NOT NULL)),"
	 " CHECK (kind <> 2 OR document_sha256 <> ''))"
	 " STRICT;"
	 "CREATE INDEX decisions_by_day ON decisions (decided_on, decision_id);"},
	{"certificates",
	 /* One row a certificate or recognition; days are text, last_day included: valid_until,
	  * or the extension's. State 1 is valid and 5 suspended: then there is a last day, and no
	  * other of the product in one of these. It comes from a result, from a claim, or from
	  * the centre's decision, by its scan's hash. */
	 "CREATE TABLE certificates ("
	 " arrival INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,"
	 " official_number TEXT UNIQUE, number_key TEXT NOT NULL, state INTEGER NOT NULL, star "
	 "INTEGER NOT NULL,"
	 " product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " decision_number TEXT NOT NULL, decided_on TEXT NOT NULL,"
	 " valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, sector_code TEXT NOT NULL,"
	 " points_sum INTEGER NOT NULL, points_count INTEGER NOT NULL, points_text TEXT NOT NULL,"
	 " source_url TEXT NOT NULL, round_id TEXT, dossier_id TEXT, claim_id TEXT,"
	 " centre_decision_sha256 TEXT,"
	 " decision_id TEXT REFERENCES decisions (decision_id),"
	 " is_set INTEGER NOT NULL, filed_late INTEGER NOT NULL,"
	 " extended_until TEXT NOT NULL, last_day TEXT NOT NULL,"
	 " corrects_code TEXT UNIQUE, replaced_by_code TEXT, replacement_reason TEXT,"
	 " replacement_kind INTEGER NOT NULL,"
	 " revocation_ground TEXT, revocation_reason TEXT, revocation_decision TEXT,"
	 " revoked_on TEXT, revocation_basis INTEGER, conclusion_number TEXT, concluded_on TEXT,"
	 " revocation_days_late INTEGER, revocation_paper_sha256 TEXT,"
	 " suspension_act TEXT, suspension_decision TEXT, suspension_reason TEXT,"
	 " suspended_on TEXT, next_reminder INTEGER NOT NULL, next_reminder_on TEXT NOT NULL,"
	 " changed_at_us INTEGER NOT NULL,"
	 " CHECK (state BETWEEN 1 AND 6), CHECK (star BETWEEN 0 AND 5),"
	 " CHECK (state NOT IN (1, 5) OR valid_until <> ''),"
	 " CHECK (state <> 5 OR suspended_on IS NOT NULL),"
	 " CHECK (state <> 3 OR revocation_ground IS NOT NULL),"
	 " CHECK (state <> 4 OR replaced_by_code IS NOT NULL),"
	 " CHECK (last_day = CASE WHEN extended_until <> '' THEN extended_until"
	 " ELSE valid_until END),"
	 " CHECK ((round_id IS NOT NULL) + (claim_id IS NOT NULL)"
	 " + (centre_decision_sha256 IS NOT NULL) = 1)) STRICT;"
	 "CREATE UNIQUE INDEX certificates_one_in_force ON certificates (product_id)"
	 " WHERE state IN (1, 5);"
	 "CREATE UNIQUE INDEX certificates_one_a_result ON certificates (round_id, dossier_id)"
	 " WHERE corrects_code IS NULL;"
	 "CREATE UNIQUE INDEX certificates_one_a_claim ON certificates (claim_id)"
	 " WHERE corrects_code IS NULL;"
	 "CREATE UNIQUE INDEX certificates_one_a_centre_result ON certificates (dossier_id)"
	 " WHERE centre_decision_sha256 IS NOT NULL AND corrects_code IS NULL;"
	 "CREATE INDEX certificates_by_product ON certificates (product_id, arrival);"
	 /* As people type the number (rules/number_key.c); two numbers may be typed alike. */
	 "CREATE INDEX certificates_by_number_key ON certificates (number_key)"
	 " WHERE number_key <> '';"
	 "CREATE INDEX certificates_by_round ON certificates (round_id, arrival);"
	 "CREATE INDEX certificates_by_decision ON certificates (decision_id);"
	 "CREATE INDEX certificates_ending ON certificates (last_day) WHERE state IN (1, 5);"
	 "CREATE INDEX certificates_extended ON certificates (valid_until)"
	 " WHERE state IN (1, 5) AND extended_until <> '';"
	 "CREATE INDEX certificates_to_remind ON certificates (next_reminder_on)"
	 " WHERE state IN (1, 5) AND next_reminder > 0;"
	 /* What lapses and what has, by province, commune and producer. */
	 "CREATE INDEX certificates_lapsing ON certificates (last_day, arrival)"
	 " WHERE state IN (1, 2, 5);"
	 "CREATE INDEX certificates_lapsing_by_commune ON certificates"
	 " (commune_code, last_day, arrival) WHERE state IN (1, 2, 5);"
	 "CREATE INDEX certificates_lapsing_by_producer ON certificates"
	 " (producer_id, last_day, arrival) WHERE state IN (1, 2, 5);"
	 /* What it covers, as at its issue. */
	 "CREATE TABLE certificate_variants ("
	 " code TEXT NOT NULL REFERENCES certificates (code), variant_no INTEGER NOT NULL,"
	 " name TEXT NOT NULL, packaging TEXT NOT NULL, gtin TEXT NOT NULL,"
	 " PRIMARY KEY (code, variant_no)) STRICT;"
	 "CREATE TABLE certificate_photos ("
	 " code TEXT NOT NULL REFERENCES certificates (code), photo_no INTEGER NOT NULL,"
	 " evidence_id TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,"
	 " name TEXT NOT NULL, PRIMARY KEY (code, photo_no)) STRICT;"
	 /* Everything that happened to it, in order; move_no is its version afterwards. */
	 "CREATE TABLE certificate_moves ("
	 " code TEXT NOT NULL REFERENCES certificates (code), move_no INTEGER NOT NULL,"
	 " move INTEGER NOT NULL, state INTEGER NOT NULL, moved_on TEXT NOT NULL,"
	 " decision_number TEXT NOT NULL, reason TEXT NOT NULL, other_code TEXT NOT NULL,"
	 " moved_at_us INTEGER NOT NULL, PRIMARY KEY (code, move_no)) STRICT;"
	 /* Each kind of reminder once a certificate, whatever was down or restored. */
	 "CREATE TABLE certificate_reminders ("
	 " code TEXT NOT NULL REFERENCES certificates (code), reminder INTEGER NOT NULL,"
	 " due_on TEXT NOT NULL, overtaken INTEGER NOT NULL, told_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (code, reminder)) STRICT;"
	 /* The last official number of an authority in a year; written within the transaction
	  * that uses it. */
	 "CREATE TABLE certificate_numbers ("
	 " authority TEXT NOT NULL, year INTEGER NOT NULL, last_number INTEGER NOT NULL,"
	 " PRIMARY KEY (authority, year)) STRICT;"
	 /* Which claims were looked at; no certificate for those that are no recognition. */
	 "CREATE TABLE judged_claims ("
	 " claim_id TEXT PRIMARY KEY, certificate_code TEXT, judged_at_us INTEGER NOT NULL)"
	 " STRICT;"},
	{"transparency log",
	 /* Leaf N - 1 is event N. Hashes of whole subtrees stand where tiles of level 1 and up want
	  * them. A salt that is deleted makes its commitment mean nothing. */
	 "CREATE TABLE log_leaves ("
	 " leaf_index INTEGER PRIMARY KEY, thing_id TEXT NOT NULL, entry TEXT NOT NULL,"
	 " hash BLOB NOT NULL, CHECK (length(hash) = 32)) STRICT;"
	 "CREATE INDEX log_leaves_by_thing ON log_leaves (thing_id, leaf_index);"
	 "CREATE TABLE log_subtrees ("
	 " level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,"
	 " PRIMARY KEY (level, number), CHECK (length(hash) = 32)) STRICT;"
	 "CREATE TABLE log_salts ("
	 " leaf_index INTEGER NOT NULL, path TEXT NOT NULL, salt BLOB NOT NULL,"
	 " PRIMARY KEY (leaf_index, path), CHECK (length(salt) = 32)) STRICT;"},
	{"what a restored store had forgotten",
	 /* One row a leaf that was taken back from the published log. Outcome 0 is to be gone
	  * through, and while there is one the register is closed. */
	 "CREATE TABLE recovered_leaves ("
	 " leaf_index INTEGER PRIMARY KEY, type TEXT NOT NULL, thing_id TEXT NOT NULL,"
	 " told_at_us INTEGER NOT NULL, recovered_at_us INTEGER NOT NULL,"
	 " outcome INTEGER NOT NULL, paper_number TEXT NOT NULL,"
	 " reason TEXT NOT NULL, settled_by TEXT NOT NULL, settled_at_us INTEGER NOT NULL,"
	 " CHECK (outcome BETWEEN 0 AND 3), CHECK ((outcome = 0) = (settled_at_us = 0)),"
	 " CHECK (outcome <> 3 OR reason <> '')) STRICT;"
	 "CREATE INDEX recovered_leaves_by_thing ON recovered_leaves (thing_id);"
	 "CREATE INDEX recovered_leaves_by_time ON recovered_leaves (recovered_at_us);"
	 "CREATE INDEX recovered_leaves_open ON recovered_leaves (leaf_index)"
	 " WHERE outcome = 0;"},
	{"what authorities may and ask",
	 /* The acts that let an authority suspend: level 1 a province, 2 the centre. */
	 "CREATE TABLE suspension_acts ("
	 " act_id TEXT PRIMARY KEY, version INTEGER NOT NULL, level INTEGER NOT NULL,"
	 " province_code TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT NOT NULL,"
	 " in_force_from TEXT NOT NULL, in_force_until TEXT NOT NULL, title TEXT NOT NULL,"
	 " text TEXT NOT NULL, recorded_on TEXT NOT NULL,"
	 " UNIQUE (level, province_code, number),"
	 " CHECK ((level = 1) = (province_code <> ''))) STRICT;"
	 /* What the ministry asks of a province; outcome 0 while its answer is awaited. */
	 "CREATE TABLE certificate_requests ("
	 " request_id TEXT PRIMARY KEY, version INTEGER NOT NULL,"
	 " code TEXT NOT NULL REFERENCES certificates (code), kind INTEGER NOT NULL,"
	 " reason TEXT NOT NULL, document_number TEXT NOT NULL, requested_on TEXT NOT NULL,"
	 " province_code TEXT NOT NULL, outcome INTEGER NOT NULL, answer TEXT NOT NULL,"
	 " answered_on TEXT NOT NULL,"
	 " CHECK ((outcome = 0) = (answered_on = ''))) STRICT;"
	 "CREATE INDEX certificate_requests_open ON certificate_requests"
	 " (province_code, request_id) WHERE outcome = 0;"
	 "CREATE INDEX certificate_requests_by_province ON certificate_requests"
	 " (province_code, request_id);"
	 "CREATE INDEX certificate_requests_by_certificate ON certificate_requests"
	 " (code, request_id);"},
	{"what people see on packs",
	 /* Numbers that were asked for and are nobody's; number '' is all others of the day. */
	 "CREATE TABLE unknown_numbers ("
	 " count_id INTEGER PRIMARY KEY, day TEXT NOT NULL, province_code TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, number TEXT NOT NULL, asked INTEGER NOT NULL,"
	 " UNIQUE (day, province_code, commune_code, number), CHECK (asked > 0)) STRICT;"
	 "CREATE INDEX unknown_numbers_by_day ON unknown_numbers (day DESC, asked DESC, count_id);"
	 "CREATE INDEX unknown_numbers_by_province ON unknown_numbers"
	 " (province_code, day DESC, asked DESC, count_id);"
	 "CREATE INDEX unknown_numbers_by_commune ON unknown_numbers"
	 " (commune_code, day DESC, asked DESC, count_id);"
	 /* Reports on packs: state 1 received, 2 taken up, 3 closed; conclusion 4 asks for a
	  * revocation. told is 1 once it was said that nobody took it up by due_on. */
	 "CREATE TABLE pack_reports ("
	 " arrival INTEGER PRIMARY KEY, report_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,"
	 " receipt TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, state INTEGER NOT NULL,"
	 " number TEXT NOT NULL, code TEXT NOT NULL, seen TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " seen_commune_code TEXT NOT NULL, seen_province_code TEXT NOT NULL,"
	 " latitude_millionths INTEGER NOT NULL, longitude_millionths INTEGER NOT NULL,"
	 " photo_ids TEXT NOT NULL, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	 " agency_id TEXT NOT NULL, reported_on TEXT NOT NULL, due_on TEXT NOT NULL,"
	 " told INTEGER NOT NULL, conclusion INTEGER NOT NULL, answer TEXT NOT NULL,"
	 " closed_on TEXT NOT NULL, paper_id TEXT NOT NULL, revoked_on TEXT NOT NULL,"
	 " CHECK (kind BETWEEN 1 AND 5), CHECK (state BETWEEN 1 AND 3),"
	 " CHECK ((state = 3) = (conclusion <> 0)), CHECK ((state = 3) = (closed_on <> '')),"
	 " CHECK ((state = 1) = (due_on <> ''))) STRICT;"
	 "CREATE INDEX pack_reports_by_certificate ON pack_reports (code, arrival);"
	 "CREATE INDEX pack_reports_by_commune ON pack_reports (commune_code, arrival);"
	 "CREATE INDEX pack_reports_by_province ON pack_reports (province_code, arrival);"
	 "CREATE INDEX pack_reports_to_remind ON pack_reports (due_on)"
	 " WHERE state = 1 AND told = 0;"
	 "CREATE TABLE pack_report_steps ("
	 " report_id TEXT NOT NULL REFERENCES pack_reports (report_id), step_no INTEGER NOT NULL,"
	 " move INTEGER NOT NULL, moved_on TEXT NOT NULL, agency_id TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, reason TEXT NOT NULL,"
	 " PRIMARY KEY (report_id, step_no)) STRICT;"},
	{"who reported", contact_migration_sql},
	{"inspections", certification_inspection_sql},
	{0},
};
