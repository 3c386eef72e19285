/* facets.h - counts of what is found, as they are answered
 *
 * Called between search_index_lock and search_index_unlock.
 */
#pragma once

#include "market/search/counts.h"
#include "ocop/market/v1/queries.pb-c.h"

/* Most values of one kind of unit: the provinces are 34; of communes and districts those with most
 * listings. */
enum { FACET_VALUES_MAX = 40 };

/* Puts total and facets into the reply; all of it lives in the arena. */
void facets_answer(struct arena *arena, const struct search_index *index,
		   const struct filters *filters, const struct counts *counts,
		   Ocop__Market__V1__SearchListingsReply *reply);
