/* carry_over.h - what was carried over: what registration stores of it, one function a statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct to_do; /* rules/carry_over.h */
struct transaction;

/* carry_overs: the last time a dossier was filled from an earlier one. Owns nothing. */
struct carry_over_row {
	bool exists;
	const char *from_dossier_id;
	uint32_t kept_fields; /* of the earlier dossier that stood in this one then */
	uint32_t kept_choices;
	uint32_t kept_evidence;
};

/* Of a dossier. */
void carry_over_load(struct transaction *tx, const char *dossier_id,
		     struct carry_over_row *ret_row);

/* Writes it, in place of an earlier one, whose items go. */
void carry_over_write(struct transaction *tx, const char *dossier_id,
		      const struct carry_over_row *row);

/* What was to do then, in its order; returns how many. */
size_t to_do_load(struct transaction *tx, const char *dossier_id, struct to_do **ret_to_do);

/* Adds one thing to do. */
void to_do_insert(struct transaction *tx, const char *dossier_id, size_t item_no,
		  const struct to_do *to_do);
