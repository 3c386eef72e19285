/* counted.c - the rows that are counted, made from the mirror */
#include "market/figures/counted.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "common/unit/place_today.h"
#include "market/figures/figure_span.h"
#include "market/figures/mirror.h"

struct figure_progress figure_progress_load(struct transaction *tx)
{
	struct figure_progress progress = {0};

	statement(tx, "SELECT change_number, units_version FROM figure_progress");
	while (statement_step(tx)) {
		progress.change_number = column_i64(tx, "change_number");
		progress.units_version = column_i64(tx, "units_version");
	}
	return progress;
}

void figure_progress_write(struct transaction *tx, const struct figure_progress *progress)
{
	statement(tx, "INSERT INTO figure_progress (one, change_number, units_version)"
		      " VALUES (1, $1, $2) ON CONFLICT (one) DO UPDATE SET"
		      " change_number = excluded.change_number,"
		      " units_version = excluded.units_version");
	bind_i64(tx, progress->change_number);
	bind_i64(tx, progress->units_version);
	statement_run(tx);
}

struct figure_progress figure_mirror_progress(struct transaction *tx)
{
	struct figure_progress progress = {0};

	statement(tx, "SELECT (SELECT max(change_number) FROM figure_changes) AS change_number,"
		      " (SELECT version FROM figure_units) AS units_version");
	while (statement_step(tx)) {
		progress.change_number = column_i64(tx, "change_number");
		progress.units_version = column_i64(tx, "units_version");
	}
	return progress;
}

size_t figure_changes_after(struct transaction *tx, int64_t after, size_t limit,
			    struct figure_change *ret_changes)
{
	size_t count = 0;

	statement(tx, "SELECT change_number, thing_id FROM figure_changes"
		      " WHERE change_number > $1 ORDER BY change_number LIMIT $2");
	bind_i64(tx, after);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		ret_changes[count++] = (struct figure_change){
			.change_number = column_i64(tx, "change_number"),
			.thing_id = column_text(tx, "thing_id"),
		};
	return count;
}

/* A recognition of a family of products, on its way into a row. */
struct counted {
	struct recognition recognition;
	struct figure_span span;
	bool was_suspended;
};

/* All that are, or were merged into, the product that stands. */
struct family {
	const char *product_id;
	struct counted *counted;
	size_t count;
};

/* The end of the way on which it was merged; itself, while it was not. */
static const char *standing_product(struct transaction *tx, const char *product_id)
{
	const char *standing = product_id;

	statement(tx, "WITH RECURSIVE way (id) AS (SELECT CAST($1 AS TEXT)"
		      " UNION SELECT m.merged_into FROM figure_merges m"
		      " JOIN way w ON m.product_id = w.id)"
		      " SELECT id FROM way WHERE id NOT IN (SELECT product_id FROM figure_merges)");
	bind_text(tx, product_id);
	while (statement_step(tx))
		standing = column_text(tx, "id");
	return standing;
}

static struct counted counted_read(struct transaction *tx)
{
	struct counted counted = {
		.recognition =
			{
				.code = column_text(tx, "code"),
				.product_id = column_text(tx, "product_id"),
				.star = column_i64(tx, "star"),
				.is_verified = column_i64(tx, "is_verified"),
				.decided_on = column_text(tx, "decided_on"),
				.valid_from = column_text(tx, "valid_from"),
				.last_day = column_text(tx, "last_day"),
				.sector_code = column_text(tx, "sector_code"),
				.set_no = column_i64(tx, "set_no"),
				.commune_code = column_text(tx, "commune_code"),
				.province_code = column_text(tx, "province_code"),
				.revoked_on = column_text(tx, "revoked_on"),
				.replaced_by = column_text(tx, "replaced_by"),
				.replaced_for = (Ocop__Certification__V1__ReplacementKind)
					column_i64(tx, "replaced_for"),
				.replaced_on = column_text(tx, "replaced_on"),
			},
		.was_suspended = column_i64(tx, "was_suspended"),
	};
	const struct recognition successor = {
		.decided_on = column_text(tx, "next_decided_on"),
		.valid_from = column_text(tx, "next_valid_from"),
	};
	bool successor_is_known = !column_is_null(tx, "next_decided_on");

	counted.span = figure_span(&counted.recognition, successor_is_known ? &successor : NULL);
	return counted;
}

/* Room for one more: doubled whenever it is full. */
static void family_add(struct transaction *tx, struct family *family, const struct counted *counted)
{
	size_t count = family->count;

	if ((count & (count - 1)) == 0) {
		struct counted *grown =
			arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * sizeof *grown);

		if (count)
			memcpy(grown, family->counted, count * sizeof *grown);
		family->counted = grown;
	}
	family->counted[family->count++] = *counted;
}

static struct family family_load(struct transaction *tx, const char *product_id)
{
	struct family family = {.product_id = standing_product(tx, product_id)};

	statement(tx, "WITH RECURSIVE family (id) AS (SELECT CAST($1 AS TEXT)"
		      " UNION SELECT m.product_id FROM figure_merges m"
		      " JOIN family f ON m.merged_into = f.id)"
		      " SELECT r.code, r.product_id, r.star, r.is_verified, r.decided_on,"
		      " r.valid_from, r.last_day, r.sector_code, r.set_no, r.commune_code,"
		      " r.province_code, r.revoked_on, r.replaced_by, r.replaced_for,"
		      " r.replaced_on, n.decided_on AS next_decided_on,"
		      " n.valid_from AS next_valid_from, (SELECT count(*) > 0 FROM"
		      " figure_suspensions s WHERE s.code = r.code) AS was_suspended"
		      " FROM family f JOIN figure_recognitions r ON r.product_id = f.id"
		      " LEFT JOIN figure_recognitions n ON n.code = r.replaced_by");
	bind_text(tx, family.product_id);
	while (statement_step(tx)) {
		struct counted counted = counted_read(tx);

		family_add(tx, &family, &counted);
	}
	return family;
}

/* What is not counted comes last; of one day, the code decides, so that one is the last. */
static int compare(const void *left, const void *right)
{
	const struct counted *one = left, *other = right;
	bool counts = figure_counts(&one->recognition);

	if (counts != figure_counts(&other->recognition))
		return counts ? -1 : 1;
	if (one->span.from_day != other->span.from_day)
		return one->span.from_day < other->span.from_day ? -1 : 1;
	return strcmp(one->recognition.code, other->recognition.code);
}

/* Each but the last counts as the product's own until the next begins. */
static size_t family_order(struct family *family)
{
	size_t counted = 0;

	if (family->count > 0)
		qsort(family->counted, family->count, sizeof *family->counted, compare);
	while (counted < family->count && figure_counts(&family->counted[counted].recognition))
		counted++;
	for (size_t i = 0; i + 1 < counted; i++)
		family->counted[i].span.next_day = family->counted[i + 1].span.from_day;
	return counted;
}

/* What all recognitions of a product have in common. */
struct counted_place {
	struct place_codes today;
	struct former_codes former;
};

static struct counted_place place_of(struct transaction *tx, const struct place_text *text,
				     const struct place_codes *codes)
{
	struct counted_place place;

	place_today(tx, codes, &place.today);
	former_unit_resolve(tx, text, &place.today, &place.former);
	return place;
}

static const char *legal_form_of(struct transaction *tx, const char *producer_id)
{
	const char *legal_form = "";

	statement(tx, "SELECT legal_form FROM figure_producers WHERE producer_id = $1");
	bind_text(tx, producer_id);
	while (statement_step(tx))
		legal_form = column_text(tx, "legal_form");
	return legal_form;
}

/* "" for 0: a number that is not known. */
static const char *number_text(struct transaction *tx, int64_t number)
{
	return number == 0 ? "" : arena_printf(transaction_arena(tx), "%lld", (long long)number);
}

/* Two digits, so that texts are in the order of their numbers. */
static const char *set_text(struct transaction *tx, int64_t set_no)
{
	return set_no == 0 ? "" : arena_printf(transaction_arena(tx), "%02lld", (long long)set_no);
}

static void row_write(struct transaction *tx, const struct counted *counted,
		      const struct figure_product *product, const struct counted_place *place,
		      const char *legal_form)
{
	const struct recognition *recognition = &counted->recognition;
	bool has_set = *recognition->sector_code != '\0' || recognition->set_no != 0;

	statement(tx, "INSERT INTO figure_rows (code, product_id, star, sector, set_no, commune,"
		      " province, former_commune, former_district, former_province, year,"
		      " legal_form, is_verified, from_day, end_day, revoked_day, replaced_day,"
		      " next_day, was_suspended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
		      " $11, $12, $13, $14, $15, $16, $17, $18, $19)"
		      " ON CONFLICT (code) DO UPDATE SET product_id = excluded.product_id,"
		      " star = excluded.star, sector = excluded.sector, set_no = excluded.set_no,"
		      " commune = excluded.commune, province = excluded.province,"
		      " former_commune = excluded.former_commune,"
		      " former_district = excluded.former_district,"
		      " former_province = excluded.former_province, year = excluded.year,"
		      " legal_form = excluded.legal_form, is_verified = excluded.is_verified,"
		      " from_day = excluded.from_day, end_day = excluded.end_day,"
		      " revoked_day = excluded.revoked_day,"
		      " replaced_day = excluded.replaced_day, next_day = excluded.next_day,"
		      " was_suspended = excluded.was_suspended");
	bind_text(tx, recognition->code);
	bind_text(tx, product->product_id);
	bind_text(tx, number_text(tx, recognition->star));
	bind_text(tx, has_set ? recognition->sector_code : product->sector_code);
	bind_text(tx, set_text(tx, has_set ? recognition->set_no : product->set_no));
	bind_text(tx, place->today.commune_code);
	bind_text(tx, place->today.province_code);
	bind_text(tx, place->former.commune_code);
	bind_text(tx, place->former.district_code);
	bind_text(tx, place->former.province_code);
	bind_text(tx, number_text(tx, figure_year(recognition)));
	bind_text(tx, legal_form);
	bind_i64(tx, recognition->is_verified);
	bind_i64(tx, counted->span.from_day);
	bind_i64(tx, counted->span.end_day);
	bind_i64(tx, counted->span.revoked_day);
	bind_i64(tx, counted->span.replaced_day);
	bind_i64(tx, counted->span.next_day);
	bind_i64(tx, counted->was_suspended);
	statement_run(tx);
}

static void row_delete(struct transaction *tx, const char *code)
{
	statement(tx, "DELETE FROM figure_rows WHERE code = $1");
	bind_text(tx, code);
	statement_run(tx);
}

void figure_rows_renew(struct transaction *tx, const char *product_id)
{
	struct family family = family_load(tx, product_id);
	struct figure_product product = {.product_id = family.product_id, .sector_code = ""};
	bool is_known = figure_product_load(tx, family.product_id, &product);
	size_t counted = family_order(&family);
	const char *legal_form = is_known ? legal_form_of(tx, product.producer_id) : "";

	for (size_t i = 0; i < counted; i++) {
		const struct recognition *recognition = &family.counted[i].recognition;
		const struct place_codes issued = {recognition->commune_code,
						   recognition->province_code};
		const struct counted_place place =
			place_of(tx, &product.text, is_known ? &product.codes : &issued);

		row_write(tx, &family.counted[i], &product, &place, legal_form);
	}
	for (size_t i = counted; i < family.count; i++)
		row_delete(tx, family.counted[i].recognition.code);
}
