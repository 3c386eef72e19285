/* postings.h - the listings of one word: ranks in order, in memory, changed in place
 *
 * A rank is a listing's place among all, its lower bits tell which listing it is (rank_listing).
 * Reading in order is reading the best first. Ranks stand in pieces of at most 4 KiB, so putting
 * one in moves little, however many there are; one or two, which is what most words have, stand in
 * the struct itself. Words of more listings have a bit for each seat besides (seats.h): whether a
 * listing has one more word is then one look, and what words have in common is found by the bits
 * alone.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/vocabulary/seat_bits.h"
#include "market/search/vocabulary/seats.h"

enum {
	RANK_CLASS_SHIFT = 28,
	LISTING_NUMBER_MAX = (1 << RANK_CLASS_SHIFT) - 1, /* 268 million */
};

static inline uint32_t rank_of(int badge_class, int64_t listing_number)
{
	return (uint32_t)badge_class << RANK_CLASS_SHIFT |
	       (uint32_t)(LISTING_NUMBER_MAX - listing_number);
}

static inline uint32_t rank_class(uint32_t rank)
{
	return rank >> RANK_CLASS_SHIFT;
}

static inline uint32_t rank_listing(uint32_t rank)
{
	return LISTING_NUMBER_MAX - (rank & LISTING_NUMBER_MAX);
}

enum { POSTINGS_FEW = 2 };

/* A piece. Owns its ranks. */
struct postings_piece {
	uint32_t *ranks;
	uint32_t last; /* of them */
	uint16_t count, capacity;
};

/* Of more than a few. Owns all of it but the seats. */
struct postings_many {
	struct postings_piece *pieces;
	uint32_t piece_count;
	struct seat_bits seat_bits;
	const struct seats *seats;
};

/* Zeroed it is empty. Owns what it holds. */
struct postings {
	uint32_t count; /* of all ranks */
	bool is_many;
	union {
		uint32_t few[POSTINGS_FEW];
		struct postings_many *many;
	};
};

/* Frees what it owns and leaves it empty. */
void postings_deinit(struct postings *postings);

/* Puts a rank in, or takes it out; nothing happens when it is there already, or is not. Its listing
 * has one of these seats, which live longer than the postings. */
void postings_add(struct postings *postings, uint32_t rank, const struct seats *seats);
void postings_remove(struct postings *postings, uint32_t rank);

/* A place in postings, for one reader; borrows them. Zeroed but for `of` it stands at the begin. */
struct postings_reader {
	const struct postings *of;
	uint32_t piece, at;
};

/* Moves on to the first rank that is `from` or more and gives it; false when there is none. Only
 * forwards: `from` never gets less. */
bool postings_seek(struct postings_reader *reader, uint32_t from, uint32_t *ret_rank);

/* True when the listing of this rank is there. */
bool postings_have(const struct postings *postings, uint32_t rank);

/* The bits by seat; NULL for a word of a few listings. */
const struct seat_bits *postings_seat_bits(const struct postings *postings);

/* Bytes held beside the struct itself. */
size_t postings_bytes(const struct postings *postings);
