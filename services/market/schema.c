/* schema.c - market's tables, as an ordered list of migrations
 *
 * listings, certificates, producers, followed_sources and the unit tables mirror what others told:
 * only reactions write them. listing_stories is the producer's own: only commands write it. The
 * shelf is made from all of them by the daemon's own command; its tables stand apart, because
 * full-text search is the one thing that differs between store drivers.
 *
 * listings.change_number grows with every change that the shelf must follow; it is how the shelf
 * knows how far it is.
 */
#include "market/schema.h"

#include "common/unit/unit.h"
#include "market/search/shelf.h"

const struct migration market_migrations[] = {
	{"units", unit_migration_sql},
	{"what others told",
	 /* How far each source is in: what "as of" a page says. */
	 "CREATE TABLE followed_sources ("
	 " source TEXT PRIMARY KEY, occurred_at_us INTEGER NOT NULL) STRICT;"
	 /* Names, for listings that come before or after them. */
	 "CREATE TABLE producers (producer_id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;"
	 /* Every certificate of a product; certificate_that_speaks chooses among them. */
	 "CREATE TABLE certificates ("
	 " code TEXT PRIMARY KEY, number TEXT NOT NULL, product_id TEXT NOT NULL,"
	 " state INTEGER NOT NULL, stars INTEGER NOT NULL, legacy INTEGER NOT NULL,"
	 " valid_from TEXT NOT NULL, valid_until TEXT NOT NULL) STRICT;"
	 "CREATE INDEX certificates_by_product ON certificates (product_id);"
	 /* What is known of a product. listing_number is short, for the index; change_number is
	  * how the shelf knows how far it is. */
	 "CREATE TABLE listings ("
	 " listing_number INTEGER PRIMARY KEY, listing_id TEXT NOT NULL UNIQUE,"
	 " slug TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " sector_code TEXT NOT NULL, rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, commune_text TEXT NOT NULL,"
	 " district_text TEXT NOT NULL, province_text TEXT NOT NULL, description TEXT NOT NULL,"
	 " imported INTEGER NOT NULL, certificate_code TEXT,"
	 /* The listing of what the product was merged into; '' while it stands for itself. */
	 " merged_into TEXT NOT NULL,"
	 " changed_at_us INTEGER NOT NULL, version INTEGER NOT NULL,"
	 " change_number INTEGER NOT NULL UNIQUE) STRICT;"
	 "CREATE INDEX listings_by_slug ON listings (slug);"
	 "CREATE INDEX listings_merged ON listings (merged_into) WHERE merged_into <> '';"
	 "CREATE INDEX listings_by_producer ON listings (producer_id);"
	 "CREATE INDEX listings_by_place ON listings (commune_code, province_code);"},
	{"what producers say",
	 /* The producer's own words, with a version that is added to the listing's. */
	 "CREATE TABLE listing_stories ("
	 " listing_id TEXT PRIMARY KEY, story TEXT NOT NULL,"
	 " changed_at_us INTEGER NOT NULL, version INTEGER NOT NULL) STRICT;"},
	{"shelf", shelf_migration_sql},
	{0},
};
