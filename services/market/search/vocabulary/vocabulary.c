/* vocabulary.c - the words that listings have, each with its listings */
#include "market/search/vocabulary/vocabulary.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "market/search/vocabulary/deletions.h"
#include "market/search/vocabulary/numbering.h"

enum {
	LETTERS_MAX = 24,  /* of a word that is completed */
	LOOKED_AT = 20000, /* words that begin alike; some hundred microseconds */
	PAIRS_LOOKED_AT = 1000,
	PAIR_SIZE = 512, /* a longer one is of no use to anybody */
	NEAR_MAX = 512   /* words that are compared */
};

struct vocabulary {
	const struct seats *seats;
	struct numbering tokens;
	struct postings *postings; /* by number */
	size_t capacity;
	uint32_t *ordered; /* what can be completed, by token */
	size_t ordered_count, ordered_capacity;
	struct deletions deletions; /* of words of fields */
};

struct vocabulary *vocabulary_create(const struct seats *seats)
{
	struct vocabulary *vocabulary = memory_alloc(sizeof *vocabulary);

	vocabulary->seats = seats;
	return vocabulary;
}

void vocabulary_destroy(struct vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	for (size_t i = 0; i < vocabulary->tokens.count; i++)
		postings_deinit(&vocabulary->postings[i]);
	numbering_deinit(&vocabulary->tokens);
	deletions_deinit(&vocabulary->deletions);
	memory_free(vocabulary->postings);
	memory_free(vocabulary->ordered);
	memory_free(vocabulary);
}

/* The place in the order of the first that is not before the text. */
static size_t order_of(const struct vocabulary *vocabulary, const char *text)
{
	size_t begin = 0;
	size_t end = vocabulary->ordered_count;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;

		if (strcmp(vocabulary->tokens.texts[vocabulary->ordered[middle]], text) < 0)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static void put_in_order(struct vocabulary *vocabulary, uint32_t word)
{
	size_t at = order_of(vocabulary, vocabulary->tokens.texts[word]);

	vocabulary->ordered =
		memory_grow(vocabulary->ordered, vocabulary->ordered_count,
			    &vocabulary->ordered_capacity, sizeof *vocabulary->ordered);
	memmove(vocabulary->ordered + at + 1, vocabulary->ordered + at,
		(vocabulary->ordered_count - at) * sizeof *vocabulary->ordered);
	vocabulary->ordered[at] = word;
	vocabulary->ordered_count++;
}

/* Numbers of certificates are words too, and as many as there are listings: nobody completes
 * them. */
static bool is_of_letters(const char *text)
{
	size_t length = 0;

	for (; text[length]; length++) {
		if (isdigit((unsigned char)text[length]))
			return false;
	}
	return length <= LETTERS_MAX;
}

uint32_t vocabulary_put(struct vocabulary *vocabulary, const char *token)
{
	size_t known = vocabulary->tokens.count;
	uint32_t word = numbering_put(&vocabulary->tokens, token);
	bool is_field = *token == '.' && is_of_letters(token + 1);

	if (word < known)
		return word;
	vocabulary->postings = memory_grow(vocabulary->postings, known, &vocabulary->capacity,
					   sizeof *vocabulary->postings);
	vocabulary->postings[word] = (struct postings){.count = 0};
	if (*token == '@' || is_field)
		put_in_order(vocabulary, word);
	if (is_field)
		deletions_add(&vocabulary->deletions, token + 1, word);
	return word;
}

uint32_t vocabulary_find(const struct vocabulary *vocabulary, const char *token)
{
	return numbering_find(&vocabulary->tokens, token);
}

const char *vocabulary_token(const struct vocabulary *vocabulary, uint32_t word)
{
	return vocabulary->tokens.texts[word];
}

const struct postings *vocabulary_postings(const struct vocabulary *vocabulary, uint32_t word)
{
	static const struct postings none = {.count = 0};

	return word == NUMBER_NONE ? &none : &vocabulary->postings[word];
}

void vocabulary_add_rank(struct vocabulary *vocabulary, uint32_t word, uint32_t rank)
{
	postings_add(&vocabulary->postings[word], rank, vocabulary->seats);
}

void vocabulary_remove_rank(struct vocabulary *vocabulary, uint32_t word, uint32_t rank)
{
	postings_remove(&vocabulary->postings[word], rank);
}

static uint32_t uses_of(const struct vocabulary *vocabulary, uint32_t word)
{
	return vocabulary->postings[word].count;
}

/* Keeps the word among those of most listings; each once. Returns how many there are then. */
static size_t keep_frequent(const struct vocabulary *vocabulary, uint32_t word, uint32_t *words,
			    size_t count, size_t limit)
{
	size_t at = count;

	for (size_t i = 0; i < count; i++) {
		if (words[i] == word)
			return count;
	}
	while (at > 0 && uses_of(vocabulary, words[at - 1]) < uses_of(vocabulary, word))
		at--;
	if (at == limit)
		return count;
	if (count < limit)
		count++;
	memmove(words + at + 1, words + at, (count - at - 1) * sizeof *words);
	words[at] = word;
	return count;
}

size_t vocabulary_begin_with(const struct vocabulary *vocabulary, const char *prefix, size_t limit,
			     uint32_t *ret_words)
{
	size_t length = strlen(prefix);
	size_t first = order_of(vocabulary, prefix);
	size_t count = 0;

	for (size_t i = first; i < vocabulary->ordered_count && i < first + LOOKED_AT; i++) {
		uint32_t word = vocabulary->ordered[i];
		const char *token = vocabulary->tokens.texts[word];

		if (strncmp(token, prefix, length) != 0)
			break;
		if (token[length] != '\0' && uses_of(vocabulary, word) > 0)
			count = keep_frequent(vocabulary, word, ret_words, count, limit);
	}
	return count;
}

/* A few hundred words begin with one letter, and each is one look. */
size_t vocabulary_pairs_begin_with(const struct vocabulary *vocabulary, const char *word,
				   const char *prefix, size_t limit, uint32_t *ret_words)
{
	char text[PAIR_SIZE];
	size_t length = strlen(prefix);
	size_t count = 0;

	(void)snprintf(text, sizeof text, ".%s", prefix);
	for (size_t i = order_of(vocabulary, text), looked_at = 0;
	     i < vocabulary->ordered_count && looked_at < PAIRS_LOOKED_AT; i++, looked_at++) {
		const char *token = vocabulary->tokens.texts[vocabulary->ordered[i]];
		uint32_t pair;

		if (*token != '.' || strncmp(token + 1, prefix, length) != 0)
			break;
		(void)snprintf(text, sizeof text, "%s_%s", word, token + 1);
		pair = vocabulary_find(vocabulary, text);
		if (token[1 + length] != '\0' && pair != NUMBER_NONE &&
		    uses_of(vocabulary, pair) > 0)
			count = keep_frequent(vocabulary, pair, ret_words, count, limit);
	}
	return count;
}

size_t vocabulary_near(const struct vocabulary *vocabulary, const char *text, size_t limit,
		       const char **ret_texts)
{
	uint32_t near[NEAR_MAX];
	uint32_t words[NEAR_MAX];
	size_t near_count = deletions_find(&vocabulary->deletions, text, NEAR_MAX, near);
	size_t most = limit < NEAR_MAX ? limit : NEAR_MAX;
	size_t count = 0;

	for (size_t i = 0; i < near_count; i++) {
		if (uses_of(vocabulary, near[i]) > 0 &&
		    is_one_change(vocabulary->tokens.texts[near[i]] + 1, text))
			count = keep_frequent(vocabulary, near[i], words, count, most);
	}
	for (size_t i = 0; i < count; i++)
		ret_texts[i] = vocabulary->tokens.texts[words[i]] + 1;
	return count;
}

size_t vocabulary_bytes(const struct vocabulary *vocabulary)
{
	size_t bytes = numbering_bytes(&vocabulary->tokens) +
		       vocabulary->capacity * sizeof *vocabulary->postings +
		       vocabulary->ordered_capacity * sizeof *vocabulary->ordered +
		       deletions_bytes(&vocabulary->deletions);

	for (size_t i = 0; i < vocabulary->tokens.count; i++)
		bytes += postings_bytes(&vocabulary->postings[i]);
	return bytes;
}
