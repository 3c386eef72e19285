/* centre_result.h - what the centre gave a dossier that it did not recognise
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* centre_results: the last result of a dossier. Owns nothing. */
struct centre_result {
	bool exists;
	const char *dossier_id;
	const char *round_id;              /* of the centre; "" where it came on paper */
	uint32_t submission_no;            /* the version that was evaluated */
	uint32_t star;                     /* by points and minimums; 0: none */
	uint32_t points_sum, points_count; /* the exact mean; 0 on paper */
	const char *points_text;           /* "" where none was told */
	const char *decision_number, *decided_on;
	const char *decision_sha256; /* hex, of the scan; "" where the centre's round is here */
};

/* Writes it in the place of an earlier one. */
void centre_result_put(struct transaction *tx, const struct centre_result *result);

/* The dossier's; exists is false when there is none. */
void centre_result_load(struct transaction *tx, const char *dossier_id,
			struct centre_result *ret_result);
