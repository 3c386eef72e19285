/* counts.h - how many listings a plan finds, by every kind of filter
 *
 * Called between search_index_lock and search_index_unlock.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "market/search/listing_filter.h"
#include "market/search/plan.h"
#include "market/search/search_index.h"

struct arena;

/* A unit and how many listings are in it. */
struct unit_count {
	uint32_t unit; /* number (places.h) */
	uint32_t count;
};

/* How many listings the plan finds. Each number under a filter is what would be found if that were
 * asked in the place of what is asked of its kind now, the other filters as they are. */
struct counts {
	uint64_t total; /* with all filters */
	uint32_t valid, potential;
	uint32_t stars[6];
	uint32_t sectors[SECTORS], sets[SETS];
	uint32_t price_bands[PRICE_BANDS];
	uint32_t months[MONTHS + 1];
	/* Of the units that have listings in the unit asked for, or of all when none is; in the
	 * arena, in no order. */
	struct unit_count *units;
	size_t unit_count;
};

/* Counts in one pass over what the plan finds; no longer than the lock is held. The arrays of
 * *ret_counts live in the arena. */
void counts_make(struct arena *arena, const struct search_index *index, struct plan *plan,
		 const struct filters *filters, struct counts *ret_counts);
