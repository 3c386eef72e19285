/* finder.h - listings that answer a plan, a page of them
 *
 * Called between search_index_lock and search_index_unlock.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/listing_filter.h"
#include "market/search/plan.h"
#include "market/search/search_index.h"

struct arena;

/* A listing found, and the step that it answers first. */
struct found {
	uint32_t step;
	uint32_t rank;
};

/* Reads on from behind a listing found before (NULL: from the first one), until `limit` are found
 * or there are no more. Returns how many. */
size_t find_page(struct arena *arena, const struct search_index *index, struct plan *plan,
		 const struct filters *filters, const struct found *behind, size_t limit,
		 struct found *ret_found);

/* True when any listing answers the plan, whatever the filters. */
bool finds_any(struct arena *arena, const struct search_index *index, struct plan *plan);
