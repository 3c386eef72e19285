/* seat_bits.c - who of all that sit has a word: a bit for each seat, where there are any */
#include "market/search/vocabulary/seat_bits.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/memory.h"

/* 64 seats, and where their word is or would be. */
struct spot {
	uint32_t at;
	uint64_t bit; /* of its block */
	size_t word;
	bool is_there;
};

static struct spot find(const struct seat_bits *bits, uint32_t seat)
{
	uint32_t number = seat / 64;
	struct spot spot = {.at = number / 64, .bit = UINT64_C(1) << number % 64};

	if (spot.at >= bits->block_count)
		return spot;
	const struct seat_block *block = &bits->blocks[spot.at];

	spot.is_there = block->some & spot.bit;
	spot.word = block->before + seat_bits_count(block->some & (spot.bit - 1));
	return spot;
}

static void reach(struct seat_bits *bits, uint32_t at)
{
	uint32_t more = at + 1 + at / 8;

	if (at < bits->block_count)
		return;
	bits->blocks = memory_realloc(bits->blocks, more * sizeof *bits->blocks);
	for (uint32_t i = bits->block_count; i < more; i++)
		bits->blocks[i] = (struct seat_block){.before = bits->word_count};
	bits->block_count = more;
}

/* The word of these seats is put in, or taken out. */
static void word_note(struct seat_bits *bits, const struct spot *spot)
{
	bits->blocks[spot->at].some ^= spot->bit;
	for (uint32_t i = spot->at + 1; i < bits->block_count; i++)
		bits->blocks[i].before += spot->is_there ? SIZE_MAX : 1;
}

static void word_open(struct seat_bits *bits, const struct spot *spot)
{
	bits->words = memory_grow(bits->words, bits->word_count, &bits->word_capacity,
				  sizeof *bits->words);
	memmove(bits->words + spot->word + 1, bits->words + spot->word,
		(bits->word_count - spot->word) * sizeof *bits->words);
	bits->words[spot->word] = 0;
	bits->word_count++;
	word_note(bits, spot);
}

static void word_close(struct seat_bits *bits, const struct spot *spot)
{
	bits->word_count--;
	memmove(bits->words + spot->word, bits->words + spot->word + 1,
		(bits->word_count - spot->word) * sizeof *bits->words);
	word_note(bits, spot);
}

void seat_bits_set(struct seat_bits *bits, uint32_t seat)
{
	struct spot spot;

	reach(bits, seat / 64 / 64);
	spot = find(bits, seat);
	if (!spot.is_there)
		word_open(bits, &spot);
	bits->words[spot.word] |= UINT64_C(1) << seat % 64;
}

void seat_bits_clear(struct seat_bits *bits, uint32_t seat)
{
	struct spot spot = find(bits, seat);

	if (!spot.is_there)
		return;
	bits->words[spot.word] &= ~(UINT64_C(1) << seat % 64);
	if (bits->words[spot.word] == 0)
		word_close(bits, &spot);
}

void seat_bits_deinit(struct seat_bits *bits)
{
	memory_free(bits->blocks);
	memory_free(bits->words);
	*bits = (struct seat_bits){.block_count = 0};
}

size_t seat_bits_bytes(const struct seat_bits *bits)
{
	return bits->block_count * sizeof *bits->blocks + bits->word_capacity * sizeof *bits->words;
}
