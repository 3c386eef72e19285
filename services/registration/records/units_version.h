/* units_version.h - how often the units changed, so that places found under an older state are
 * found anew
 *
 * Mirrors identity's; only the reaction that records units writes it.
 */
#pragma once

#include <stdint.h>

struct transaction;

/* 0 before any unit was recorded. */
uint64_t units_version(struct transaction *tx);

/* When they changed last, on the clock of who recorded them; 0 before any was. */
int64_t units_recorded_at_us(struct transaction *tx);

/* Counts one more change. */
void units_version_advance(struct transaction *tx, int64_t recorded_at_us);
