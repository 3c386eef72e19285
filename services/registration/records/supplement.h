/* supplement.h - supplements: what registration stores of them, one function a statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/records/return_item.h"

struct transaction;

/* supplements: what an office asked for while a round had the dossier. Owns nothing. */
struct supplement {
	bool exists;
	uint32_t supplement_no; /* of the dossier, from 1 */
	const char *round_id;   /* whose stay it belongs to */
	const char *reason;
	const char *deadline;   /* YYYY-MM-DD */
	int64_t asked_at_us;    /* the instance's clock */
	const char *asked_by;   /* account */
	const char *note;       /* the producer's; "" until it is given */
	int64_t given_at_us;    /* 0 until it is given */
	uint32_t submission_no; /* that it became; 0 until it is given */
};

/* All of a dossier, oldest first; returns how many. */
size_t supplements_load(struct transaction *tx, const char *dossier_id,
			struct supplement **ret_supplements);

/* The one that is awaited in a round, if any. */
void supplement_awaited(struct transaction *tx, const char *dossier_id, const char *round_id,
			struct supplement *ret_supplement);

/* What one of them asks for, in its order; returns how many. */
size_t supplement_items_load(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
			     struct return_item **ret_items);

/* Adds one under the dossier's next number, which it puts into the struct. */
void supplement_insert(struct transaction *tx, const char *dossier_id,
		       struct supplement *supplement);

/* Adds what it asks for, one by one. */
void supplement_item_insert(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
			    size_t item_no, const struct return_item *item);

/* Writes that it was given: note, time and submission. */
void supplement_give(struct transaction *tx, const char *dossier_id,
		     const struct supplement *supplement);
