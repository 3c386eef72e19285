/* postings_meet.c - whether any listing has all of some words */
#include "market/search/vocabulary/postings_meet.h"

#include <assert.h>

static const struct postings *rarest_of(const struct postings *const *postings, size_t count)
{
	const struct postings *rarest = postings[0];

	for (size_t i = 1; i < count; i++) {
		if (postings[i]->count < rarest->count)
			rarest = postings[i];
	}
	return rarest;
}

static bool ranks_meet(const struct postings *const *postings, size_t count)
{
	struct postings_reader reader = {.of = rarest_of(postings, count)};
	uint32_t rank = 0;

	for (; postings_seek(&reader, rank, &rank); rank++) {
		size_t have = 0;

		while (have < count && postings_have(postings[have], rank))
			have++;
		if (have == count)
			return true;
	}
	return false;
}

static bool words_meet(const struct seat_bits *const *bits, size_t count, uint32_t at)
{
	uint64_t common = seat_bits_word(bits[0], at);

	for (size_t i = 1; i < count && common; i++)
		common &= seat_bits_word(bits[i], at);
	return common != 0;
}

/* Only seats are looked at of which all have some. */
static bool bits_meet(const struct seat_bits *const *bits, size_t count)
{
	for (uint32_t at = 0; at < bits[0]->block_count; at++) {
		uint64_t some = bits[0]->blocks[at].some;

		for (size_t i = 1; i < count; i++)
			some &= seat_bits_some(bits[i], at);
		for (; some; some &= some - 1) {
			if (words_meet(bits, count, at * 64 + (uint32_t)__builtin_ctzll(some)))
				return true;
		}
	}
	return false;
}

bool postings_meet(const struct postings *const *postings, size_t count)
{
	const struct seat_bits *bits[POSTINGS_MEET_MAX] = {NULL};
	size_t with_bits = 0;

	assert(count > 0 && count <= POSTINGS_MEET_MAX && "words of a question");
	while (with_bits < count &&
	       (bits[with_bits] = postings_seat_bits(postings[with_bits])) != NULL)
		with_bits++;
	return with_bits == count ? bits_meet(bits, count) : ranks_meet(postings, count);
}
