/* content.h - what a listing shows besides its certificate: sizes, prices, other certificates
 *
 * Texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "market/records/known.h"
#include "market/rules/price.h"

struct transaction;
struct listing;

/* --- listing_stories: the producer's own words; only DescribeListing and ShowPotential write it */

/* Keeps the listing's words (story, season, availability) in the place of earlier ones, as a new
 * version of the listing. */
void story_write(struct transaction *tx, const struct listing *listing, int64_t changed_at_us);

/* Keeps whether it is shown as potential, as a new version of the listing. */
void potential_write(struct transaction *tx, const struct listing *listing, int64_t changed_at_us);

/* --- listing_prices; only DescribeListing writes it */

enum { PRICES_MAX = 60 }; /* of a listing: twenty sizes, each with a usual and two passing prices */

/* Puts these in the place of a listing's. */
void prices_write(struct transaction *tx, const char *listing_id, const struct price *prices,
		  size_t count);

/* All of a listing, in the producer's order, in the arena. Returns how many. */
size_t prices_load(struct transaction *tx, const char *listing_id, struct price **ret_prices);

/* The lowest that holds on a day; 0 when none does, or for whom nothing was ever described. */
int64_t listing_price_on(struct transaction *tx, const struct listing *listing, int32_t day);

/* --- variants: mirrors */

/* All of a product, in their order, then those of what was merged into it under other names, in the
 * arena. */
size_t variants_load(struct transaction *tx, const char *product_id, struct variant **ret_variants);

/* --- listing_photos: mirrors */

struct listing_photo {
	const char *photo_id;
	const char *product_id; /* whose registration it was given to */
};

/* A listing's photos, in their order, then those of what was merged into it, as far as there is
 * room, in the arena. Returns how many. */
size_t photos_load(struct transaction *tx, const char *product_id,
		   struct listing_photo **ret_photos);

/* --- figure_held_certificates: mirrors */

/* A certificate of another kind. */
struct other_certificate {
	int64_t kind; /* HeldCertificateKind */
	const char *number;
	const char *issuer;
	const char *valid_until; /* "" when it does not end */
};

/* Those of the listing's producer that are in force on a day (YYYY-MM-DD), for this product or for
 * all he makes, in the arena. */
size_t other_certificates_load(struct transaction *tx, const struct listing *listing,
			       const char *day, struct other_certificate **ret_certificates);
