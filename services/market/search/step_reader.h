/* step_reader.h - the listings that answer a step of a plan, in order
 *
 * All of it is called between search_index_lock and search_index_unlock.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/candidates.h"
#include "market/search/plan.h"
#include "market/search/search_index.h"

struct arena;

/* Reads the ranks of one step, in order: those of its rarest group that all others have, too; or
 * of candidates those that all groups have. */
struct step_reader {
	const struct step *step;
	/* By group and word; one group more is that of a unit. */
	struct postings_reader readers[GROUPS_MAX + 1][COMPLETIONS_MAX + 1];
	const struct candidates *candidates;
	size_t candidate;
};

/* Begins before the first; by candidates (NULL for none), where those give the step's listings and
 * are fewer than its rarest group has. */
void step_begin(const struct step *step, enum step_number number,
		const struct candidates *candidates, struct step_reader *ret_reader);

/* The first rank from `from` on that answers the step; false when there is none. */
bool step_next(struct step_reader *reader, uint32_t from, uint32_t *ret_rank);

enum { SEEN_FEW = 32 };

/* A few listings, as most pages have; of more a bit for every listing. */
struct seen {
	struct arena *arena;
	const struct search_index *index;
	uint32_t few[SEEN_FEW];
	size_t count;
	uint64_t *bits; /* NULL while they are few */
};

/* None of them, in the arena. */
struct seen seen_none(struct arena *arena, const struct search_index *index);

/* True when it was seen before; from now on it was. */
bool seen_before(struct seen *seen, uint32_t listing);
