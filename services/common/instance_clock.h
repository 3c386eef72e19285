/* instance_clock.h - the instance's clock as a stored fact
 *
 * Identity moves it by a command, every other daemon follows the event; each keeps the offset in
 * its own store, so a restart does not fall back in time.
 */
#pragma once

#include <stdint.h>

struct transaction;

/* Stores the whole offset from the machine's clock; this daemon's clock follows at the commit. */
void instance_clock_move(struct transaction *tx, int64_t offset_us);

/* The stored offset, 0 when the clock was never moved. */
int64_t instance_clock_load(struct transaction *tx);
