/* words.h - folded names as words in an index, so that a name is found by the beginnings of words
 *
 * For records/producer.c and records/product.c. The longest word asked for is looked up as a range
 * of the index; the others are then held against the few names it gives.
 */
#pragma once

#include <stdbool.h>

struct transaction;

/* The range of words to look up, and the pattern that all words must match, in their order. */
struct word_range {
	const char *from;
	const char *below;
	const char *pattern;
};

/* False when no word is asked for. */
bool word_range_of(struct transaction *tx, const char *folded_words, struct word_range *ret_range);

/* Calls `insert` for each word of a folded name. */
void words_each(struct transaction *tx, const char *folded, const char *thing_id,
		void (*insert)(struct transaction *tx, const char *word, const char *thing_id));
