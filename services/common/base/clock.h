/* clock.h - the only source of time
 *
 * The instance's clock is the machine's plus an offset that only demo and test instances move.
 * Law and records follow the instance's clock; tokens and time limits the machine's.
 * All functions may be called from any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

struct clock {
	_Atomic int64_t offset_us; /* instance minus machine */
};

/* Microseconds since 1970-01-01T00:00:00Z on the instance's clock. */
int64_t clock_now_us(const struct clock *clock);

/* The same on the machine's clock. */
int64_t clock_machine_us(void);

/* A clock that never jumps, for time limits and measurements. */
int64_t clock_monotonic_us(void);

/* Sets how far the instance's time is ahead of the machine's, all moves together; from any
 * thread. */
void clock_set_offset_us(struct clock *clock, int64_t offset_us);

/* How far it is ahead; 0 in production. */
int64_t clock_offset_us(const struct clock *clock);
