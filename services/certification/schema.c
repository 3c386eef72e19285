/* schema.c - certification's tables, as an ordered list of migrations
 *
 * decided_results, claims, centre_results and product_codes mirror what others decided: only
 * reactions write them. What is ours hangs on certificates and judged_claims. Two constraints hold
 * what must never be: two valid certificates of one product, and two certificates from one
 * decision. Written out, they fail the transaction even when a rule is wrong.
 */
#include "certification/schema.h"

const struct migration certification_migrations[] = {
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
	 "CREATE INDEX decided_results_by_decision"
	 " ON decided_results (decided_on, round_id, decision_number, decision);"
	 /* What old registers claim, as registration told it. */
	 "CREATE TABLE claims ("
	 " claim_id TEXT PRIMARY KEY, product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " star INTEGER NOT NULL, points_text TEXT NOT NULL, decision_number TEXT NOT NULL,"
	 " decision_date TEXT NOT NULL, expiry_date TEXT NOT NULL, event TEXT NOT NULL,"
	 " source_url TEXT NOT NULL, claimed_at_us INTEGER NOT NULL) STRICT;"
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
	 /* A product's official codes: without one no certificate is issued. */
	 "CREATE TABLE product_codes ("
	 " code TEXT PRIMARY KEY, product_id TEXT NOT NULL, dossier_id TEXT NOT NULL) STRICT;"
	 "CREATE INDEX product_codes_by_product ON product_codes (product_id);"
	 "CREATE INDEX product_codes_by_dossier ON product_codes (dossier_id);"},
	{"certificates",
	 /* One row a certificate or recognition; days are text, valid_until the last one
	  * included. State 1 is valid: then there is a last day, and no other of the product. It
	  * comes from a result, from a claim, or from the centre's decision, by its scan's
	  * hash. */
	 "CREATE TABLE certificates ("
	 " arrival INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,"
	 " official_number TEXT UNIQUE, state INTEGER NOT NULL, star INTEGER NOT NULL,"
	 " product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, place_text TEXT NOT NULL,"
	 " decision_number TEXT NOT NULL, decided_on TEXT NOT NULL,"
	 " valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, sector_code TEXT NOT NULL,"
	 " points_sum INTEGER NOT NULL, points_count INTEGER NOT NULL, points_text TEXT NOT NULL,"
	 " source_url TEXT NOT NULL, round_id TEXT, dossier_id TEXT, claim_id TEXT,"
	 " centre_decision_sha256 TEXT,"
	 " corrects_code TEXT UNIQUE, replaced_by_code TEXT, replacement_reason TEXT,"
	 " revocation_ground TEXT, revocation_reason TEXT, revocation_decision TEXT,"
	 " revoked_on TEXT, conclusion_number TEXT, concluded_on TEXT,"
	 " revocation_days_late INTEGER, changed_at_us INTEGER NOT NULL,"
	 " CHECK (state BETWEEN 1 AND 6), CHECK (star BETWEEN 0 AND 5),"
	 " CHECK (state <> 1 OR valid_until <> ''),"
	 " CHECK ((round_id IS NOT NULL) + (claim_id IS NOT NULL)"
	 " + (centre_decision_sha256 IS NOT NULL) = 1)) STRICT;"
	 "CREATE UNIQUE INDEX certificates_one_valid ON certificates (product_id)"
	 " WHERE state = 1;"
	 "CREATE UNIQUE INDEX certificates_one_a_result ON certificates (round_id, dossier_id)"
	 " WHERE corrects_code IS NULL;"
	 "CREATE UNIQUE INDEX certificates_one_a_claim ON certificates (claim_id)"
	 " WHERE corrects_code IS NULL;"
	 "CREATE UNIQUE INDEX certificates_one_a_centre_result ON certificates (dossier_id)"
	 " WHERE centre_decision_sha256 IS NOT NULL AND corrects_code IS NULL;"
	 "CREATE INDEX certificates_by_product ON certificates (product_id, arrival);"
	 "CREATE INDEX certificates_by_round ON certificates (round_id, arrival);"
	 "CREATE INDEX certificates_ending ON certificates (valid_until) WHERE state = 1;"
	 /* The last official number of an authority in a year; written within the transaction
	  * that uses it. */
	 "CREATE TABLE certificate_numbers ("
	 " authority TEXT NOT NULL, year INTEGER NOT NULL, last_number INTEGER NOT NULL,"
	 " PRIMARY KEY (authority, year)) STRICT;"
	 /* Which claims were looked at; no certificate for those that are no recognition. */
	 "CREATE TABLE judged_claims ("
	 " claim_id TEXT PRIMARY KEY, certificate_code TEXT, judged_at_us INTEGER NOT NULL)"
	 " STRICT;"},
	{0},
};
