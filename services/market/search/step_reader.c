/* step_reader.c - the listings that answer a step of a plan, in order */
#include "market/search/step_reader.h"

#include "common/base/arena.h"

/* Most steps answer with a few or none. */
enum { STEP_AHEAD_FIRST = 8 };

static uint32_t head_of(struct postings_reader *reader, uint32_t from)
{
	uint32_t rank;

	return postings_seek(reader, from, &rank) ? rank : RANKS_END;
}

void step_begin(const struct step *step, const struct candidates *candidates, uint32_t from,
		uint32_t end, struct step_reader *ret_reader)
{
	bool by_candidates =
		candidates && candidates->are_all && step->groups[0].listings > candidates->count;

	ret_reader->step = step;
	ret_reader->candidates = by_candidates ? candidates : NULL;
	ret_reader->candidate = 0;
	ret_reader->count = ret_reader->at = 0;
	ret_reader->ahead = STEP_AHEAD_FIRST;
	ret_reader->end = end;
	if (by_candidates) {
		while (ret_reader->candidate < candidates->count &&
		       candidates->ranks[ret_reader->candidate] < from)
			ret_reader->candidate++;
		return;
	}
	for (size_t i = 0; i < step->groups[0].count; i++) {
		ret_reader->readers[i] = (struct postings_reader){.of = step->groups[0].words[i]};
		ret_reader->heads[i] = head_of(&ret_reader->readers[i], from);
	}
}

/* The next ranks that any word of the rarest group has; returns how many. */
static size_t read_rarest(struct step_reader *reader, size_t most)
{
	size_t words = reader->step->groups[0].count;
	size_t count = 0;

	for (; count < most; count++) {
		uint32_t rank = RANKS_END;

		for (size_t i = 0; i < words; i++)
			rank = reader->heads[i] < rank ? reader->heads[i] : rank;
		if (rank >= reader->end)
			break;
		for (size_t i = 0; i < words; i++) {
			if (reader->heads[i] == rank)
				reader->heads[i] = head_of(&reader->readers[i], rank + 1);
		}
		reader->ranks[count] = rank;
	}
	return count;
}

static size_t read_candidates(struct step_reader *reader, size_t most)
{
	const struct candidates *candidates = reader->candidates;
	size_t count = 0;

	while (count < most && reader->candidate < candidates->count &&
	       candidates->ranks[reader->candidate] < reader->end)
		reader->ranks[count++] = candidates->ranks[reader->candidate++];
	return count;
}

static bool group_has(const struct word_group *group, uint32_t rank)
{
	for (size_t i = 0; i < group->count; i++) {
		if (postings_have(group->words[i], rank))
			return true;
	}
	return false;
}

/* Leaves of the ranks those that the group has; returns how many. */
static size_t keep_group(const struct word_group *group, uint32_t *ranks, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t rank = ranks[i];

		ranks[kept] = rank;
		kept += group_has(group, rank);
	}
	return kept;
}

/* More of them each time: who has read many reads on. False when there are no more. */
static bool read_ahead(struct step_reader *reader)
{
	size_t first = reader->candidates ? 0 : 1;

	reader->at = reader->count = 0;
	while (reader->count == 0) {
		size_t count = reader->candidates ? read_candidates(reader, reader->ahead)
						  : read_rarest(reader, reader->ahead);

		if (count == 0)
			return false;
		for (size_t i = first; i < reader->step->count && count > 0; i++)
			count = keep_group(&reader->step->groups[i], reader->ranks, count);
		reader->count = count;
		if (reader->ahead < STEP_AHEAD_MOST)
			reader->ahead *= 2;
	}
	return true;
}

bool step_next(struct step_reader *reader, uint32_t *ret_rank)
{
	if (reader->at == reader->count && !read_ahead(reader))
		return false;
	*ret_rank = reader->ranks[reader->at++];
	return true;
}

struct seen seen_none(struct arena *arena, const struct search_index *index)
{
	return (struct seen){.arena = arena, .index = index, .count = 0};
}

bool seen_has(const struct seen *seen, uint32_t listing)
{
	if (seen->bits)
		return seen->bits[listing / 64] >> (listing % 64) & 1;
	for (size_t i = 0; i < seen->count; i++) {
		if (seen->few[i] == listing)
			return true;
	}
	return false;
}

static void see(struct seen *seen, uint32_t listing)
{
	if (seen->bits)
		seen->bits[listing / 64] |= UINT64_C(1) << (listing % 64);
	else
		seen->few[seen->count] = listing;
	seen->count++;
}

static void few_into_bits(struct seen *seen)
{
	size_t words = search_index_numbers(seen->index) / 64 + 1;

	seen->bits = arena_alloc(seen->arena, words * sizeof *seen->bits);
	seen->count = 0;
	for (size_t i = 0; i < SEEN_FEW; i++)
		see(seen, seen->few[i]);
}

bool seen_before(struct seen *seen, uint32_t listing)
{
	if (seen_has(seen, listing))
		return true;
	if (!seen->bits && seen->count == SEEN_FEW)
		few_into_bits(seen);
	see(seen, listing);
	return false;
}
