/* sticker.h - what is known of a serial, held against what the pack says of itself
 *
 * For whoever asks of one sticker, and for whoever asks of a thousand.
 */
#pragma once

#include <stdbool.h>

#include "market/records.h"
#include "market/records/batch.h"
#include "market/records/serial.h"
#include "market/rules/serial.h"

struct transaction;

/* What a pack says it is, and where it is; each may be "". */
struct pack_claim {
	const char *product; /* listing by id or slug */
	const char *gtin;    /* fourteen digits */
	const char *batch;   /* by its code */
	const char *commune_code;
};

/* A serial as it was drawn, with what follows from it. */
struct sticker {
	struct serial_run run;
	struct batch batch;
	struct listing listing; /* of the product that stands */
	struct certificate certificate;
};

/* Finds the facts of a serial as we print it; "" or one that nobody drew is not known, and then the
 * sticker is left as it is. */
void sticker_judge(struct transaction *tx, const char *serial, const struct pack_claim *claim,
		   struct sticker *sticker, struct serial_facts *ret_facts);
