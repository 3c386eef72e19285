/* merge.h - what was merged into what, and what it moved
 *
 * A registration that was merged names what it was merged into; that may have been merged later, so
 * there are chains. What stands at the end of one (records/known/kind.h) stands for all of it: they
 * are one family. As records.h says of all records.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/records.h"

/* merges: one merge, with its undoing. Owns nothing. */
struct merge {
	bool exists;
	const char *merge_id; /* "merge_01JD..." */
	int64_t merge_no;     /* their order, from 1 */
	bool products;        /* else producers */
	const char *kept_id;
	const char *merged_id;
	const char *reason;
	int64_t merged_at_us; /* the instance's clock */
	const char *actor_id;
	bool undone;
	const char *undone_reason; /* "" while it holds */
};

/* By its id. */
void merge_load(struct transaction *tx, const char *merge_id, struct merge *ret_merge);

/* Adds one, made now by the caller, as the last. */
void merge_insert(struct transaction *tx, const struct merge *merge);

/* Writes that the caller undid it now. */
void merge_set_undone(struct transaction *tx, const char *merge_id, const char *reason);

/* A page, newest first, of those before a number (0: all); returns how many. */
size_t merges_list(struct transaction *tx, int64_t before_no, int64_t limit,
		   struct merge **ret_merges);

/* True when a later merge that holds is about this product. */
bool product_merged_after(struct transaction *tx, const char *product_id, int64_t merge_no);

/* Writes that a merge of producers moved a product; and which it moved, returning how many. */
void merge_move_insert(struct transaction *tx, const char *merge_id, const char *product_id);
size_t merge_moves_load(struct transaction *tx, const char *merge_id,
			struct product **ret_products);

/* True when the product was this producer's until a merge that holds. */
bool product_came_from(struct transaction *tx, const char *product_id, const char *producer_id);

/* Writes where a registration is merged into ("" for nowhere) under its next version, which it puts
 * into the struct. */
void producer_set_merged(struct transaction *tx, struct producer *producer, const char *into_id);
void product_set_merged(struct transaction *tx, struct product *product, const char *into_id);

/* Gives a product with its dossiers to another registration of its producer, under its next
 * version. What was confirmed stays confirmed: it is the same producer. */
void product_move(struct transaction *tx, struct product *product, const struct producer *producer);

/* True when a dossier outside a product's family starts, or has started, from a certificate in it
 * and did not end without a result. */
bool certificate_used_outside(struct transaction *tx, const char *product_id);

/* The product with this composed name of a producer, or one that does not exist. */
void product_of_name(struct transaction *tx, const char *producer_id, const char *name,
		     struct product *ret_product);
