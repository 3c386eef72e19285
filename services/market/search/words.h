/* words.h - the words under which a listing is found
 *
 * Finished tokens, so that the full-text index neither folds nor splits. A token's first character
 * says what it is of:
 *
 *	mien            a word of the product's name, folded
 *	mien_dong       two neighbours there
 *	=miến           a word there that carries marks, as it is
 *	=miến_dong      two neighbours, one of which does
 *	@na_ri          a whole place name, of today or former, or as written
 *	.tai            a word of any field, the name's among them; of places those written and
 *	                those of today: with all that a commune once was, no word would be rare
 *	#s_ii #u_02152  sector; unit in force
 *
 * Two listings differ by case, marks and đ only in their = tokens.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct listing;

enum { WORDS_OF_A_TEXT_MAX = 64 };

/* One word of a text. */
struct word {
	const char *lower;  /* lower case, marks kept */
	const char *folded; /* marks removed, đ as d */
	bool marked;        /* they differ */
};

/* Splits a text, at most `limit` words of it; returns how many. Words live in the arena. */
size_t words_split(struct arena *arena, const char *text, size_t limit, struct word *ret_words);

/* Tokens, in the arena. */
char *word_pair_folded(struct arena *arena, const struct word *first, const struct word *second);
char *word_pair_exact(struct arena *arena, const struct word *first, const struct word *second);
char *word_place(struct arena *arena, const char *key);
char *word_of_sector(struct arena *arena, const char *sector_code);
char *word_of_unit(struct arena *arena, const char *unit_code);

/* All tokens of a listing, parted by blanks with one before the first and behind the last, in the
 * arena. place_keys are the names of its place today and before (unit.h). */
char *words_of_listing(struct arena *arena, const struct listing *listing,
		       const char *const *place_keys, size_t place_count);

/* True when the token is among such tokens. */
bool words_have(const char *words, const char *token);
