/* deletions.h - which words one mistyped letter may have been
 *
 * A dictionary of words with a letter taken out: two words that differ by one letter more, less or
 * changed, or by two neighbours exchanged, become the same when a letter is taken out of one or
 * both. Syllables are short, so there are few such texts, and a look costs as many steps as the
 * typed word has letters. (Pieces of three letters, which other searches compare, cannot tell
 * syllables of three letters apart.)
 *
 * Letters are bytes: folded Vietnamese has no others.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts outside these lengths are not taken in: of one letter everything is near; what is longer
 * is no syllable, but a word of another language is. */
enum { DELETIONS_SHORTEST = 2, DELETIONS_LONGEST = 16 };

/* Zeroed it is empty. Owns its arrays. */
struct deletions {
	struct deletion *items;
	size_t count, capacity;
	uint32_t *heads; /* of the chains; number + 1 of an item, 0 for none */
	size_t head_count;
};

/* Frees the arrays and empties it. */
void deletions_deinit(struct deletions *deletions);

/* Takes in a word under its number. */
void deletions_add(struct deletions *deletions, const char *text, uint32_t word);

/* Numbers of words that may be one change from the text, at most `limit`; some may be further, by
 * chance or by two changes: is_one_change tells. A number may come twice. */
size_t deletions_find(const struct deletions *deletions, const char *text, size_t limit,
		      uint32_t *ret_words);

/* True when one letter more, less or changed, or two neighbours exchanged, makes one the other. */
bool is_one_change(const char *one, const char *other);

/* Bytes held. */
size_t deletions_bytes(const struct deletions *deletions);
