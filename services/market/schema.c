/* schema.c - market's tables, as an ordered list of migrations
 *
 * listings, certificates, producers, followed_sources and the unit tables mirror what others told:
 * only reactions write them. listing_stories is the producer's own: only commands write it. The
 * search is made from all of them in memory (search/) and has no table. Batches and stickers are in
 * schema/trace.c, points of sale, fairs and exports in schema/trade.c, offers and enquiries in
 * schema/enquiry.c.
 *
 * change_number grows with every change that the search must follow; it is how the search knows how
 * far it is.
 */
#include "market/schema.h"

#include "common/sending/contact.h"
#include "common/unit/unit.h"
#include "market/figures/funnel/dossiers.h"
#include "market/figures/indicators/indicators.h"
#include "market/figures/mirror.h"
#include "market/records/sitemap.h"
#include "market/schema/enquiry.h"
#include "market/schema/trace.h"
#include "market/schema/trade.h"

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
	 " valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,"
	 " extended_until TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX certificates_by_product ON certificates (product_id);"
	 /* What is known of a product. listing_number is short, for the search. */
	 "CREATE TABLE listings ("
	 " listing_number INTEGER PRIMARY KEY, listing_id TEXT NOT NULL UNIQUE,"
	 " slug TEXT NOT NULL, product_name TEXT NOT NULL,"
	 " producer_id TEXT NOT NULL, producer_name TEXT NOT NULL,"
	 " sector_code TEXT NOT NULL, rulebook_code TEXT NOT NULL, set_no INTEGER NOT NULL,"
	 " commune_code TEXT NOT NULL, province_code TEXT NOT NULL, commune_text TEXT NOT NULL,"
	 " district_text TEXT NOT NULL, province_text TEXT NOT NULL, description TEXT NOT NULL,"
	 " imported INTEGER NOT NULL, certificate_code TEXT,"
	 /* The listing of what the product was merged into; '' while it stands for itself. */
	 " merged_into TEXT NOT NULL, merged_at_us INTEGER NOT NULL,"
	 " changed_at_us INTEGER NOT NULL, version INTEGER NOT NULL,"
	 " change_number INTEGER NOT NULL UNIQUE) STRICT;"
	 "CREATE INDEX listings_by_slug ON listings (slug);"
	 "CREATE INDEX listings_merged ON listings (merged_into) WHERE merged_into <> '';"
	 "CREATE INDEX listings_by_producer ON listings (producer_id);"
	 "CREATE INDEX listings_by_commune ON listings (commune_code);"
	 "CREATE INDEX listings_by_province ON listings (province_code);"
	 "CREATE INDEX listings_by_part ON listings (" SITEMAP_PART_OF_ROW ", changed_at_us);"},
	{"what producers say",
	 /* The producer's own words, with a version that is added to the listing's. */
	 "CREATE TABLE listing_stories ("
	 " listing_id TEXT PRIMARY KEY, listing_number INTEGER NOT NULL, story TEXT NOT NULL,"
	 " season_months INTEGER NOT NULL CHECK (season_months BETWEEN 0 AND 4095),"
	 " availability INTEGER NOT NULL CHECK (availability BETWEEN 0 AND 3),"
	 " potential INTEGER NOT NULL CHECK (potential IN (0, 1)),"
	 /* When its prices were told last; what was merged into it since has its own beside them.
	  */
	 " described_at_us INTEGER NOT NULL,"
	 " changed_at_us INTEGER NOT NULL, version INTEGER NOT NULL,"
	 " change_number INTEGER NOT NULL UNIQUE) STRICT;"
	 "CREATE INDEX listing_stories_by_part ON listing_stories (" SITEMAP_PART_OF_ROW
	 ", changed_at_us);"
	 /* A price holds from and to and including its days; '' is without a beginning or end. */
	 "CREATE TABLE listing_prices ("
	 " listing_id TEXT NOT NULL REFERENCES listing_stories, position INTEGER NOT NULL,"
	 " size TEXT NOT NULL, price_dong INTEGER NOT NULL CHECK (price_dong > 0),"
	 " valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,"
	 " PRIMARY KEY (listing_id, position),"
	 " CHECK (valid_until = '' OR valid_from <= valid_until)) STRICT;"},
	{"figures", figures_migration_sql},
	{"funnel", dossiers_migration_sql},
	{"indicators", indicators_migration_sql},
	{"packs and raw material", trace_mirror_sql},
	{"batches", trace_batch_sql},
	{"fairs", fairs_sql},
	{"exports", exports_sql},
	{"stickers", trace_serial_sql},
	{"points of sale", points_of_sale_sql},
	{"offers", offer_sql},
	{"enquiries", enquiry_sql},
	{"who enquired", contact_migration_sql},
	{0},
};
