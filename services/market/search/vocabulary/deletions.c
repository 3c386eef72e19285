/* deletions.c - which words one mistyped letter may have been */
#include "market/search/vocabulary/deletions.h"

#include <string.h>

#include "common/base/memory.h"

enum { HEADS_FIRST = 1024 };

/* A text that a word becomes, by its hash: two texts of one hash are told apart by
 * is_one_change. */
struct deletion {
	uint32_t hash;
	uint32_t word;
	uint32_t next; /* number + 1 in the same chain */
};

/* FNV-1a of the text without its letter number `left_out`. */
static uint32_t hash_without(const char *text, size_t left_out)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; text[i]; i++) {
		if (i != left_out)
			hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	}
	return hash;
}

static bool has_right_length(size_t length)
{
	return length >= DELETIONS_SHORTEST && length <= DELETIONS_LONGEST;
}

static void chain(struct deletions *deletions, uint32_t number)
{
	struct deletion *item = &deletions->items[number];
	uint32_t *head = &deletions->heads[item->hash & (deletions->head_count - 1)];

	item->next = *head;
	*head = number + 1;
}

static void grow_heads(struct deletions *deletions)
{
	deletions->head_count = deletions->head_count ? 2 * deletions->head_count : HEADS_FIRST;
	memory_free(deletions->heads);
	deletions->heads = memory_alloc(deletions->head_count * sizeof *deletions->heads);
	for (size_t i = 0; i < deletions->count; i++)
		chain(deletions, (uint32_t)i);
}

static void add(struct deletions *deletions, uint32_t hash, uint32_t word)
{
	deletions->items = memory_grow(deletions->items, deletions->count, &deletions->capacity,
				       sizeof *deletions->items);
	deletions->items[deletions->count] = (struct deletion){.hash = hash, .word = word};
	if (deletions->count == deletions->head_count)
		grow_heads(deletions);
	chain(deletions, (uint32_t)deletions->count++);
}

/* Taking out either of two equal neighbours gives one text, which is taken in once. */
void deletions_add(struct deletions *deletions, const char *text, uint32_t word)
{
	size_t length = strlen(text);

	if (!has_right_length(length))
		return;
	add(deletions, hash_without(text, length), word);
	for (size_t i = 0; i < length; i++) {
		if (i == 0 || text[i] != text[i - 1])
			add(deletions, hash_without(text, i), word);
	}
}

static size_t find(const struct deletions *deletions, uint32_t hash, size_t limit,
		   uint32_t *ret_words)
{
	uint32_t number = deletions->heads[hash & (deletions->head_count - 1)];
	size_t count = 0;

	while (number > 0 && count < limit) {
		const struct deletion *item = &deletions->items[number - 1];

		if (item->hash == hash)
			ret_words[count++] = item->word;
		number = item->next;
	}
	return count;
}

size_t deletions_find(const struct deletions *deletions, const char *text, size_t limit,
		      uint32_t *ret_words)
{
	size_t length = strlen(text);
	size_t count = 0;

	if (!has_right_length(length) || deletions->head_count == 0)
		return 0;
	for (size_t i = 0; i <= length; i++)
		count += find(deletions, hash_without(text, i), limit - count, ret_words + count);
	return count;
}

bool is_one_change(const char *one, const char *other)
{
	size_t same = 0;

	while (one[same] && one[same] == other[same])
		same++;
	one += same;
	other += same;
	if (!*one && !*other)
		return false;
	if (*one && *other && one[1] == other[0] && one[0] == other[1] &&
	    strcmp(one + 2, other + 2) == 0)
		return true;
	return (*one && *other && strcmp(one + 1, other + 1) == 0) ||
	       (*one && strcmp(one + 1, other) == 0) || (*other && strcmp(one, other + 1) == 0);
}

void deletions_deinit(struct deletions *deletions)
{
	memory_free(deletions->items);
	memory_free(deletions->heads);
	*deletions = (struct deletions){.count = 0};
}

size_t deletions_bytes(const struct deletions *deletions)
{
	return deletions->capacity * sizeof *deletions->items +
	       deletions->head_count * sizeof *deletions->heads;
}
