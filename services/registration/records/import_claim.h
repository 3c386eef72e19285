/* import_claim.h - rows of old registers, as written: what registration stores of them, one
 * function a statement
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* import_claims: one row of an old register, in its own words. Owns nothing. */
struct import_claim {
	const char *claim_id; /* follows from what the row says */
	const char *product_id;
	uint32_t line;     /* of the file, from 1 */
	uint32_t stars;    /* 0: the row gives none */
	const char *score; /* all texts as written */
	const char *decision_number;
	const char *decision_date; /* a day, a month or "" */
	const char *expiry_date;
	const char *product_group;
	const char *year;
	const char *event; /* what happened: recognised, upgraded, ... */
	const char *source_url;
};

/* True when this row was taken in before. */
bool import_claim_exists(struct transaction *tx, const char *claim_id);

/* Adds one. */
void import_claim_insert(struct transaction *tx, const struct import_claim *claim);
