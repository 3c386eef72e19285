/* numbering.h - a number for every text, the same at every time
 *
 * Numbers go up from 0 without gaps. No text is ever taken out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_NONE = UINT32_MAX };

/* A place of the hash table. A text of another hash need not be fetched to be told apart. */
struct numbering_slot {
	uint32_t number; /* + 1; 0: empty */
	uint32_t hash;
};

/* A hash table. */
struct numbering_table {
	struct numbering_slot *slots;
	size_t slot_count, used;
};

/* Zeroed it is empty. Owns the texts. */
struct numbering {
	const char **texts; /* by number; valid as long as the numbering */
	size_t count, capacity;
	/* Texts with digits stand apart: numbers of certificates are as many as there are
	 * certificates, nearly nobody asks for one, and words among them would be far from each
	 * other. */
	struct numbering_table words, with_digits;
	struct text_block *blocks;
	size_t block_bytes;
};

/* Frees the texts with the rest and empties it. */
void numbering_deinit(struct numbering *numbering);

/* The number of a text, which is new (then it is the count before) or known. */
uint32_t numbering_put(struct numbering *numbering, const char *text);

/* The number of a known text, or NUMBER_NONE. */
uint32_t numbering_find(const struct numbering *numbering, const char *text);

/* Bytes held. */
size_t numbering_bytes(const struct numbering *numbering);
