/* vocabulary.h - the words that listings have, each with its listings
 *
 * A word is a finished token (words.h) and has a number. None is ever taken out: a word that no
 * listing has any more has no postings. Words of letters that stand in some field are kept in
 * order as well, for what begins as was typed, and by what is left when a letter is taken out, for
 * what was mistyped.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/search/vocabulary/numbering.h"
#include "market/search/vocabulary/postings.h"

struct vocabulary;

/* Begins empty. vocabulary_destroy frees it and all postings; NULL is fine. Every listing whose
 * rank is added has a seat among these, which live longer. */
struct vocabulary *vocabulary_create(const struct seats *seats);
void vocabulary_destroy(struct vocabulary *vocabulary);

/* The number of a token, which is new or known; the number of a known one, or NUMBER_NONE. */
uint32_t vocabulary_put(struct vocabulary *vocabulary, const char *token);
uint32_t vocabulary_find(const struct vocabulary *vocabulary, const char *token);

/* The token of a number, as long as the vocabulary. */
const char *vocabulary_token(const struct vocabulary *vocabulary, uint32_t word);

/* The listings of a word; never NULL, but empty for NUMBER_NONE. Valid until a word is put. */
const struct postings *vocabulary_postings(const struct vocabulary *vocabulary, uint32_t word);
void vocabulary_add_rank(struct vocabulary *vocabulary, uint32_t word, uint32_t rank);
void vocabulary_remove_rank(struct vocabulary *vocabulary, uint32_t word, uint32_t rank);

/* Tokens of fields (".mien") or places ("@na_ri") that begin as `prefix` does and are longer, those
 * of most listings first; at most `limit`. Looks at a bounded number of them. */
size_t vocabulary_begin_with(const struct vocabulary *vocabulary, const char *prefix, size_t limit,
			     uint32_t *ret_words);

/* Pairs of names ("mo_dakimo") of this word and one that begins as `prefix` does and is longer; as
 * above. */
size_t vocabulary_pairs_begin_with(const struct vocabulary *vocabulary, const char *word,
				   const char *prefix, size_t limit, uint32_t *ret_words);

/* Words of fields, without their mark, of which a word becomes this one by one letter more, less,
 * changed, or two exchanged; those of most listings first, at most `limit`, in no case itself. */
size_t vocabulary_near(const struct vocabulary *vocabulary, const char *text, size_t limit,
		       const char **ret_texts);

/* Bytes held, roughly. */
size_t vocabulary_bytes(const struct vocabulary *vocabulary);
