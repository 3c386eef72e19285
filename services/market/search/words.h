/* words.h - the words under which a listing is found
 *
 * Finished tokens, so that the index neither folds nor splits. A token's first character says what
 * it is of:
 *
 *	mien            a word of the product's name, folded
 *	mien_dong       two neighbours there
 *	=miến           a word there that carries marks, as it is
 *	=miến_dong      two neighbours, one of which does
 *	>tai  >=tài     a word of the producer's name; as it is, where it carries marks
 *	@na_ri          a whole place name, of today or former, or as written
 *	.tai            a word of any field, the name's among them; of places those written and
 *	                those of today: with all that a commune once was, no word would be rare
 *	#u_02152        a unit in force
 *	#d_066          a former district
 *	*               every listing
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

/* Tokens, in the arena: a mark and a word; neighbours; a place; units. */
char *word_marked(struct arena *arena, const char *mark, const char *word);
char *word_pair_folded(struct arena *arena, const struct word *first, const struct word *second);
char *word_pair_exact(struct arena *arena, const struct word *first, const struct word *second);
char *word_place(struct arena *arena, const char *key);
char *word_of_unit(struct arena *arena, const char *unit_code);
char *word_of_district(struct arena *arena, const char *district_code);

/* Tokens that grow in an arena; zeroed but for the arena it is empty. One may stand there twice. */
struct tokens {
	struct arena *arena;
	const char **items;
	size_t count, capacity;
};

/* Adds a token, which must live as long as the arena: it is not copied. */
void tokens_add(struct tokens *tokens, const char *token);

/* Adds all tokens of a listing but those of the units and names of its place (places.h). */
void words_of_listing(struct tokens *tokens, const struct listing *listing);
