/* candidates.h - all listings that answer a wide step, among which those of others are
 *
 * Called between search_index_lock and search_index_unlock.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/plan.h"
#include "market/search/search_index.h"

struct arena;

enum { CANDIDATES_MAX = 512 };

/* All listings that answer a step, where they are few: who answers a step within it is among
 * them. */
struct candidates {
	uint32_t ranks[CANDIDATES_MAX];
	size_t count;
	bool are_all;
};

/* Finds those of the step that is widest beside this one, once a plan; in the arena. NULL for a
 * step of its own. */
const struct candidates *candidates_find(struct arena *arena, const struct search_index *index,
					 struct plan *plan, enum step_number number);
