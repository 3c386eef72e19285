/* sample.h - samples that came with a dossier: what registration stores of them, one function a
 * statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* sample_receipts: samples that an office received. Owns nothing. */
struct sample_receipt {
	const char *receipt_number; /* as receipt_number_print writes it */
	Ocop__Registration__V1__Office office;
	uint32_t sample_count;
	const char *received_on; /* YYYY-MM-DD */
	const char *note;
	const char *recorded_by; /* account */
};

/* All of a dossier, oldest first; returns how many. */
size_t sample_receipts_load(struct transaction *tx, const char *dossier_id,
			    struct sample_receipt **ret_receipts);

/* How many samples an office has received with a dossier. */
int64_t samples_received(struct transaction *tx, const char *dossier_id,
			 Ocop__Registration__V1__Office office);

/* Adds one to a dossier, for ever. */
void sample_receipt_insert(struct transaction *tx, const char *dossier_id,
			   const struct sample_receipt *receipt);

/* The next number of a unit's receipts in a year; never given again. */
int64_t sample_sequence_next(struct transaction *tx, const char *unit_code, int year);
