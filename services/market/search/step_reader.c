/* step_reader.c - the listings that answer a step of a plan, in order */
#include "market/search/step_reader.h"

#include "common/base/arena.h"

void step_begin(const struct step *step, enum step_number number,
		const struct candidates *candidates, struct step_reader *ret_reader)
{
	bool by_candidates = candidates && candidates->are_all && step_is_of_fields(number) &&
			     step->groups[0].listings > candidates->count;

	ret_reader->step = step;
	ret_reader->candidates = by_candidates ? candidates : NULL;
	ret_reader->candidate = 0;
	for (size_t i = 0; i < step->count; i++) {
		for (size_t j = 0; j < step->groups[i].count; j++)
			ret_reader->readers[i][j] =
				(struct postings_reader){.of = step->groups[i].words[j]};
	}
}

/* The first rank from `from` on that any word of the rarest group has. */
static bool rarest_next(struct step_reader *reader, uint32_t from, uint32_t *ret_rank)
{
	const struct word_group *group = &reader->step->groups[0];
	bool found = false;

	for (size_t i = 0; i < group->count; i++) {
		uint32_t rank;

		if (!postings_seek(&reader->readers[0][i], from, &rank))
			continue;
		if (!found || rank < *ret_rank)
			*ret_rank = rank;
		found = true;
	}
	return found;
}

static bool group_has(struct step_reader *reader, size_t group, uint32_t rank)
{
	for (size_t i = 0; i < reader->step->groups[group].count; i++) {
		if (postings_seek_have(&reader->readers[group][i], rank))
			return true;
	}
	return false;
}

/* All groups of the step from one on. */
static bool groups_have(struct step_reader *reader, size_t first, uint32_t rank)
{
	for (size_t i = first; i < reader->step->count; i++) {
		if (!group_has(reader, i, rank))
			return false;
	}
	return true;
}

static bool candidate_next(struct step_reader *reader, uint32_t from, uint32_t *ret_rank)
{
	const struct candidates *candidates = reader->candidates;

	for (; reader->candidate < candidates->count; reader->candidate++) {
		*ret_rank = candidates->ranks[reader->candidate];
		if (*ret_rank >= from && groups_have(reader, 0, *ret_rank))
			return true;
	}
	return false;
}

bool step_next(struct step_reader *reader, uint32_t from, uint32_t *ret_rank)
{
	if (reader->candidates)
		return candidate_next(reader, from, ret_rank);
	for (; rarest_next(reader, from, ret_rank); from = *ret_rank + 1) {
		if (groups_have(reader, 1, *ret_rank))
			return true;
	}
	return false;
}

struct seen seen_none(struct arena *arena, const struct search_index *index)
{
	return (struct seen){.arena = arena, .index = index, .count = 0};
}

static bool bit_before(struct seen *seen, uint32_t listing)
{
	uint64_t bit = UINT64_C(1) << (listing % 64);
	bool before = seen->bits[listing / 64] & bit;

	seen->bits[listing / 64] |= bit;
	return before;
}

static void few_into_bits(struct seen *seen)
{
	size_t words = search_index_numbers(seen->index) / 64 + 1;

	seen->bits = arena_alloc(seen->arena, words * sizeof *seen->bits);
	for (size_t i = 0; i < seen->count; i++)
		(void)bit_before(seen, seen->few[i]); /* each stands there once */
}

bool seen_before(struct seen *seen, uint32_t listing)
{
	for (size_t i = 0; !seen->bits && i < seen->count; i++) {
		if (seen->few[i] == listing)
			return true;
	}
	if (!seen->bits && seen->count == SEEN_FEW)
		few_into_bits(seen);
	if (seen->bits)
		return bit_before(seen, listing);
	seen->few[seen->count++] = listing;
	return false;
}
