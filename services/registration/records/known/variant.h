/* variant.h - what a recognition of a product or set covers
 *
 * The rows are the proto's messages, as in recorded.h.
 */
#pragma once

#include <stddef.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* Writes them in the place of those that were, in this order. */
void variants_write(struct transaction *tx, const char *product_id,
		    Ocop__Registration__V1__Variant *const *variants, size_t count);

/* All of a product, in their order, in the transaction's arena. */
Ocop__Registration__V1__Variant **variants_load(struct transaction *tx, const char *product_id,
						size_t *ret_count);
