/* schema.c - notification's tables, as an ordered list of migrations
 *
 * The public feed is the daemon's own event log; feed_items says of each of its events what filters
 * ask for. certificates and the unit tables mirror what others told: only reactions write them.
 * Subscriptions, keys and deliveries are written by commands alone.
 *
 * subscription_items is the one table that both write: reactions, in the transaction of the item,
 * for all who stand at the head, and CatchUpSubscription for one that began in the past. Both run
 * on the writer thread, and `live` says which of the two a subscription's next item comes from.
 */
#include "notification/schema.h"

#include "common/unit/unit.h"

const struct migration notification_migrations[] = {
	{"units", unit_migration_sql},
	{"what others told",
	 /* Later events of a certificate name its code alone; filters ask where it is and for what.
	  */
	 "CREATE TABLE agencies (agency_id TEXT PRIMARY KEY) STRICT;"
	 "CREATE TABLE certificates ("
	 " code TEXT PRIMARY KEY, product_id TEXT NOT NULL, commune_code TEXT NOT NULL,"
	 " province_code TEXT NOT NULL,"
	 " sector_no INTEGER NOT NULL CHECK (sector_no BETWEEN 0 AND 6),"
	 " star INTEGER NOT NULL CHECK (star BETWEEN 0 AND 5)) STRICT;"
	 /* One row an event of the feed, under the same number; no event of a source twice. */
	 "CREATE TABLE feed_items ("
	 " sequence INTEGER PRIMARY KEY CHECK (sequence > 0),"
	 " event_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, commune_code TEXT NOT NULL,"
	 " province_code TEXT NOT NULL, sector_no INTEGER NOT NULL, star INTEGER NOT NULL) "
	 "STRICT;"},
	{"subscriptions",
	 "CREATE TABLE subscriptions ("
	 " subscription_id TEXT PRIMARY KEY, agency_id TEXT NOT NULL CHECK (agency_id <> ''),"
	 " name TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),"
	 " state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3), why TEXT NOT NULL,"
	 " url TEXT NOT NULL CHECK ((kind = 1) = (url <> '')),"
	 " signature_kind INTEGER NOT NULL CHECK ((kind = 1) = (signature_kind <> 0)),"
	 " mail_address TEXT NOT NULL CHECK ((kind = 3) = (mail_address <> '')),"
	 " language TEXT NOT NULL CHECK (language IN ('vi', 'en')),"
	 " max_outstanding INTEGER NOT NULL CHECK (max_outstanding BETWEEN 1 AND 64),"
	 " after_sequence INTEGER NOT NULL, matched_sequence INTEGER NOT NULL,"
	 /* 1: its items come from reactions; 0: it is behind, or has ended. */
	 " live INTEGER NOT NULL CHECK (live IN (0, 1)),"
	 /* Every item up to this count has a row in deliveries. */
	 " opened_count INTEGER NOT NULL,"
	 " created_at_us INTEGER NOT NULL, changed_at_us INTEGER NOT NULL,"
	 " version INTEGER NOT NULL, CHECK (live = 0 OR state <> 3)) STRICT;"
	 "CREATE INDEX subscriptions_by_agency ON subscriptions (agency_id, subscription_id);"
	 "CREATE INDEX subscriptions_behind ON subscriptions (subscription_id)"
	 " WHERE live = 0 AND state <> 3;"
	 "CREATE INDEX subscriptions_sent ON subscriptions (subscription_id)"
	 " WHERE state = 1 AND kind <> 2;"
	 /* The filter as it was asked for: dimension is 'type', 'unit', 'sector' or 'star'. */
	 "CREATE TABLE subscription_filters ("
	 " subscription_id TEXT NOT NULL REFERENCES subscriptions, dimension TEXT NOT NULL,"
	 " position INTEGER NOT NULL, value TEXT NOT NULL,"
	 " PRIMARY KEY (subscription_id, dimension, position)) STRICT, WITHOUT ROWID;"
	 /* The same as it is looked up: '' is any; sectors and stars are sets of bits. One event
	  * has three units (its commune, its province, any) and two types (its own, any): six
	  * looks find all who want it, however many want others. */
	 "CREATE TABLE subscription_topics ("
	 " unit_code TEXT NOT NULL, type TEXT NOT NULL, subscription_id TEXT NOT NULL"
	 " REFERENCES subscriptions, sectors INTEGER NOT NULL, stars INTEGER NOT NULL,"
	 " PRIMARY KEY (unit_code, type, subscription_id)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX subscription_topics_by_subscription"
	 " ON subscription_topics (subscription_id);"
	 /* Who changed what: the audit trail, for the feed tells nothing of subscriptions. */
	 "CREATE TABLE subscription_changes ("
	 " subscription_id TEXT NOT NULL REFERENCES subscriptions, version INTEGER NOT NULL,"
	 " what TEXT NOT NULL, actor_id TEXT NOT NULL, changed_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (subscription_id, version)) STRICT, WITHOUT ROWID;"},
	{"what subscriptions are told",
	 "CREATE TABLE subscription_items ("
	 " subscription_id TEXT NOT NULL REFERENCES subscriptions,"
	 " count INTEGER NOT NULL CHECK (count > 0),"
	 " sequence INTEGER NOT NULL REFERENCES feed_items,"
	 " PRIMARY KEY (subscription_id, count), UNIQUE (subscription_id, sequence))"
	 " STRICT, WITHOUT ROWID;"},
	{"deliveries",
	 /* Several are valid while a key is changed. Of Ed25519 the secret is the seed. */
	 "CREATE TABLE signing_keys ("
	 " subscription_id TEXT NOT NULL REFERENCES subscriptions, number INTEGER NOT NULL,"
	 " signature_kind INTEGER NOT NULL, secret BLOB NOT NULL CHECK (length(secret) = 32),"
	 " created_at_us INTEGER NOT NULL,"
	 /* 0: valid until a newer one comes. */
	 " expires_at_us INTEGER NOT NULL, command_id BLOB NOT NULL,"
	 " PRIMARY KEY (subscription_id, number), UNIQUE (subscription_id, command_id)) STRICT, "
	 "WITHOUT ROWID;"
	 /* From the first attempt on; what has no row and comes after opened_count waits. */
	 "CREATE TABLE deliveries ("
	 " subscription_id TEXT NOT NULL, count INTEGER NOT NULL,"
	 " state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),"
	 /* All there were; and those since it was begun anew, by which the schedule goes. */
	 " attempts INTEGER NOT NULL, tries INTEGER NOT NULL,"
	 " next_attempt_at_us INTEGER NOT NULL, settled_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (subscription_id, count),"
	 " FOREIGN KEY (subscription_id, count) REFERENCES subscription_items,"
	 " CHECK ((state = 1) = (settled_at_us = 0))) STRICT, WITHOUT ROWID;"
	 /* Few wait and few are dead among all that were delivered. */
	 "CREATE INDEX deliveries_by_state ON deliveries (subscription_id, state, count);"
	 "CREATE TABLE delivery_attempts ("
	 " subscription_id TEXT NOT NULL, count INTEGER NOT NULL, attempt INTEGER NOT NULL,"
	 " ended INTEGER NOT NULL, status INTEGER NOT NULL, duration_ms INTEGER NOT NULL,"
	 " attempted_at_us INTEGER NOT NULL,"
	 " PRIMARY KEY (subscription_id, count, attempt),"
	 " FOREIGN KEY (subscription_id, count) REFERENCES deliveries) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX delivery_attempts_by_time ON delivery_attempts (attempted_at_us);"},
	{0},
};
