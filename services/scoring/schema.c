/* schema.c - scoring's tables, as an ordered list of migrations
 *
 * admitted_dossiers, withdrawn_dossiers and supplements mirror what registration told,
 * calendar_days and closed_shards what identity did; only reactions write them. All else hangs on a
 * round.
 * Constraints hold what must never be: two chairs, two sheets of a member in one pass, a sealed
 * sheet without its commitment, one decision number twice.
 */
#include "scoring/schema.h"

#include "common/unit/calendar.h"
#include "common/unit/unit.h"
#include "scoring/schema/parts.h"

const struct migration scoring_migrations[] = {
	{"what registration told",
	 /* Admissions to rounds of this shard; `admission` is the event's sequence, so that the
	  * same dossier may be admitted again. `arrival` is their order here. */
	 "CREATE TABLE admitted_dossiers ("
	 " arrival INTEGER PRIMARY KEY, dossier_id TEXT NOT NULL, admission INTEGER NOT NULL,"
	 " round_id TEXT NOT NULL, product_id TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL, kind INTEGER NOT NULL,"
	 " rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL, commune_code TEXT NOT NULL,"
	 " province_code TEXT NOT NULL, sector_code TEXT NOT NULL,"
	 " certificate_code TEXT NOT NULL, admitted_at_us INTEGER NOT NULL,"
	 " UNIQUE (dossier_id, admission)) STRICT;"
	 /* What producers took back, in a round here or not: the deadline looks. */
	 "CREATE TABLE withdrawn_dossiers ("
	 " dossier_id TEXT NOT NULL, withdrawal INTEGER NOT NULL, reason TEXT NOT NULL,"
	 " withdrawn_at_us INTEGER NOT NULL, PRIMARY KEY (dossier_id, withdrawal)) STRICT;"},
	{"rule books that rounds keep", scoring_kept_rulebooks_sql},
	{"rounds, councils, dossiers",
	 /* One row a round with its settings. Decided (6) and published (7), it has its decision,
	  * whose number no other round here has. */
	 "CREATE TABLE rounds ("
	 " round_id TEXT PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL,"
	 " level INTEGER NOT NULL, unit_code TEXT NOT NULL, rulebook_code TEXT NOT NULL,"
	 " rulebook_sha256 TEXT NOT NULL REFERENCES kept_rulebooks,"
	 " held_on TEXT NOT NULL, proposals_before TEXT NOT NULL, gate_level INTEGER NOT NULL,"
	 " gate_effect INTEGER NOT NULL, spread_points INTEGER NOT NULL,"
	 " quorum_percent INTEGER NOT NULL, secretary_scores INTEGER NOT NULL,"
	 " documents_ahead_days INTEGER NOT NULL, propose_despite_minimums INTEGER NOT NULL,"
	 " products_a_day INTEGER NOT NULL, state INTEGER NOT NULL, kind INTEGER NOT NULL,"
	 " council_decision TEXT NOT NULL, opened_at_us INTEGER NOT NULL,"
	 " report_number TEXT NOT NULL, decision_number TEXT UNIQUE, decided_on TEXT NOT NULL,"
	 " CHECK (state BETWEEN 1 AND 7), CHECK (kind IN (1, 2)),"
	 " CHECK (state < 6 OR (decision_number IS NOT NULL AND decided_on <> ''))) STRICT;"
	 "CREATE INDEX rounds_by_state ON rounds (state, round_id);"
	 /* The council in the order of its appointment; one chair (office 1). */
	 "CREATE TABLE council_members ("
	 " round_id TEXT NOT NULL REFERENCES rounds, member_id TEXT NOT NULL,"
	 " position INTEGER NOT NULL, display_name TEXT NOT NULL, office INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, member_id)) STRICT;"
	 "CREATE UNIQUE INDEX council_members_one_chair ON council_members (round_id)"
	 " WHERE office = 1;"
	 "CREATE UNIQUE INDEX council_members_by_position ON council_members (round_id, position);"
	 /* A dossier in a round: its present pass, and whether its result stands. One that left
	  * stays, so that its sheets keep their place. */
	 "CREATE TABLE round_dossiers ("
	 " round_id TEXT NOT NULL REFERENCES rounds, dossier_id TEXT NOT NULL,"
	 " version INTEGER NOT NULL, admission INTEGER NOT NULL, product_id TEXT NOT NULL,"
	 " product_name TEXT NOT NULL, producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " kind INTEGER NOT NULL, set_no INTEGER NOT NULL, commune_code TEXT NOT NULL,"
	 " province_code TEXT NOT NULL, sector_code TEXT NOT NULL,"
	 " certificate_code TEXT NOT NULL, pass INTEGER NOT NULL, closed INTEGER NOT NULL,"
	 " gone INTEGER NOT NULL, gone_reason TEXT NOT NULL, due_on TEXT NOT NULL,"
	 " reminded INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id)) STRICT;"
	 "CREATE INDEX round_dossiers_by_dossier ON round_dossiers (dossier_id);"
	 /* A deadline looks for withdrawals among these alone, not among all there ever were. */
	 "CREATE INDEX round_dossiers_not_closed ON round_dossiers (dossier_id)"
	 " WHERE gone = 0 AND closed = 0;"
	 /* Which admissions have their answer: a deadline looks for those without. */
	 "CREATE TABLE answered_admissions ("
	 " dossier_id TEXT NOT NULL, admission INTEGER NOT NULL, round_id TEXT NOT NULL,"
	 " taken INTEGER NOT NULL, PRIMARY KEY (dossier_id, admission)) STRICT;"},
	{"sheets and results",
	 /* Members who take no part in a dossier, over all its passes. */
	 "CREATE TABLE conflicts ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, member_id TEXT NOT NULL,"
	 " reason TEXT NOT NULL, acting_chair_id TEXT NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, member_id)) STRICT;"
	 /* One sheet a member and pass: the packed sheet, and once sealed the nonce and the
	  * commitment to it. Only sealed sheets are opened. */
	 "CREATE TABLE score_sheets ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	 " member_id TEXT NOT NULL, version INTEGER NOT NULL, sealed INTEGER NOT NULL,"
	 " opened INTEGER NOT NULL, total INTEGER NOT NULL, sheet BLOB NOT NULL, nonce BLOB,"
	 " commitment BLOB, saved_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, pass, member_id),"
	 " CHECK (opened <= sealed), CHECK (sealed = 0 OR (nonce IS NOT NULL"
	 " AND length(nonce) = 32 AND commitment IS NOT NULL AND length(commitment) = 32))) STRICT;"
	 /* What a pass found against the product, by kind and code. */
	 "CREATE TABLE findings ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	 " kind INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL,"
	 " votes_for INTEGER NOT NULL, votes_against INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, pass, kind, code)) STRICT;"
	 /* What a pass agreed on, one option a criterion. */
	 "CREATE TABLE agreed_options ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	 " criterion_code TEXT NOT NULL, option_no INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, pass, criterion_code)) STRICT;"
	 /* Why a dossier was scored again. */
	 "CREATE TABLE passes ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	 " reason TEXT NOT NULL, ordered_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, pass)) STRICT;"
	 /* The packed result of a pass; the decision comes later and is kept beside it, so that
	  * the bytes never change. */
	 "CREATE TABLE results ("
	 " round_id TEXT NOT NULL, dossier_id TEXT NOT NULL, pass INTEGER NOT NULL,"
	 " result BLOB NOT NULL, decision INTEGER NOT NULL,"
	 " PRIMARY KEY (round_id, dossier_id, pass)) STRICT;"},
	{"the offices' calendar", calendar_migration_sql},
	{"links to producers", scoring_links_sql},
	{"the advisory team", scoring_team_sql},
	{"the agenda", scoring_agenda_sql},
	{"what producers gave themselves", scoring_self_assessments_sql},
	{"complaints about results", scoring_complaints_sql},
	{"re-ratings", scoring_re_rating_sql},
	{"supplements", scoring_supplements_sql},
	{"administrative units", unit_migration_sql},
	{"what identity told of shards",
	 /* This shard, once it is closed: a name is never opened again. */
	 "CREATE TABLE closed_shards ("
	 " name TEXT PRIMARY KEY, closed_at_us INTEGER NOT NULL) STRICT;"},
	{0},
};
