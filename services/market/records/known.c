/* known.c - what registration tells of packs, raw material and papers: one function a statement */
#include "market/records/known.h"

#include <string.h>

#include "common/store/transaction.h"
#include "market/records/merged/family.h"

void variants_forget(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM variants WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

void variant_insert(struct transaction *tx, const char *product_id, const struct variant *variant)
{
	statement(tx, "INSERT INTO variants (product_id, position, name, packaging, gtin)"
		      " VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, product_id);
	bind_i64(tx, variant->position);
	bind_text(tx, variant->name);
	bind_text(tx, variant->packaging);
	bind_text(tx, variant->gtin);
	statement_run(tx);
}

bool variant_load(struct transaction *tx, const char *product_id, const char *gtin,
		  struct variant *ret_variant)
{
	statement(tx,
		  WITH_FAMILY_OF(
			  "$1") " SELECT position, name, packaging, gtin FROM variants"
				" WHERE product_id IN (SELECT listing_id FROM family) AND gtin = $2"
				" AND gtin <> '' ORDER BY product_id, position LIMIT 1");
	bind_text(tx, product_id);
	bind_text(tx, gtin);
	if (!statement_step(tx))
		return false;
	*ret_variant = (struct variant){
		.position = column_i64(tx, "position"),
		.name = column_text(tx, "name"),
		.packaging = column_text(tx, "packaging"),
		.gtin = column_text(tx, "gtin"),
	};
	statement_end(tx);
	return true;
}

bool gtin_has_batch(struct transaction *tx, const char *gtin, const char *batch_code)
{
	bool has_batch = false;

	statement(tx, "WITH RECURSIVE family (product_id) AS ("
		      " SELECT product_id FROM variants WHERE gtin = $1 AND gtin <> ''"
		      " UNION SELECT CASE WHEN l.listing_id = f.product_id THEN l.merged_into"
		      " ELSE l.listing_id END FROM listings l JOIN family f"
		      " ON l.listing_id = f.product_id OR l.merged_into = f.product_id"
		      " WHERE l.merged_into <> '')"
		      " SELECT 1 AS one FROM batches WHERE product_id IN"
		      " (SELECT product_id FROM family) AND code = $2 LIMIT 1");
	bind_text(tx, gtin);
	bind_text(tx, batch_code);
	while (statement_step(tx))
		has_batch = true;
	return has_batch;
}

static void photo_insert(struct transaction *tx, const char *product_id, size_t position,
			 const char *photo_id)
{
	statement(tx, "INSERT INTO listing_photos (photo_id, product_id, position)"
		      " VALUES ($1, $2, $3)");
	bind_text(tx, photo_id);
	bind_text(tx, product_id);
	bind_i64(tx, (int64_t)position);
	statement_run(tx);
}

void photos_write(struct transaction *tx, const char *product_id, char *const *photo_ids,
		  size_t count)
{
	statement(tx, "DELETE FROM listing_photos WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
	for (size_t i = 0; i < count; i++)
		photo_insert(tx, product_id, i, photo_ids[i]);
}

void material_area_write(struct transaction *tx, const struct material_area *area)
{
	statement(tx, "INSERT INTO material_areas (area_id, producer_id, material, commune_code,"
		      " struck) VALUES ($1, $2, $3, $4, 0) ON CONFLICT (area_id) DO UPDATE SET"
		      " producer_id = excluded.producer_id, material = excluded.material,"
		      " commune_code = excluded.commune_code");
	bind_text(tx, area->area_id);
	bind_text(tx, area->producer_id);
	bind_text(tx, area->material);
	bind_text(tx, area->commune_code);
	statement_run(tx);
}

void material_area_strike(struct transaction *tx, const char *area_id)
{
	statement(tx, "UPDATE material_areas SET struck = 1 WHERE area_id = $1");
	bind_text(tx, area_id);
	statement_run(tx);
}

bool material_area_load(struct transaction *tx, const char *area_id, struct material_area *ret_area)
{
	statement(tx, "SELECT area_id, producer_id, material, commune_code FROM material_areas"
		      " WHERE area_id = $1 AND struck = 0");
	bind_text(tx, area_id);
	if (!statement_step(tx))
		return false;
	*ret_area = (struct material_area){
		.area_id = column_text(tx, "area_id"),
		.producer_id = column_text(tx, "producer_id"),
		.material = column_text(tx, "material"),
		.commune_code = column_text(tx, "commune_code"),
	};
	statement_end(tx);
	return true;
}

const char *producer_standing(struct transaction *tx, const char *producer_id)
{
	const char *standing = producer_id;

	statement(tx, "SELECT " PRODUCER_STANDING("$1") " AS id");
	bind_text(tx, producer_id);
	while (statement_step(tx))
		standing = column_text(tx, "id");
	return standing;
}

void kept_paper_write(struct transaction *tx, const char *paper_id, const char *sha256,
		      const char *producer_id)
{
	statement(tx, "INSERT INTO kept_papers (paper_id, sha256, producer_id) VALUES ($1, $2, $3)"
		      " ON CONFLICT (paper_id) DO UPDATE SET sha256 = excluded.sha256");
	bind_text(tx, paper_id);
	bind_text(tx, sha256);
	bind_text(tx, producer_id);
	statement_run(tx);
}

bool kept_paper_is_for(struct transaction *tx, const char *paper_id, const char *producer_id)
{
	const char *owner = NULL;

	statement(tx, "SELECT producer_id FROM kept_papers WHERE paper_id = $1");
	bind_text(tx, paper_id);
	while (statement_step(tx))
		owner = column_text(tx, "producer_id");
	return owner && (*owner == '\0' || strcmp(producer_standing(tx, owner),
						  producer_standing(tx, producer_id)) == 0);
}
