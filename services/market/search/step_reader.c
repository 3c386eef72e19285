/* step_reader.c - the listings that answer a step of a plan, in order */
#include "market/search/step_reader.h"

#include <stdlib.h>

#include "common/base/arena.h"

/* Of a group: read at once faster than all bits. */
enum { RARE_LISTINGS = 2048 };

static void begin(const struct step *step, struct step_reader *ret_reader)
{
	ret_reader->step = step;
	ret_reader->candidates = NULL;
	for (size_t i = 0; i < step->count; i++) {
		for (size_t j = 0; j < step->groups[i].count; j++)
			ret_reader->readers[i][j] =
				(struct postings_reader){.of = step->groups[i].words[j]};
	}
}

void step_begin(const struct step *step, enum step_number number,
		const struct candidates *candidates, struct step_reader *ret_reader)
{
	begin(step, ret_reader);
	if (!candidates || !candidates->are_all || !step_is_of_fields(number) ||
	    step->groups[0].listings <= candidates->count)
		return;
	ret_reader->candidates = candidates;
	ret_reader->candidate = 0;
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

/* 64 listings at once: which of them any word of a group has. */
static uint64_t group_bits(const struct word_group *group, uint32_t at)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < group->count; i++) {
		uint32_t words;
		const uint64_t *of_word = postings_bits(group->words[i], &words);

		bits |= at < words ? of_word[at] : 0;
	}
	return bits;
}

static bool has_bits(const struct step *step)
{
	uint32_t words;

	for (size_t i = 0; i < step->count; i++) {
		for (size_t j = 0; j < step->groups[i].count; j++) {
			if (!postings_bits(step->groups[i].words[j], &words))
				return false;
		}
	}
	return true;
}

static int by_rank(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one;
	uint32_t b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* Frequent words that are rare together: all their bits are read in the time of a few thousand
 * ranks. */
static void candidates_of_bits(const struct search_index *index, const struct step *step,
			       struct candidates *candidates)
{
	const struct listing_facts *facts = search_index_facts(index);
	uint32_t words = (uint32_t)(search_index_numbers(index) / 64 + 1);

	for (uint32_t at = 0; at < words; at++) {
		uint64_t bits = group_bits(&step->groups[0], at);

		for (size_t i = 1; bits && i < step->count; i++)
			bits &= group_bits(&step->groups[i], at);
		for (; bits; bits &= bits - 1) {
			if (candidates->count == CANDIDATES_MAX)
				return;
			candidates->ranks[candidates->count++] =
				facts[at * 64 + (uint32_t)__builtin_ctzll(bits)].rank;
		}
	}
	qsort(candidates->ranks, candidates->count, sizeof *candidates->ranks, by_rank);
	candidates->are_all = true;
}

static void candidates_of_ranks(const struct step *step, struct candidates *candidates)
{
	struct step_reader reader;
	uint32_t rank;

	begin(step, &reader);
	for (uint32_t from = 0; step_next(&reader, from, &rank); from = rank + 1) {
		if (candidates->count == CANDIDATES_MAX)
			return;
		candidates->ranks[candidates->count++] = rank;
	}
	candidates->are_all = true;
}

/* A plan without words has no fields: its one step is read as it is. */
const struct candidates *candidates_find(struct arena *arena, const struct search_index *index,
					 const struct plan *plan)
{
	struct candidates *candidates = arena_alloc(arena, sizeof *candidates);
	const struct step *step = &plan->steps[STEP_ANY_FIELD];

	if (!step->asked)
		return candidates;
	if (step->groups[0].listings < RARE_LISTINGS)
		candidates_of_ranks(step, candidates);
	else if (has_bits(step))
		candidates_of_bits(index, step, candidates);
	return candidates;
}

struct seen seen_none(struct arena *arena, const struct search_index *index)
{
	return (struct seen){arena_alloc(arena, (search_index_numbers(index) / 64 + 1) * 8)};
}

bool seen_before(struct seen *seen, uint32_t listing)
{
	uint64_t bit = UINT64_C(1) << (listing % 64);
	bool before = seen->bits[listing / 64] & bit;

	seen->bits[listing / 64] |= bit;
	return before;
}
