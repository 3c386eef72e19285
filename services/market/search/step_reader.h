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

/* A page shows 20, and what is read ahead at most are 256 bytes. */
enum { STEP_AHEAD_MOST = 64 };

/* Behind all ranks. */
enum { RANKS_END = UINT32_MAX };

/* Reads the ranks of one step, in order: those of its rarest group that all others have, too; or
 * of candidates those that all groups have. Some are read ahead and tried group by group: where a
 * rank is looked for is far from where the next one is, and memory is waited for once instead of
 * for each. */
struct step_reader {
	const struct step *step;
	/* Of the words of the rarest group, and the next rank of each. */
	struct postings_reader readers[COMPLETIONS_MAX + 1];
	uint32_t heads[COMPLETIONS_MAX + 1];
	const struct candidates *candidates;
	size_t candidate;
	uint32_t ranks[STEP_AHEAD_MOST]; /* read ahead; the step's are those from `at` on */
	size_t at, count;
	size_t ahead; /* how many are read the next time */
	uint32_t end;
};

/* Reads the ranks from `from` on that are less than `end`; by candidates (NULL for none), where
 * those are all and fewer than its rarest group has. */
void step_begin(const struct step *step, const struct candidates *candidates, uint32_t from,
		uint32_t end, struct step_reader *ret_reader);

/* The next rank that answers the step; false when there is none. */
bool step_next(struct step_reader *reader, uint32_t *ret_rank);

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

/* True when it was seen. */
bool seen_has(const struct seen *seen, uint32_t listing);

/* The same; from now on it was. */
bool seen_before(struct seen *seen, uint32_t listing);
