/* candidates.c - the few listings among which the answers of most steps are */
#include "market/search/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "market/search/step_reader.h"

/* In the time in which one rank is read and tried, the bits of so many listings are. */
enum { LISTINGS_A_RANK = 128, BATCH_MAX = 64 };

/* The bits of a group's words; a group with a word that has none is tried listing by listing. */
struct bit_group {
	const struct word_group *of;
	const uint64_t *bits[COMPLETIONS_MAX + 1];
	uint32_t words[COMPLETIONS_MAX + 1]; /* that many times 64 listings */
};

/* Groups of a step, in its order: those read by their bits, and the others. */
struct step_bits {
	struct bit_group read[GROUPS_MAX];
	const struct word_group *tried[GROUPS_MAX];
	size_t read_count, tried_count;
};

static void step_bits_find(const struct step *step, struct step_bits *ret_bits)
{
	ret_bits->read_count = ret_bits->tried_count = 0;
	for (size_t i = 0; i < step->count; i++) {
		const struct word_group *group = &step->groups[i];
		struct bit_group *read = &ret_bits->read[ret_bits->read_count];
		size_t with_bits = 0;

		read->of = group;
		while (with_bits < group->count &&
		       (read->bits[with_bits] = postings_bits(group->words[with_bits],
							      &read->words[with_bits])) != NULL)
			with_bits++;
		if (with_bits == group->count)
			ret_bits->read_count++;
		else
			ret_bits->tried[ret_bits->tried_count++] = group;
	}
}

/* 64 listings each, those that are still asked for. */
struct batch {
	uint32_t at[BATCH_MAX];
	uint64_t bits[BATCH_MAX];
	size_t count;
};

/* Of a block of listings: which of them any word of the group has. */
static void block_read(const struct bit_group *group, uint32_t at, uint64_t *ret_block)
{
	memset(ret_block, 0, BITS_BLOCK_WORDS * sizeof *ret_block);
	for (size_t i = 0; i < group->of->count; i++) {
		for (size_t word = 0; word < BITS_BLOCK_WORDS && at < group->words[i]; word++)
			ret_block[word] |= group->bits[i][at + word];
	}
}

/* Adds what of a block two groups have; the second may be the first. */
static void batch_read(struct batch *batch, const struct bit_group *first,
		       const struct bit_group *second, uint32_t at)
{
	uint64_t block[BITS_BLOCK_WORDS];
	uint64_t other[BITS_BLOCK_WORDS];

	block_read(first, at, block);
	block_read(second, at, other);
	for (uint32_t word = 0; word < BITS_BLOCK_WORDS; word++) {
		if (!(block[word] & other[word]))
			continue;
		batch->at[batch->count] = at + word;
		batch->bits[batch->count++] = block[word] & other[word];
	}
}

static uint64_t group_bits(const struct bit_group *group, uint32_t at)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < group->of->count; i++)
		bits |= at < group->words[i] ? group->bits[i][at] : 0;
	return bits;
}

static void batch_prefetch(const struct batch *batch, const struct bit_group *group)
{
	for (size_t i = 0; i < batch->count; i++) {
		for (size_t word = 0; word < group->of->count; word++) {
			if (batch->at[i] < group->words[word])
				__builtin_prefetch(&group->bits[word][batch->at[i]]);
		}
	}
}

/* Leaves what this group has as well. Few are left, far from each other: what is waited for is
 * memory, so it is asked for all of it first. */
static void batch_narrow(struct batch *batch, const struct bit_group *group)
{
	size_t kept = 0;

	batch_prefetch(batch, group);
	for (size_t i = 0; i < batch->count; i++) {
		uint64_t bits = batch->bits[i] & group_bits(group, batch->at[i]);

		batch->at[kept] = batch->at[i];
		batch->bits[kept] = bits;
		kept += bits != 0;
	}
	batch->count = kept;
}

static bool tried_have(const struct step_bits *bits, uint32_t rank)
{
	for (size_t i = 0; i < bits->tried_count; i++) {
		const struct word_group *group = bits->tried[i];
		size_t word = 0;

		while (word < group->count && !postings_have(group->words[word], rank))
			word++;
		if (word == group->count)
			return false;
	}
	return true;
}

static int by_rank(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one;
	uint32_t b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* False when there are too many. */
static bool word_keep(const struct step_bits *bits, const struct listing_facts *facts,
		      uint64_t word, struct candidates *candidates)
{
	for (; word; word &= word - 1) {
		uint32_t rank = facts[__builtin_ctzll(word)].rank;

		if (!tried_have(bits, rank))
			continue;
		if (candidates->count == CANDIDATES_MAX)
			return false;
		candidates->ranks[candidates->count++] = rank;
	}
	return true;
}

/* The batch is empty afterwards; false when there are too many. */
static bool batch_keep(struct batch *batch, const struct step_bits *bits,
		       const struct listing_facts *facts, struct candidates *candidates)
{
	bool few = true;

	for (size_t i = 2; i < bits->read_count; i++)
		batch_narrow(batch, &bits->read[i]);
	for (size_t i = 0; i < batch->count; i++)
		__builtin_prefetch(
			&facts[batch->at[i] * 64 + (uint32_t)__builtin_ctzll(batch->bits[i])]);
	for (size_t i = 0; i < batch->count && few; i++)
		few = word_keep(bits, facts + batch->at[i] * (size_t)64, batch->bits[i],
				candidates);
	batch->count = 0;
	return few;
}

/* Frequent words that are rare together: their bits are read in the time of some hundred ranks. */
static void candidates_of_bits(const struct search_index *index, const struct step_bits *bits,
			       struct candidates *candidates)
{
	const struct listing_facts *facts = search_index_facts(index);
	const struct bit_group *second = &bits->read[bits->read_count > 1];
	uint32_t words = (uint32_t)(search_index_numbers(index) / 64);
	struct batch batch;

	batch.count = 0;
	for (uint32_t at = 0; at < words; at += BITS_BLOCK_WORDS) {
		batch_read(&batch, &bits->read[0], second, at);
		if (batch.count > BATCH_MAX - BITS_BLOCK_WORDS &&
		    !batch_keep(&batch, bits, facts, candidates))
			return;
	}
	if (!batch_keep(&batch, bits, facts, candidates))
		return;
	qsort(candidates->ranks, candidates->count, sizeof *candidates->ranks, by_rank);
	candidates->are_all = true;
}

static void candidates_of_ranks(const struct step *step, struct candidates *candidates)
{
	struct step_reader reader;
	uint32_t rank;

	step_begin(step, STEP_ANY_FIELD, NULL, &reader);
	for (uint32_t from = 0; step_next(&reader, from, &rank); from = rank + 1) {
		if (candidates->count == CANDIDATES_MAX)
			return;
		candidates->ranks[candidates->count++] = rank;
	}
	candidates->are_all = true;
}

/* A plan without words has no fields: its one step is read as it is. */
static void find(const struct search_index *index, const struct step *step,
		 struct candidates *candidates)
{
	struct step_bits bits;

	if (!step->asked)
		return;
	step_bits_find(step, &bits);
	if (bits.read_count == 0 ||
	    step->groups[0].listings < search_index_numbers(index) / LISTINGS_A_RANK)
		candidates_of_ranks(step, candidates);
	else
		candidates_of_bits(index, &bits, candidates);
}

const struct candidates *candidates_find(struct arena *arena, const struct search_index *index,
					 struct plan *plan)
{
	struct candidates *candidates;

	if (plan->candidates)
		return plan->candidates;
	candidates = arena_alloc(arena, sizeof *candidates);
	find(index, &plan->steps[STEP_ANY_FIELD], candidates);
	plan->candidates = candidates;
	return candidates;
}
