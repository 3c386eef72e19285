/* return_item.h - things to put right: what registration stores of them, one function a statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct transaction;

/* One thing to put right, of a return or of a supplement. Owns nothing. */
struct return_item {
	const char *code; /* form field, criterion or evidence type; "" for none of them */
	const char *text; /* composed */
};

/* return_items: those of the move that led to a version of a dossier, in their order; returns how
 * many. */
size_t return_items_load(struct transaction *tx, const char *dossier_id, uint64_t version,
			 struct return_item **ret_items);

/* Adds one under its place in the list. */
void return_item_insert(struct transaction *tx, const char *dossier_id, uint64_t version,
			size_t item_no, const struct return_item *item);
