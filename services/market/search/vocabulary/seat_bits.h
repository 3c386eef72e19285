/* seat_bits.h - who of all that sit has a word: a bit for each seat, where there are any
 *
 * 64 seats are a word of bits; of those without a bit nothing is kept but 16 bytes for 64 words.
 * Where listings of like names sit together (seats.h) that is most of them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 64 times 64 seats are a block: a bit for each 64, set where any of them has one, and how many are
 * set in those before. */
struct seat_block {
	uint64_t some;
	size_t before;
};

/* Zeroed it is empty. */
struct seat_bits {
	struct seat_block *blocks;
	uint32_t block_count;
	uint64_t *words; /* of those set, in their order */
	size_t word_count, word_capacity;
};

/* Frees what it owns and leaves it empty. */
void seat_bits_deinit(struct seat_bits *bits);

/* Sets a seat's bit, or takes it back. */
void seat_bits_set(struct seat_bits *bits, uint32_t seat);
void seat_bits_clear(struct seat_bits *bits, uint32_t seat);

/* Which of the 64 times 64 seats from number `at` on have some, each bit for 64 of them. */
static inline uint64_t seat_bits_some(const struct seat_bits *bits, uint32_t at)
{
	return at < bits->block_count ? bits->blocks[at].some : 0;
}

/* How many bits are set; without a call, as that would be for the oldest processors. */
static inline uint32_t seat_bits_count(uint64_t bits)
{
	bits -= bits >> 1 & UINT64_C(0x5555555555555555);
	bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (uint32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The 64 seats from 64 times `at` on; only of those that have some. */
static inline uint64_t seat_bits_word(const struct seat_bits *bits, uint32_t at)
{
	const struct seat_block *block = &bits->blocks[at / 64];

	return bits->words[block->before +
			   seat_bits_count(block->some & ((UINT64_C(1) << at % 64) - 1))];
}

static inline bool seat_bits_have(const struct seat_bits *bits, uint32_t seat)
{
	uint32_t at = seat / 64;

	return seat_bits_some(bits, at / 64) >> at % 64 & 1 &&
	       seat_bits_word(bits, at) >> seat % 64 & 1;
}

/* Bytes held beside the struct itself. */
size_t seat_bits_bytes(const struct seat_bits *bits);
