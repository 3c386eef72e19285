/* records.c - what market stores: one function a statement */
#include "market/records.h"

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"

void followed_source_write(struct transaction *tx, const char *source, int64_t occurred_at_us)
{
	statement(tx, "INSERT INTO followed_sources (source, occurred_at_us) VALUES ($1, $2)"
		      " ON CONFLICT (source) DO UPDATE SET occurred_at_us ="
		      " excluded.occurred_at_us");
	bind_text(tx, source);
	bind_i64(tx, occurred_at_us);
	statement_run(tx);
}

int64_t followed_until_us(struct transaction *tx)
{
	int64_t until_us = 0;

	statement(tx, "SELECT max(occurred_at_us) AS until_us FROM followed_sources");
	while (statement_step(tx))
		until_us = column_i64(tx, "until_us");
	return until_us;
}

int64_t followed_source_until_us(struct transaction *tx, const char *source)
{
	int64_t until_us = 0;

	statement(tx, "SELECT occurred_at_us AS until_us FROM followed_sources WHERE source = $1");
	bind_text(tx, source);
	while (statement_step(tx))
		until_us = column_i64(tx, "until_us");
	return until_us;
}

void producer_write(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "INSERT INTO producers (producer_id, name) VALUES ($1, $2)"
		      " ON CONFLICT (producer_id) DO UPDATE SET name = excluded.name");
	bind_text(tx, producer_id);
	bind_text(tx, name);
	statement_run(tx);
}

bool producer_exists(struct transaction *tx, const char *producer_id)
{
	bool exists = false;

	statement(tx, "SELECT 1 AS one FROM producers WHERE producer_id = $1");
	bind_text(tx, producer_id);
	while (statement_step(tx))
		exists = true;
	return exists;
}

void certificate_write(struct transaction *tx, const struct certificate *certificate)
{
	statement(tx, "INSERT INTO certificates (code, number, product_id, state, stars, legacy,"
		      " valid_from, valid_until, extended_until)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		      " ON CONFLICT (code) DO UPDATE SET number = excluded.number,"
		      " product_id = excluded.product_id, state = excluded.state,"
		      " stars = excluded.stars, legacy = excluded.legacy,"
		      " valid_from = excluded.valid_from, valid_until = excluded.valid_until,"
		      " extended_until = excluded.extended_until");
	bind_text(tx, certificate->code);
	bind_text(tx, certificate->number);
	bind_text(tx, certificate->product_id);
	bind_i64(tx, certificate->state);
	bind_i64(tx, certificate->stars);
	bind_i64(tx, certificate->legacy);
	bind_text(tx, certificate->valid_from);
	bind_text(tx, certificate->valid_until);
	bind_text(tx, certificate->extended_until);
	statement_run(tx);
}

bool certificate_set_state(struct transaction *tx, const char *code,
			   Ocop__Certification__V1__CertificateState state)
{
	statement(tx, "UPDATE certificates SET state = $1 WHERE code = $2");
	bind_i64(tx, state);
	bind_text(tx, code);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

bool certificate_extend(struct transaction *tx, const char *code, const char *extended_until)
{
	statement(tx, "UPDATE certificates SET extended_until = $1 WHERE code = $2");
	bind_text(tx, extended_until);
	bind_text(tx, code);
	statement_run(tx);
	return statement_changes(tx) == 1;
}

void certificates_forget(struct transaction *tx)
{
	statement(tx, "DELETE FROM certificates");
	statement_run(tx);
	/* Numbers stay unique: each is moved behind all that there were. */
	statement(tx, "UPDATE listings SET certificate_code = NULL, changed_at_us = $1,"
		      " version = version + 1, change_number = listing_number +"
		      " (SELECT max(change_number) FROM listings)"
		      " WHERE certificate_code IS NOT NULL");
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

static void certificate_read(struct transaction *tx, struct certificate *ret_certificate)
{
	*ret_certificate = (struct certificate){
		.code = column_text(tx, "code"),
		.number = column_text(tx, "number"),
		.product_id = column_text(tx, "product_id"),
		.state = (Ocop__Certification__V1__CertificateState)column_i64(tx, "state"),
		.stars = column_i64(tx, "stars"),
		.legacy = column_i64(tx, "legacy"),
		.valid_from = column_text(tx, "valid_from"),
		.valid_until = column_text(tx, "valid_until"),
		.extended_until = column_text(tx, "extended_until"),
	};
}

bool certificate_load(struct transaction *tx, const char *code, struct certificate *ret_certificate)
{
	statement(tx, "SELECT code, number, product_id, state, stars, legacy, valid_from,"
		      " valid_until, extended_until FROM certificates WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return false;
	certificate_read(tx, ret_certificate);
	statement_end(tx);
	return true;
}

void certificates_of_product(struct transaction *tx, const char *product_id,
			     struct certificate **ret_certificates, size_t *ret_count)
{
	struct certificate *certificates = NULL;
	size_t count = 0;
	size_t capacity = 0;

	statement(
		tx,
		WITH_FAMILY_OF(
			"$1") " SELECT code, number, product_id, state, stars, legacy, valid_from,"
			      " valid_until, extended_until FROM certificates"
			      " WHERE product_id IN (SELECT listing_id FROM family) ORDER BY code");
	bind_text(tx, product_id);
	while (statement_step(tx)) {
		if (count == capacity) {
			struct arena *arena = transaction_arena(tx);
			struct certificate *more;

			capacity = capacity ? 2 * capacity : 4;
			more = arena_alloc(arena, capacity * sizeof *more);
			for (size_t i = 0; i < count; i++)
				more[i] = certificates[i];
			certificates = more;
		}
		certificate_read(tx, &certificates[count++]);
	}
	*ret_certificates = certificates;
	*ret_count = count;
}

void listing_read(struct transaction *tx, struct listing *ret_listing)
{
	*ret_listing = (struct listing){
		.exists = true,
		.listing_id = column_text(tx, "listing_id"),
		.listing_number = column_i64(tx, "listing_number"),
		.slug = column_text(tx, "slug"),
		.product_name = column_text(tx, "product_name"),
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "producer_name"),
		.sector_code = column_text(tx, "sector_code"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.set_no = column_i64(tx, "set_no"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.commune_text = column_text(tx, "commune_text"),
		.district_text = column_text(tx, "district_text"),
		.province_text = column_text(tx, "province_text"),
		.description = column_text(tx, "description"),
		.imported = column_i64(tx, "imported"),
		.merged_into = column_text(tx, "merged_into"),
		.change_number = column_i64(tx, "change_number"),
		.version = column_i64(tx, "version"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
		.story = column_text(tx, "story"),
		.season_months = column_i64(tx, "season_months"),
		.availability = column_i64(tx, "availability"),
		.potential = column_i64(tx, "potential"),
		.story_change_number = column_i64(tx, "story_change_number"),
		.may_have_prices = column_i64(tx, "may_have_prices") != 0,
		.commune_name = column_text(tx, "commune_name"),
		.province_name = column_text(tx, "province_name"),
		.province_full_name = column_text(tx, "province_full_name"),
		.commune_latitude_microdegrees = column_i64(tx, "latitude_microdegrees"),
		.commune_longitude_microdegrees = column_i64(tx, "longitude_microdegrees"),
	};
	certificate_read(tx, &ret_listing->certificate);
}

static void listing_read_only(struct transaction *tx, struct listing *ret_listing)
{
	if (!statement_step(tx)) {
		*ret_listing = (struct listing){.exists = false};
		return;
	}
	listing_read(tx, ret_listing);
	statement_end(tx);
}

const char *listing_standing(struct transaction *tx, const char *listing_id)
{
	const char *standing = "";

	statement(tx, "WITH RECURSIVE way (id, next_id) AS ("
		      " SELECT listing_id, merged_into FROM listings WHERE listing_id = $1"
		      " UNION SELECT l.listing_id, l.merged_into FROM listings l"
		      " JOIN way w ON l.listing_id = w.next_id)"
		      " SELECT id FROM way WHERE next_id = ''");
	bind_text(tx, listing_id);
	while (statement_step(tx))
		standing = column_text(tx, "id");
	return standing;
}

void listing_load(struct transaction *tx, const char *listing_id, struct listing *ret_listing)
{
	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE l.listing_id = $1");
	bind_text(tx, listing_id);
	listing_read_only(tx, ret_listing);
}

void listing_load_by_number(struct transaction *tx, int64_t listing_number,
			    struct listing *ret_listing)
{
	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE l.listing_number = $1");
	bind_i64(tx, listing_number);
	listing_read_only(tx, ret_listing);
}

bool listing_names_load(struct transaction *tx, int64_t listing_number,
			const char **ret_product_name, const char **ret_producer_name)
{
	statement(tx, "SELECT product_name, producer_name FROM listings"
		      " WHERE listing_number = $1 AND merged_into = ''");
	bind_i64(tx, listing_number);
	if (!statement_step(tx))
		return false;
	*ret_product_name = column_text(tx, "product_name");
	*ret_producer_name = column_text(tx, "producer_name");
	statement_end(tx);
	return true;
}

bool former_district_exists(struct transaction *tx, const char *district_code)
{
	statement(tx, "SELECT 1 AS found FROM former_units WHERE district_code = $1 LIMIT 1");
	bind_text(tx, district_code);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void listing_load_by_slug(struct transaction *tx, const char *slug, struct listing *ret_listing)
{
	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE l.slug = $1 ORDER BY l.listing_number LIMIT 1");
	bind_text(tx, slug);
	listing_read_only(tx, ret_listing);
}

void listing_write(struct transaction *tx, const struct listing *listing)
{
	statement(tx,
		  "INSERT INTO listings (listing_id, slug, product_name, producer_id,"
		  " producer_name, sector_code, rulebook_code, set_no, commune_code, province_code,"
		  " commune_text, district_text, province_text, description, imported,"
		  " certificate_code, merged_into, merged_at_us, changed_at_us, version, "
		  "change_number)"
		  " VALUES ($1, $2, $3, $4, CASE $5 WHEN '' THEN coalesce((SELECT name FROM"
		  " producers WHERE producer_id = $4), '') ELSE $5 END, $6, $7, $8, $9, $10, $11,"
		  " $12, $13, $14, $15, nullif($16, ''), '', 0, $17, 1,"
		  " (SELECT coalesce(max(change_number), 0) + 1 FROM listings))"
		  " ON CONFLICT (listing_id) DO UPDATE SET slug = excluded.slug,"
		  " product_name = excluded.product_name, producer_id = excluded.producer_id,"
		  " producer_name = excluded.producer_name, sector_code = excluded.sector_code,"
		  " rulebook_code = excluded.rulebook_code, set_no = excluded.set_no,"
		  " commune_code = excluded.commune_code, province_code = excluded.province_code,"
		  " commune_text = excluded.commune_text, district_text = excluded.district_text,"
		  " province_text = excluded.province_text, description = excluded.description,"
		  " imported = excluded.imported, certificate_code = excluded.certificate_code,"
		  " changed_at_us = excluded.changed_at_us, version = listings.version + 1,"
		  " change_number = excluded.change_number");
	bind_text(tx, listing->listing_id);
	bind_text(tx, listing->slug);
	bind_text(tx, listing->product_name);
	bind_text(tx, listing->producer_id);
	bind_text(tx, listing->producer_name);
	bind_text(tx, listing->sector_code);
	bind_text(tx, listing->rulebook_code);
	bind_i64(tx, listing->set_no);
	bind_text(tx, listing->commune_code);
	bind_text(tx, listing->province_code);
	bind_text(tx, listing->commune_text);
	bind_text(tx, listing->district_text);
	bind_text(tx, listing->province_text);
	bind_text(tx, listing->description);
	bind_i64(tx, listing->imported);
	bind_text(tx, listing->certificate.code);
	bind_i64(tx, listing->changed_at_us);
	statement_run(tx);
}

void listing_set_certificate(struct transaction *tx, const char *listing_id,
			     const char *certificate_code, int64_t changed_at_us)
{
	statement(tx, "UPDATE listings SET certificate_code = $1, changed_at_us = $2,"
		      " version = version + 1,"
		      " change_number = (SELECT max(change_number) + 1 FROM listings)"
		      " WHERE listing_id = $3");
	bind_text(tx, certificate_code);
	bind_i64(tx, changed_at_us);
	bind_text(tx, listing_id);
	statement_run(tx);
}

void listing_set_merged(struct transaction *tx, const char *listing_id, const char *merged_into,
			int64_t changed_at_us)
{
	statement(tx, "UPDATE listings SET merged_into = $1, merged_at_us = $2,"
		      " changed_at_us = $2, version = version + 1,"
		      " change_number = (SELECT max(change_number) + 1 FROM listings)"
		      " WHERE listing_id = $3");
	bind_text(tx, merged_into);
	bind_i64(tx, changed_at_us);
	bind_text(tx, listing_id);
	statement_run(tx);
}

/* Change numbers are unique, so a set of rows is changed row by row. */
static void listing_rename_producer(struct transaction *tx, const char *listing_id,
				    const char *name, int64_t changed_at_us)
{
	statement(tx, "UPDATE listings SET producer_name = $1, changed_at_us = $2,"
		      " version = version + 1,"
		      " change_number = (SELECT max(change_number) + 1 FROM listings)"
		      " WHERE listing_id = $3");
	bind_text(tx, name);
	bind_i64(tx, changed_at_us);
	bind_text(tx, listing_id);
	statement_run(tx);
}

void listings_rename_producer(struct transaction *tx, const char *producer_id, const char *name,
			      int64_t changed_at_us)
{
	for (;;) {
		const char *listing_id;

		statement(tx, "SELECT listing_id FROM listings"
			      " WHERE producer_id = $1 AND producer_name <> $2 LIMIT 1");
		bind_text(tx, producer_id);
		bind_text(tx, name);
		if (!statement_step(tx))
			return;
		listing_id = column_text(tx, "listing_id");
		statement_end(tx);
		listing_rename_producer(tx, listing_id, name, changed_at_us);
	}
}

void listings_touch_place(struct transaction *tx, const char *unit_code)
{
	statement(tx, "UPDATE listings SET change_number = listing_number +"
		      " (SELECT max(change_number) FROM listings)"
		      " WHERE $1 <> '' AND (commune_code = $1 OR province_code = $1)");
	bind_text(tx, unit_code);
	statement_run(tx);
}

size_t listings_changed_after(struct transaction *tx, int64_t after, size_t limit,
			      struct listing *ret_listings)
{
	size_t count = 0;

	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE l.change_number > $1 ORDER BY l.change_number LIMIT $2");
	bind_i64(tx, after);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		listing_read(tx, &ret_listings[count++]);
	return count;
}

int64_t listings_last_change(struct transaction *tx)
{
	int64_t last = 0;

	statement(tx, "SELECT max(change_number) AS last FROM listings");
	while (statement_step(tx))
		last = column_i64(tx, "last");
	return last;
}

size_t listings_told_after(struct transaction *tx, int64_t after, size_t limit,
			   struct listing *ret_listings)
{
	size_t count = 0;

	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE s.change_number > $1 ORDER BY s.change_number LIMIT $2");
	bind_i64(tx, after);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		listing_read(tx, &ret_listings[count++]);
	return count;
}

int64_t stories_last_change(struct transaction *tx)
{
	int64_t last = 0;

	statement(tx, "SELECT max(change_number) AS last FROM listing_stories");
	while (statement_step(tx))
		last = column_i64(tx, "last");
	return last;
}

size_t listings_numbered_below(struct transaction *tx, int64_t below, size_t limit,
			       struct listing *ret_listings)
{
	size_t count = 0;

	statement(tx, "SELECT " LISTING_COLUMNS " FROM listings l" LISTING_JOINS
		      " WHERE l.listing_number < $1 ORDER BY l.listing_number DESC LIMIT $2");
	bind_i64(tx, below);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		listing_read(tx, &ret_listings[count++]);
	return count;
}
