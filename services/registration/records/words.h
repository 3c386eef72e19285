/* words.h - folded names as words in an index, so that a name is found by the beginnings of words
 *
 * For records/producer.c and records/product.c. A rare word is looked up as a range of the index
 * and the others are held against the few names it gives; where every word is common, names are
 * read in their order instead, and soon fill a page.
 */
#pragma once

struct transaction;

/* From so many rows on, reading names in their order is faster than collecting and sorting them. */
enum { COMMON_WORD_ROWS = 500 };

/* The longest word asked for as a range of words ("" to "" when there is none), and the pattern
 * that a blank and the name must match: all words, in their order. */
struct word_range {
	const char *from;
	const char *below;
	const char *pattern;
};

/* What to ask the index for, in the transaction's arena. */
struct word_range word_range_of(struct transaction *tx, const char *folded_words);

/* Calls `insert` for each word of a folded name. */
void words_each(struct transaction *tx, const char *folded, const char *thing_id,
		void (*insert)(struct transaction *tx, const char *word, const char *thing_id));
