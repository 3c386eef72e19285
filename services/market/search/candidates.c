/* candidates.c - the few listings among which the answers of most steps are */
#include "market/search/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "market/search/step_reader.h"

/* In the time in which one rank is read and tried, the bits of so many listings are. */
enum { LISTINGS_A_RANK = 128, BATCH_MAX = 128 };

/* The bits of a group's words; a group with a word that has none is tried listing by listing. */
struct bit_group {
	const struct word_group *of;
	const uint64_t *bits[COMPLETIONS_MAX + 1];
	uint32_t words[COMPLETIONS_MAX + 1]; /* that many times 64 listings */
};

/* Groups of a step: those read by their bits, the lightest first, and the others in its order. */
struct step_bits {
	struct bit_group read[GROUPS_MAX];
	const struct word_group *tried[GROUPS_MAX];
	size_t read_count, tried_count;
};

/* The less, the sooner it is read: what there is to read of a group, and what it leaves. */
static size_t weight(const struct bit_group *group)
{
	return (size_t)group->of->listings * group->of->count;
}

static void read_add(struct step_bits *bits, const struct bit_group *group)
{
	size_t at = bits->read_count++;

	for (; at > 0 && weight(&bits->read[at - 1]) > weight(group); at--)
		bits->read[at] = bits->read[at - 1];
	bits->read[at] = *group;
}

static void step_bits_find(const struct step *step, struct step_bits *ret_bits)
{
	ret_bits->read_count = ret_bits->tried_count = 0;
	for (size_t i = 0; i < step->count; i++) {
		struct bit_group group = {.of = &step->groups[i]};
		size_t with_bits = 0;

		while (with_bits < group.of->count &&
		       (group.bits[with_bits] = postings_bits(group.of->words[with_bits],
							      &group.words[with_bits])) != NULL)
			with_bits++;
		if (with_bits == group.of->count)
			read_add(ret_bits, &group);
		else
			ret_bits->tried[ret_bits->tried_count++] = group.of;
	}
}

/* 64 listings each, some of which all groups that are read have. */
struct batch {
	uint32_t at[BATCH_MAX];
	uint64_t bits[BATCH_MAX];
	size_t count;
};

/* 512 listings. */
struct block {
	uint64_t bits[BITS_BLOCK_WORDS];
};

/* The bits of a word there; none behind its last, but whole blocks before. */
static const uint64_t *word_bits(const struct bit_group *group, size_t word, uint32_t at)
{
	static const uint64_t none[BITS_BLOCK_WORDS];

	return at < group->words[word] ? group->bits[word] + at : none;
}

/* Which of them any word of the group has. */
static void block_read(const struct bit_group *group, uint32_t at, struct block *ret_block)
{
	memcpy(ret_block->bits, word_bits(group, 0, at), sizeof ret_block->bits);
	for (size_t i = 1; i < group->of->count; i++) {
		const uint64_t *bits = word_bits(group, i, at);

		for (size_t word = 0; word < BITS_BLOCK_WORDS; word++)
			ret_block->bits[word] |= bits[word];
	}
}

/* Leaves what the group has as well; false when that is nothing. */
static bool block_narrow(struct block *block, const struct bit_group *group, uint32_t at)
{
	struct block other;
	const uint64_t *bits = other.bits;
	uint64_t any = 0;

	if (group->of->count == 1)
		bits = word_bits(group, 0, at);
	else
		block_read(group, at, &other);
	for (size_t word = 0; word < BITS_BLOCK_WORDS; word++) {
		block->bits[word] &= bits[word];
		any |= block->bits[word];
	}
	return any != 0;
}

/* Adds what of a block all groups have. Mostly it is nothing, and few groups tell. */
static void batch_read(struct batch *batch, const struct step_bits *bits, uint32_t at)
{
	struct block block;

	block_read(&bits->read[0], at, &block);
	for (size_t i = 1; i < bits->read_count; i++) {
		if (!block_narrow(&block, &bits->read[i], at))
			return;
	}
	for (uint32_t word = 0; word < BITS_BLOCK_WORDS; word++) {
		batch->at[batch->count] = at + word;
		batch->bits[batch->count] = block.bits[word];
		batch->count += block.bits[word] != 0;
	}
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

/* The batch is empty afterwards; false when there are too many. Their facts are far from each
 * other, so memory is asked for all of them before it is waited for. */
static bool batch_keep(struct batch *batch, const struct step_bits *bits,
		       const struct listing_facts *facts, struct candidates *candidates)
{
	bool few = true;

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
	uint32_t words = (uint32_t)(search_index_numbers(index) / 64 + 1);
	struct batch batch;

	batch.count = 0;
	for (uint32_t at = 0; at < words; at += BITS_BLOCK_WORDS) {
		batch_read(&batch, bits, at);
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
