/* mirror.h - what figures are counted from: recognitions with their history, products, producers
 *
 * Only reactions write these tables; they are rebuilt from event 1. Each write notes its product in
 * figure_changes, by which the counted rows (counted.h) follow. A thing may be told before the one
 * it belongs to: sources are followed side by side, so nothing here asks for another.
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/unit/unit.h"
#include "market/figures/figure_span.h"

struct transaction;

/* The tables of the mirror and of counted.h. */
extern const char figures_migration_sql[];

/* --- figure_recognitions, figure_suspensions */

/* Adds it, or renews what is known of it but for its end. */
void recognition_write(struct transaction *tx, const struct recognition *recognition);

/* Its end, each as the event tells it. A code that is not there is left alone: the event is held
 * back by whoever keeps the certificate. */
void recognition_set_revoked(struct transaction *tx, const char *code, const char *revoked_on);
void recognition_set_last_day(struct transaction *tx, const char *code, const char *last_day);
void recognition_set_replaced(struct transaction *tx, const struct recognition *recognition);

/* From that day it is suspended; before that day it was. */
void suspension_begin(struct transaction *tx, const char *code, const char *suspended_on);
void suspension_end(struct transaction *tx, const char *code, const char *reinstated_on);

/* A corrected copy has the suspensions of what it corrects. */
void suspensions_move(struct transaction *tx, const char *from_code, const char *to_code);

/* --- figure_products */

/* What is known of a product. Owns nothing. */
struct figure_product {
	const char *product_id;
	const char *producer_id;
	const char *sector_code;
	int64_t set_no;
	struct place_codes codes; /* as they were told */
	struct place_text text;
};

/* Adds it or replaces what is known, but for what it was merged into. */
void figure_product_write(struct transaction *tx, const struct figure_product *product);

/* False when it is not there. */
bool figure_product_load(struct transaction *tx, const char *product_id,
			 struct figure_product *ret_product);

/* The product that stands for it from now on; "" for itself. */
void figure_product_set_merged(struct transaction *tx, const char *product_id,
			       const char *merged_into);

/* --- figure_producers */

/* Keeps the legal form ("COOPERATIVE", "" when not known); all his products count by it. */
void figure_producer_write(struct transaction *tx, const char *producer_id, const char *legal_form);

/* --- figure_changes, figure_units */

/* A product or a producer is another than before: CountFigures finds it anew. */
void figure_change_note(struct transaction *tx, const char *thing_id);

/* Units were recorded: every place is found anew. */
void figure_units_changed(struct transaction *tx);
