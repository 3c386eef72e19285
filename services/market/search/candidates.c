/* candidates.c - all listings that answer a wide step, among which those of others are */
#include "market/search/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "market/search/step_reader.h"

/* So many ranks are read and tried in the time that bits take at least. */
enum { RANKS_FEW = 40 };

/* As many as one word says that have some, and as many before. */
enum { BATCH_MAX = 2 * 64 };

/* The bits of a group's words; of those that have none, as they have few listings, the seats. */
struct bit_group {
	const struct word_group *of;
	const struct seat_bits *bits[COMPLETIONS_MAX + 1];
	uint32_t seats[(COMPLETIONS_MAX + 1) * POSTINGS_FEW];
	size_t bits_count, seat_count;
};

/* The groups of a step, the lightest first. */
struct step_bits {
	struct bit_group groups[GROUPS_MAX];
	size_t count;
};

static void group_seats(struct bit_group *group, const struct postings *postings,
			const struct seats *seats)
{
	for (uint32_t i = 0; i < postings->count; i++)
		group->seats[group->seat_count++] = seats->of[rank_listing(postings->few[i])];
}

static void group_read(struct bit_group *group, const struct seats *seats)
{
	group->bits_count = group->seat_count = 0;
	for (size_t i = 0; i < group->of->count; i++) {
		const struct postings *postings = group->of->words[i];
		const struct seat_bits *bits = postings_seat_bits(postings);

		if (bits)
			group->bits[group->bits_count++] = bits;
		else
			group_seats(group, postings, seats);
	}
}

/* The less, the sooner it is read: what there is to read of a group, and what it leaves. */
static size_t weight(const struct bit_group *group)
{
	return (size_t)group->of->listings * group->of->count;
}

static void step_bits_find(const struct step *step, const struct seats *seats,
			   struct step_bits *ret_bits)
{
	ret_bits->count = 0;
	for (size_t i = 0; i < step->count; i++) {
		struct bit_group group = {.of = &step->groups[i]};
		size_t at = ret_bits->count++;

		group_read(&group, seats);
		for (; at > 0 && weight(&ret_bits->groups[at - 1]) > weight(&group); at--)
			ret_bits->groups[at] = ret_bits->groups[at - 1];
		ret_bits->groups[at] = group;
	}
}

/* 64 seats each, of which every group has some. */
struct batch {
	uint32_t at[BATCH_MAX];
	uint64_t bits[BATCH_MAX];
	size_t count;
};

/* Of which 64 times 64 seats any word of the group has some. */
static uint64_t some_of(const struct bit_group *group, uint32_t at)
{
	uint64_t some = 0;

	for (size_t i = 0; i < group->bits_count; i++)
		some |= seat_bits_some(group->bits[i], at);
	for (size_t i = 0; i < group->seat_count; i++) {
		if (group->seats[i] / 64 / 64 == at)
			some |= UINT64_C(1) << group->seats[i] / 64 % 64;
	}
	return some;
}

/* Which of 64 seats any word of the group has; one of them has some. */
static uint64_t bits_of(const struct bit_group *group, uint32_t at)
{
	uint64_t bits = 0;

	if (group->of->count == 1 && group->bits_count == 1)
		return seat_bits_word(group->bits[0], at);
	for (size_t i = 0; i < group->bits_count; i++) {
		if (seat_bits_some(group->bits[i], at / 64) >> at % 64 & 1)
			bits |= seat_bits_word(group->bits[i], at);
	}
	for (size_t i = 0; i < group->seat_count; i++) {
		if (group->seats[i] / 64 == at)
			bits |= UINT64_C(1) << group->seats[i] % 64;
	}
	return bits;
}

/* Leaves of the batch what the group has as well. No look waits for the one before. */
static void batch_narrow(struct batch *batch, const struct bit_group *group)
{
	size_t kept = 0;

	for (size_t i = 0; i < batch->count; i++) {
		uint64_t bits = batch->bits[i] & bits_of(group, batch->at[i]);

		batch->at[kept] = batch->at[i];
		batch->bits[kept] = bits;
		kept += bits != 0;
	}
	batch->count = kept;
}

/* Adds those of 64 times 64 seats of which all groups have some. */
static void batch_add(struct batch *batch, const struct step_bits *bits, uint32_t at)
{
	uint64_t some = some_of(&bits->groups[0], at);

	for (size_t i = 1; i < bits->count; i++)
		some &= some_of(&bits->groups[i], at);
	for (; some; some &= some - 1) {
		batch->at[batch->count] = at * 64 + (uint32_t)__builtin_ctzll(some);
		batch->bits[batch->count++] = UINT64_MAX;
	}
}

static int by_rank(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one;
	uint32_t b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* False when there are too many. */
static bool word_keep(const uint32_t *ranks, uint64_t word, struct candidates *candidates)
{
	for (; word; word &= word - 1) {
		if (candidates->count == CANDIDATES_MAX)
			return false;
		candidates->ranks[candidates->count++] = ranks[__builtin_ctzll(word)];
	}
	return true;
}

/* Keeps what all groups have. The batch is empty afterwards; false when there are too many. */
static bool batch_keep(struct batch *batch, const struct step_bits *bits, const struct seats *seats,
		       struct candidates *candidates)
{
	bool few = true;

	for (size_t i = 0; i < bits->count && batch->count > 0; i++)
		batch_narrow(batch, &bits->groups[i]);
	for (size_t i = 0; i < batch->count && few; i++)
		few = word_keep(seats->ranks + batch->at[i] * (size_t)64, batch->bits[i],
				candidates);
	batch->count = 0;
	return few;
}

/* Where the words are rare together few places have all of them. */
static void candidates_of_bits(const struct seats *seats, const struct step_bits *bits,
			       struct candidates *candidates)
{
	struct batch batch;

	batch.count = 0;
	for (uint32_t at = 0; at * 64 * 64 < seats->count; at++) {
		batch_add(&batch, bits, at);
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

	step_begin(step, NULL, 0, RANKS_END, &reader);
	while (step_next(&reader, &rank)) {
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
	const struct seats *seats = search_index_seats(index);
	struct step_bits bits;

	if (!step->asked)
		return;
	if (step->groups[0].listings < RANKS_FEW) {
		candidates_of_ranks(step, candidates);
		return;
	}
	step_bits_find(step, seats, &bits);
	candidates_of_bits(seats, &bits, candidates);
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
