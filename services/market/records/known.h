/* known.h - what registration tells of packs, raw material and papers: mirrors that only reactions
 * write
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* --- variants */

/* A size in which a product is packed. */
struct variant {
	int64_t position;
	const char *name;
	const char *packaging;
	const char *gtin; /* fourteen digits or "" */
};

/* Puts these in the place of a product's. */
void variants_forget(struct transaction *tx, const char *product_id);
void variant_insert(struct transaction *tx, const char *product_id, const struct variant *variant);

/* The variant of a product, or of what was merged into it, with this number; false when there is
 * none. */
bool variant_load(struct transaction *tx, const char *product_id, const char *gtin,
		  struct variant *ret_variant);

/* True when a product of this number has a batch of this code; merged registrations are one. */
bool gtin_has_batch(struct transaction *tx, const char *gtin, const char *batch_code);

/* --- listing_photos */

/* Puts these in the place of a product's. */
void photos_write(struct transaction *tx, const char *product_id, char *const *photo_ids,
		  size_t count);

/* --- material_areas */

/* Where raw material of a producer's grows. */
struct material_area {
	const char *area_id;
	const char *producer_id;
	const char *material;
	const char *commune_code;
};

/* Adds it or replaces what is known. */
void material_area_write(struct transaction *tx, const struct material_area *area);

/* It was recorded by mistake; what already names it still shows its place. Nothing for an id of
 * something else. */
void material_area_strike(struct transaction *tx, const char *area_id);

/* False when there is none, or it was struck. */
bool material_area_load(struct transaction *tx, const char *area_id,
			struct material_area *ret_area);

/* The producer that stands for this one: himself while his registration was not merged into
 * another. */
const char *producer_standing(struct transaction *tx, const char *producer_id);

/* --- kept_papers */

/* Whose own it is: a producer's, or "" for one that an office has kept. */
void kept_paper_write(struct transaction *tx, const char *paper_id, const char *sha256,
		      const char *producer_id);

/* True when it can be named for something of this producer's: an office's, or his own. */
bool kept_paper_is_for(struct transaction *tx, const char *paper_id, const char *producer_id);
