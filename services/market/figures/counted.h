/* counted.h - the rows that are counted: one a recognition, made from the mirror
 *
 * Only CountFigures writes them: product by product, in the order of their changes, and all of them
 * anew when units were recorded. What a row says of a place is found by the rules by which
 * registration finds it (place_today.h, former_unit.h); it is the place of the product that stands
 * for it today.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* How far the rows have followed. */
struct figure_progress {
	int64_t change_number; /* of the last product or producer that was counted */
	int64_t units_version; /* with which all up to there were counted */
};

/* Both 0 before the first. */
struct figure_progress figure_progress_load(struct transaction *tx);
void figure_progress_write(struct transaction *tx, const struct figure_progress *progress);

/* How far the mirror is; 0 before anything was told. */
struct figure_progress figure_mirror_progress(struct transaction *tx);

/* A product or producer that changed. */
struct figure_change {
	int64_t change_number;
	const char *thing_id;
};

/* Up to `limit` of them after that change, oldest first. Returns how many. */
size_t figure_changes_after(struct transaction *tx, int64_t after, size_t limit,
			    struct figure_change *ret_changes);

/* Makes the rows of the product that stands for this one, and of all that were merged into it. */
void figure_rows_renew(struct transaction *tx, const char *product_id);
