/* clock.c - the only source of time */
#include "common/base/clock.h"

#include <assert.h>
#include <time.h>

static int64_t read_clock_us(clockid_t which)
{
	struct timespec now;
	int error = clock_gettime(which, &now);

	assert(error == 0 && "the machine has this clock");
	(void)error; /* assert is on in every build */
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_now_us(const struct clock *clock)
{
	return clock_machine_us() + clock_offset_us(clock);
}

int64_t clock_machine_us(void)
{
	return read_clock_us(CLOCK_REALTIME);
}

int64_t clock_monotonic_us(void)
{
	return read_clock_us(CLOCK_MONOTONIC);
}

void clock_set_offset_us(struct clock *clock, int64_t offset_us)
{
	atomic_store(&clock->offset_us, offset_us);
}

int64_t clock_offset_us(const struct clock *clock)
{
	return atomic_load(&clock->offset_us);
}
