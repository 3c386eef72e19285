/* words.c - the words under which a listing is found */
#include "market/search/words.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/unit/unit.h"
#include "market/records.h"

/* Cuts a text at its blanks; returns how many parts. */
static size_t cut(char *text, size_t limit, char **ret_parts)
{
	size_t count = 0;
	char *rest = text;
	char *part;

	while (count < limit && (part = strsep(&rest, " ")) != NULL) {
		if (*part)
			ret_parts[count++] = part;
	}
	return count;
}

size_t words_split(struct arena *arena, const char *text, size_t limit, struct word *ret_words)
{
	char *lower[WORDS_OF_A_TEXT_MAX];
	char *folded[WORDS_OF_A_TEXT_MAX];
	size_t most = limit < WORDS_OF_A_TEXT_MAX ? limit : WORDS_OF_A_TEXT_MAX;
	size_t lower_count = cut(text_lower_words(arena, text), most, lower);
	size_t count = cut(text_fold(arena, text), most, folded);

	for (size_t i = 0; i < count; i++) {
		/* A word of marks alone folds away; then the rest cannot be told apart. */
		const char *exact = lower_count == count ? lower[i] : folded[i];

		ret_words[i] = (struct word){.lower = exact,
					     .folded = folded[i],
					     .marked = strcmp(exact, folded[i]) != 0};
	}
	return count;
}

/* Most of what is indexed or asked for is put together here: printf would take most of the time. */
static char *join(struct arena *arena, const char *mark, const char *first, const char *separator,
		  const char *second)
{
	const char *const parts[] = {mark, first, separator, second};
	size_t sizes[4];
	size_t size = 1;
	char *end;
	char *token;

	for (size_t i = 0; i < 4; i++) {
		sizes[i] = strlen(parts[i]);
		size += sizes[i];
	}
	token = end = arena_alloc(arena, size);
	for (size_t i = 0; i < 4; i++) {
		memcpy(end, parts[i], sizes[i]);
		end += sizes[i];
	}
	return token;
}

char *word_marked(struct arena *arena, const char *mark, const char *word)
{
	return join(arena, mark, word, "", "");
}

char *word_pair_folded(struct arena *arena, const struct word *first, const struct word *second)
{
	return join(arena, "", first->folded, "_", second->folded);
}

char *word_pair_exact(struct arena *arena, const struct word *first, const struct word *second)
{
	if (!first->marked && !second->marked)
		return word_pair_folded(arena, first, second);
	return join(arena, "=", first->lower, "_", second->lower);
}

char *word_place(struct arena *arena, const char *key)
{
	char *token = word_marked(arena, "@", key);

	for (char *blank = token; (blank = strchr(blank, ' ')) != NULL;)
		*blank = '_';
	return token;
}

char *word_of_unit(struct arena *arena, const char *unit_code)
{
	return word_marked(arena, "#u_", unit_code);
}

char *word_of_district(struct arena *arena, const char *district_code)
{
	return word_marked(arena, "#d_", district_code);
}

void tokens_add(struct tokens *tokens, const char *token)
{
	if (tokens->count == tokens->capacity) {
		size_t capacity = tokens->capacity ? 2 * tokens->capacity : 64;
		const char **more = arena_alloc(tokens->arena, capacity * sizeof *more);

		for (size_t i = 0; i < tokens->count; i++)
			more[i] = tokens->items[i];
		tokens->items = more;
		tokens->capacity = capacity;
	}
	tokens->items[tokens->count++] = token;
}

static void add_marked(struct tokens *tokens, const char *mark, const char *word)
{
	tokens_add(tokens, word_marked(tokens->arena, mark, word));
}

static void add_field(struct tokens *tokens, const char *text)
{
	char *parts[WORDS_OF_A_TEXT_MAX];
	size_t count = cut(text_fold(tokens->arena, text), WORDS_OF_A_TEXT_MAX, parts);

	for (size_t i = 0; i < count; i++)
		add_marked(tokens, ".", parts[i]);
}

static void add_name(struct tokens *tokens, const char *name)
{
	struct word words[WORDS_OF_A_TEXT_MAX];
	size_t count = words_split(tokens->arena, name, WORDS_OF_A_TEXT_MAX, words);

	for (size_t i = 0; i < count; i++) {
		tokens_add(tokens, words[i].folded);
		add_marked(tokens, ".", words[i].folded);
		if (words[i].marked)
			add_marked(tokens, "=", words[i].lower);
		if (i == 0)
			continue;
		tokens_add(tokens, word_pair_folded(tokens->arena, &words[i - 1], &words[i]));
		tokens_add(tokens, word_pair_exact(tokens->arena, &words[i - 1], &words[i]));
	}
}

static void add_producer(struct tokens *tokens, const char *name)
{
	struct word words[WORDS_OF_A_TEXT_MAX];
	size_t count = words_split(tokens->arena, name, WORDS_OF_A_TEXT_MAX, words);

	for (size_t i = 0; i < count; i++) {
		add_marked(tokens, ".", words[i].folded);
		add_marked(tokens, ">", words[i].folded);
		if (words[i].marked)
			add_marked(tokens, ">=", words[i].lower);
	}
}

void words_of_listing(struct tokens *tokens, const struct listing *listing)
{
	struct arena *arena = tokens->arena;

	tokens_add(tokens, "*");
	add_name(tokens, listing->product_name);
	add_producer(tokens, listing->producer_name);
	add_field(tokens, unit_key(arena, listing->commune_text));
	add_field(tokens, unit_key(arena, listing->district_text));
	add_field(tokens, unit_key(arena, listing->province_text));
	add_field(tokens, listing->commune_name);
	add_field(tokens, listing->province_name);
	add_field(tokens, listing->description);
	add_field(tokens, listing->certificate.code);
	add_field(tokens, listing->certificate.number);
}
