/* dump_maker.h - the thread that keeps the open data up to date
 *
 * A dump is made when there is none, when the day in Vietnam has turned, since states turn with it,
 * and after changes, not oftener than the pause allows; but at once when a name was erased that may
 * stand in it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/dump/dump.h"

struct clock;
struct dump_maker;
struct store;
struct transparency;

struct dump_maker_options {
	struct dump_options dump;
	struct store *store;                     /* it opens a reading connection of its own */
	const struct clock *clock;               /* the instance's */
	const struct transparency *transparency; /* nothing is signed once it is not open */
	int64_t pause_ms; /* the shortest time from one dump to the next after changes */
};

/* Starts the thread. 0 or an ERROR_*. */
int dump_maker_create(const struct dump_maker_options *options, struct dump_maker **ret_maker);

/* Ends the thread, which gives up what it is at. NULL is fine. */
void dump_maker_destroy(struct dump_maker *maker);

/* There is something new in the register; from any thread. */
void dump_maker_wake(struct dump_maker *maker);
