/* words.c - the words under which a listing is found */
#include "market/search/words.h"

#include <ctype.h>
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

char *word_pair_folded(struct arena *arena, const struct word *first, const struct word *second)
{
	return arena_printf(arena, "%s_%s", first->folded, second->folded);
}

char *word_pair_exact(struct arena *arena, const struct word *first, const struct word *second)
{
	if (!first->marked && !second->marked)
		return word_pair_folded(arena, first, second);
	return arena_printf(arena, "=%s_%s", first->lower, second->lower);
}

char *word_place(struct arena *arena, const char *key)
{
	char *token = arena_printf(arena, "@%s", key);

	for (char *blank = token; (blank = strchr(blank, ' ')) != NULL;)
		*blank = '_';
	return token;
}

/* The index lowers ASCII, so what is written in capitals is lowered on both sides. */
static char *lowered(char *token)
{
	for (char *letter = token; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	return token;
}

char *word_of_sector(struct arena *arena, const char *sector_code)
{
	return lowered(arena_printf(arena, "#s_%s", sector_code));
}

char *word_of_unit(struct arena *arena, const char *unit_code)
{
	return lowered(arena_printf(arena, "#u_%s", unit_code));
}

bool words_have(const char *words, const char *token)
{
	size_t length = strlen(token);

	for (const char *found = words; (found = strstr(found, token)) != NULL; found++) {
		if (found > words && found[-1] == ' ' && found[length] == ' ')
			return true;
	}
	return false;
}

/* Tokens that grow in an arena, each once. */
struct token_list {
	struct arena *arena;
	char *text;
	size_t length;
	size_t capacity;
};

static void add(struct token_list *list, const char *token)
{
	size_t length = strlen(token);

	if (words_have(list->text, token))
		return;
	if (list->length + length + 2 > list->capacity) {
		char *more = arena_alloc(list->arena, 2 * list->capacity + length);

		memcpy(more, list->text, list->length);
		list->text = more;
		list->capacity = 2 * list->capacity + length;
	}
	memcpy(list->text + list->length, token, length);
	list->length += length;
	list->text[list->length++] = ' ';
	list->text[list->length] = '\0';
}

static void add_marked(struct token_list *list, const char *mark, const char *token)
{
	add(list, arena_printf(list->arena, "%s%s", mark, token));
}

static void add_field(struct token_list *list, const char *text)
{
	char *parts[WORDS_OF_A_TEXT_MAX];
	size_t count = cut(text_fold(list->arena, text), WORDS_OF_A_TEXT_MAX, parts);

	for (size_t i = 0; i < count; i++)
		add_marked(list, ".", parts[i]);
}

static void add_name(struct token_list *list, const char *name)
{
	struct word words[WORDS_OF_A_TEXT_MAX];
	size_t count = words_split(list->arena, name, WORDS_OF_A_TEXT_MAX, words);

	for (size_t i = 0; i < count; i++) {
		add(list, words[i].folded);
		add_marked(list, ".", words[i].folded);
		if (words[i].marked)
			add_marked(list, "=", words[i].lower);
		if (i == 0)
			continue;
		add(list, word_pair_folded(list->arena, &words[i - 1], &words[i]));
		add(list, word_pair_exact(list->arena, &words[i - 1], &words[i]));
	}
}

static void add_place(struct token_list *list, const char *key)
{
	if (*key)
		add(list, word_place(list->arena, key));
}

static void add_written_place(struct token_list *list, const char *text)
{
	char *key = unit_key(list->arena, text);

	add_place(list, key);
	add_field(list, key);
}

char *words_of_listing(struct arena *arena, const struct listing *listing,
		       const char *const *place_keys, size_t place_count)
{
	struct token_list list = {.arena = arena, .capacity = 2048};

	list.text = arena_alloc(arena, list.capacity);
	list.text[list.length++] = ' ';
	add_name(&list, listing->product_name);
	add_field(&list, listing->producer_name);
	for (size_t i = 0; i < place_count; i++)
		add_place(&list, place_keys[i]);
	add_written_place(&list, listing->commune_text);
	add_written_place(&list, listing->district_text);
	add_written_place(&list, listing->province_text);
	add_field(&list, listing->commune_name);
	add_field(&list, listing->province_name);
	add_field(&list, listing->description);
	add_field(&list, listing->certificate.code);
	add_field(&list, listing->certificate.number);
	if (*listing->sector_code)
		add(&list, word_of_sector(arena, listing->sector_code));
	if (*listing->commune_code)
		add(&list, word_of_unit(arena, listing->commune_code));
	if (*listing->province_code)
		add(&list, word_of_unit(arena, listing->province_code));
	return list.text;
}
