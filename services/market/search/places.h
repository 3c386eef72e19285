/* places.h - where listings are from: each place once, with all its names and units
 *
 * A place is what a listing says of it: codes of today and words as written. Many listings are from
 * one place, so its tokens are made once, and to count listings by unit it is enough to count them
 * by place.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/vocabulary/numbering.h"

/* A place. Owns its arrays. */
struct place_entry {
	uint32_t *units; /* numbers in `units` */
	uint32_t *words; /* numbers in the vocabulary, of its units and names */
	size_t unit_count, word_count;
	int64_t known_at; /* the run of the follower in which its names were read */
};

/* Tokens with what they are called. Zeroed it is empty. Owns the labels. */
struct labelled {
	struct numbering tokens;
	char **labels; /* by number of the token */
	size_t capacity;
};

/* Zeroed it is empty. Owns all of it. */
struct places {
	struct numbering keys;
	struct place_entry *entries; /* by number of the key */
	size_t capacity;
	struct labelled units; /* #u_19, #u_02152, #d_066 */
	struct labelled names; /* @na_ri; of several spellings the shortest: "Na Rì", not "Huyện Na
				  Rì" */
};

/* Frees all of it and empties it. */
void places_deinit(struct places *places);

/* The number of the place of this key, new or known; a new one is known_at 0. */
uint32_t places_put(struct places *places, const char *key);

/* The number of a unit, called so from now on. */
uint32_t places_put_unit(struct places *places, const char *token, const char *label);

/* Keeps how a name is spelled, unless a shorter spelling is known. */
void places_put_name(struct places *places, const char *token, const char *label);

/* How a name is spelled; NULL for none of ours. */
const char *places_spelling(const struct places *places, const char *token);

/* Units and words are these from now on; both are copied. */
void place_set(struct place_entry *place, const uint32_t *units, size_t unit_count,
	       const uint32_t *words, size_t word_count);

/* True when the place has this unit or name. */
bool place_has_word(const struct place_entry *place, uint32_t word);

/* Bytes held. */
size_t places_bytes(const struct places *places);
