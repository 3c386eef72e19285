/* change.h - how producers and products were changed, and what changes with them
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records.h"

struct transaction;

/* A change of a producer or product, in words. */
struct change {
	const char *thing_id;
	uint64_t version; /* of the thing after it */
	const char *before;
	const char *after;
	const char *reason;
};

/* Adds one, now and by the caller. */
void change_insert(struct transaction *tx, const struct change *change);

/* All of a thing as an answer has them, newest first, as many as fit. */
Ocop__Registration__V1__Change **changes_load(struct transaction *tx, const char *thing_id,
					      size_t *ret_count);

/* All products of a producer, merged ones too; returns how many. */
size_t products_of_producer(struct transaction *tx, const char *producer_id,
			    struct product **ret_products);

/* The dossier under way of the product or of what was merged into it, if any; paper dossiers of
 * earlier ratings are none. */
void dossier_under_way_load(struct transaction *tx, const char *product_id,
			    struct dossier *ret_dossier);

/* All dossiers of a product are this producer's from now on, each as its next version. What the
 * former one confirmed in a draft nobody has confirmed. */
void dossiers_change_producer(struct transaction *tx, const char *product_id,
			      const char *producer_id);
