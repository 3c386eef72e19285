/* candidates.c - the few listings among which the answers of most steps are */
#include "market/search/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "market/search/step_reader.h"

/* So many ranks are read and tried in the time that bits take at least; and one in the time in
 * which those of so many listings are read, where much of what they find is tried. */
enum { RANKS_FEW = 40, LISTINGS_A_RANK = 128 };

/* As many as one word says that have some, and as many before. */
enum { BATCH_MAX = 2 * 64 };

/* The bits of a group's words; a group with a word that has none is tried listing by listing. */
struct bit_group {
	const struct word_group *of;
	const struct seat_bits *bits[COMPLETIONS_MAX + 1];
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

		while (with_bits < group.of->count && (group.bits[with_bits] = postings_seat_bits(
							       group.of->words[with_bits])) != NULL)
			with_bits++;
		if (with_bits == group.of->count)
			read_add(ret_bits, &group);
		else
			ret_bits->tried[ret_bits->tried_count++] = group.of;
	}
}

/* 64 seats each, some of which all groups that are read have. */
struct batch {
	uint32_t at[BATCH_MAX];
	uint64_t bits[BATCH_MAX];
	size_t count;
};

/* Of which 64 times 64 seats any word of the group has some. */
static uint64_t some_of(const struct bit_group *group, uint32_t at)
{
	uint64_t some = 0;

	for (size_t i = 0; i < group->of->count; i++)
		some |= seat_bits_some(group->bits[i], at);
	return some;
}

/* Which of 64 seats any word of the group has; one of them has some. */
static uint64_t bits_of(const struct bit_group *group, uint32_t at)
{
	uint64_t bits = 0;

	if (group->of->count == 1)
		return seat_bits_word(group->bits[0], at);
	for (size_t i = 0; i < group->of->count; i++) {
		if (seat_bits_some(group->bits[i], at / 64) >> at % 64 & 1)
			bits |= seat_bits_word(group->bits[i], at);
	}
	return bits;
}

/* Leaves of the batch, from `begin` on, what the group has as well. No look waits for the one
 * before. */
static void batch_narrow(struct batch *batch, size_t begin, const struct bit_group *group)
{
	size_t kept = begin;

	for (size_t i = begin; i < batch->count; i++) {
		uint64_t bits = batch->bits[i] & bits_of(group, batch->at[i]);

		batch->at[kept] = batch->at[i];
		batch->bits[kept] = bits;
		kept += bits != 0;
	}
	batch->count = kept;
}

/* Adds what of 64 times 64 seats all groups have. */
static void batch_read(struct batch *batch, const struct step_bits *bits, uint32_t at)
{
	uint64_t some = some_of(&bits->read[0], at);
	size_t begin = batch->count;

	for (size_t i = 1; i < bits->read_count; i++)
		some &= some_of(&bits->read[i], at);
	for (; some; some &= some - 1) {
		batch->at[batch->count] = at * 64 + (uint32_t)__builtin_ctzll(some);
		batch->bits[batch->count++] = UINT64_MAX;
	}
	for (size_t i = 0; i < bits->read_count && batch->count > begin; i++)
		batch_narrow(batch, begin, &bits->read[i]);
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
static bool word_keep(const struct step_bits *bits, const uint32_t *ranks, uint64_t word,
		      struct candidates *candidates)
{
	for (; word; word &= word - 1) {
		uint32_t rank = ranks[__builtin_ctzll(word)];

		if (!tried_have(bits, rank))
			continue;
		if (candidates->count == CANDIDATES_MAX)
			return false;
		candidates->ranks[candidates->count++] = rank;
	}
	return true;
}

/* The batch is empty afterwards; false when there are too many. */
static bool batch_keep(struct batch *batch, const struct step_bits *bits, const struct seats *seats,
		       struct candidates *candidates)
{
	bool few = true;

	for (size_t i = 0; i < batch->count && few; i++)
		few = word_keep(bits, seats->ranks + batch->at[i] * (size_t)64, batch->bits[i],
				candidates);
	batch->count = 0;
	return few;
}

/* Frequent words that are rare together: few places have all of them. */
static void candidates_of_bits(const struct search_index *index, const struct step_bits *bits,
			       struct candidates *candidates)
{
	const struct seats *seats = search_index_seats(index);
	struct batch batch;

	batch.count = 0;
	for (uint32_t at = 0; at * 64 * 64 < seats->count; at++) {
		batch_read(&batch, bits, at);
		if (batch.count > BATCH_MAX - 64 && !batch_keep(&batch, bits, seats, candidates))
			return;
	}
	if (!batch_keep(&batch, bits, seats, candidates))
		return;
	qsort(candidates->ranks, candidates->count, sizeof *candidates->ranks, by_rank);
	candidates->are_all = true;
}

static void candidates_of_ranks(const struct step *step, struct candidates *candidates)
{
	struct step_reader reader;
	uint32_t rank;

	step_begin(step, NULL, 0, &reader);
	while (step_next(&reader, &rank)) {
		if (candidates->count == CANDIDATES_MAX)
			return;
		candidates->ranks[candidates->count++] = rank;
	}
	candidates->are_all = true;
}

static bool by_ranks(const struct search_index *index, const struct step *step,
		     const struct step_bits *bits)
{
	const struct word_group *rarest = &step->groups[0];

	if (bits->read_count == 0 || rarest->listings < RANKS_FEW)
		return true;
	return bits->tried_count > 0 && bits->tried[0] == rarest &&
	       rarest->listings < search_index_numbers(index) / LISTINGS_A_RANK;
}

/* A plan without words has no fields: its one step is read as it is. */
static void find(const struct search_index *index, const struct step *step,
		 struct candidates *candidates)
{
	struct step_bits bits;

	if (!step->asked)
		return;
	step_bits_find(step, &bits);
	if (by_ranks(index, step, &bits))
		candidates_of_ranks(step, candidates);
	else
		candidates_of_bits(index, &bits, candidates);
}

const struct candidates *candidates_find(struct arena *arena, const struct search_index *index,
					 struct plan *plan, enum step_number number)
{
	enum step_number widest = step_widest(number);
	struct candidates *candidates;

	if (widest == STEPS)
		return NULL;
	if (plan->candidates[widest])
		return plan->candidates[widest];
	candidates = arena_alloc(arena, sizeof *candidates);
	find(index, &plan->steps[widest], candidates);
	plan->candidates[widest] = candidates;
	return candidates;
}
