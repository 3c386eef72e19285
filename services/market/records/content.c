/* content.c - what a listing shows besides its certificate: one function a statement */
#include "market/records/content.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/records.h"
#include "market/records/merged/family.h"

enum { CERTIFICATES_MAX = 60, VARIANTS_SHOWN_MAX = 60, PHOTOS_SHOWN_MAX = 8 };

void story_write(struct transaction *tx, const struct listing *listing, int64_t changed_at_us)
{
	statement(tx,
		  "INSERT INTO listing_stories (listing_id, listing_number, story, season_months,"
		  " availability, potential, described_at_us, changed_at_us, version,"
		  " change_number) VALUES ($1, $2, $3, $4, $5, 0, $6, $6, 1,"
		  " (SELECT coalesce(max(change_number), 0) + 1 FROM listing_stories))"
		  " ON CONFLICT (listing_id) DO UPDATE SET story = excluded.story,"
		  " season_months = excluded.season_months,"
		  " availability = excluded.availability,"
		  " described_at_us = excluded.described_at_us,"
		  " changed_at_us = excluded.changed_at_us,"
		  " version = listing_stories.version + 1,"
		  " change_number = excluded.change_number");
	bind_text(tx, listing->listing_id);
	bind_i64(tx, listing->listing_number);
	bind_text(tx, listing->story);
	bind_i64(tx, listing->season_months);
	bind_i64(tx, listing->availability);
	bind_i64(tx, changed_at_us);
	statement_run(tx);
}

void potential_write(struct transaction *tx, const struct listing *listing, int64_t changed_at_us)
{
	statement(tx,
		  "INSERT INTO listing_stories (listing_id, listing_number, story, season_months,"
		  " availability, potential, described_at_us, changed_at_us, version,"
		  " change_number) VALUES ($1, $2, '', 0, 0, $3, 0, $4, 1,"
		  " (SELECT coalesce(max(change_number), 0) + 1 FROM listing_stories))"
		  " ON CONFLICT (listing_id) DO UPDATE SET potential = excluded.potential,"
		  " changed_at_us = excluded.changed_at_us,"
		  " version = listing_stories.version + 1,"
		  " change_number = excluded.change_number");
	bind_text(tx, listing->listing_id);
	bind_i64(tx, listing->listing_number);
	bind_i64(tx, listing->potential);
	bind_i64(tx, changed_at_us);
	statement_run(tx);
}

static void prices_forget(struct transaction *tx, const char *listing_id)
{
	statement(tx, "DELETE FROM listing_prices WHERE listing_id = $1");
	bind_text(tx, listing_id);
	statement_run(tx);
}

static void price_insert(struct transaction *tx, const char *listing_id, size_t position,
			 const struct price *price)
{
	statement(tx, "INSERT INTO listing_prices (listing_id, position, size, price_dong,"
		      " valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, listing_id);
	bind_i64(tx, (int64_t)position);
	bind_text(tx, price->size);
	bind_i64(tx, price->price_dong);
	bind_text(tx, price->valid_from);
	bind_text(tx, price->valid_until);
	statement_run(tx);
}

void prices_write(struct transaction *tx, const char *listing_id, const struct price *prices,
		  size_t count)
{
	prices_forget(tx, listing_id);
	for (size_t i = 0; i < count; i++)
		price_insert(tx, listing_id, i, &prices[i]);
}

size_t prices_load(struct transaction *tx, const char *listing_id, struct price **ret_prices)
{
	struct price *prices = arena_alloc(transaction_arena(tx), PRICES_MAX * sizeof(*prices));
	size_t count = 0;

	/* Whoever described a listing after a merge saw all prices, and his word is whole. */
	statement(tx, "WITH RECURSIVE family (listing_id) AS (SELECT CAST($1 AS TEXT)"
		      " UNION SELECT l.listing_id FROM listings l"
		      " JOIN family f ON l.merged_into = f.listing_id AND l.merged_into <> ''"
		      " LEFT JOIN listing_stories s ON s.listing_id = f.listing_id"
		      " WHERE l.merged_at_us >= coalesce(s.described_at_us, 0))"
		      " SELECT p.size, p.price_dong, p.valid_from, p.valid_until FROM family f"
		      " JOIN listing_prices p ON p.listing_id = f.listing_id"
		      " WHERE p.listing_id = $1 OR NOT EXISTS (SELECT 1 FROM listing_prices own"
		      " WHERE own.listing_id = $1 AND own.size = p.size)"
		      " ORDER BY p.listing_id <> $1, p.listing_id, p.position LIMIT $2");
	bind_text(tx, listing_id);
	bind_i64(tx, PRICES_MAX);
	while (statement_step(tx))
		prices[count++] = (struct price){
			.size = column_text(tx, "size"),
			.price_dong = column_i64(tx, "price_dong"),
			.valid_from = column_text(tx, "valid_from"),
			.valid_until = column_text(tx, "valid_until"),
		};
	*ret_prices = prices;
	return count;
}

int64_t listing_price_on(struct transaction *tx, const struct listing *listing, int32_t day)
{
	struct price *prices;
	size_t count;

	if (!listing->may_have_prices)
		return 0;
	count = prices_load(tx, listing->listing_id, &prices);
	return price_lowest(prices, count, day);
}

size_t variants_load(struct transaction *tx, const char *product_id, struct variant **ret_variants)
{
	struct variant *variants =
		arena_alloc(transaction_arena(tx), VARIANTS_SHOWN_MAX * sizeof(*variants));
	size_t count = 0;

	/* A size of a name that is there before is the same size. */
	statement(tx,
		  WITH_FAMILY_OF(
			  "$1") " SELECT v.position, v.name, v.packaging, v.gtin"
				" FROM family f JOIN variants v ON v.product_id = f.listing_id"
				" WHERE v.product_id = $1 OR NOT EXISTS (SELECT 1 FROM family g"
				" JOIN variants w ON w.product_id = g.listing_id WHERE w.name = "
				"v.name"
				" AND (w.product_id = $1 OR w.product_id < v.product_id))"
				" ORDER BY v.product_id <> $1, v.product_id, v.position LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, VARIANTS_SHOWN_MAX);
	while (statement_step(tx))
		variants[count++] = (struct variant){
			.position = column_i64(tx, "position"),
			.name = column_text(tx, "name"),
			.packaging = column_text(tx, "packaging"),
			.gtin = column_text(tx, "gtin"),
		};
	*ret_variants = variants;
	return count;
}

size_t photos_load(struct transaction *tx, const char *product_id,
		   struct listing_photo **ret_photos)
{
	struct listing_photo *photos =
		arena_alloc(transaction_arena(tx), PHOTOS_SHOWN_MAX * sizeof(*photos));
	size_t count = 0;

	statement(tx,
		  WITH_FAMILY_OF(
			  "$1") " SELECT p.photo_id, p.product_id FROM family f"
				" JOIN listing_photos p ON p.product_id = f.listing_id"
				" ORDER BY p.product_id <> $1, p.product_id, p.position LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, PHOTOS_SHOWN_MAX);
	while (statement_step(tx))
		photos[count++] = (struct listing_photo){column_text(tx, "photo_id"),
							 column_text(tx, "product_id")};
	*ret_photos = photos;
	return count;
}

size_t other_certificates_load(struct transaction *tx, const struct listing *listing,
			       const char *day, struct other_certificate **ret_certificates)
{
	struct other_certificate *certificates =
		arena_alloc(transaction_arena(tx), CERTIFICATES_MAX * sizeof(*certificates));
	size_t count = 0;

	statement(tx, "SELECT kind, number, issuer, valid_until FROM figure_held_certificates"
		      " WHERE producer_id = $1 AND product_id IN ('', $2)"
		      " AND issued_on <= $3 AND (valid_until = '' OR valid_until >= $3)"
		      " ORDER BY kind, number, held_certificate_id LIMIT $4");
	bind_text(tx, listing->producer_id);
	bind_text(tx, listing->listing_id);
	bind_text(tx, day);
	bind_i64(tx, CERTIFICATES_MAX);
	while (statement_step(tx))
		certificates[count++] = (struct other_certificate){
			.kind = column_i64(tx, "kind"),
			.number = column_text(tx, "number"),
			.issuer = column_text(tx, "issuer"),
			.valid_until = column_text(tx, "valid_until"),
		};
	*ret_certificates = certificates;
	return count;
}
