/* places.c - where listings are from: each place once, with all its names and units */
#include "market/search/places.h"

#include <string.h>

#include "common/base/memory.h"

static void labelled_deinit(struct labelled *labelled)
{
	for (size_t i = 0; i < labelled->tokens.count; i++)
		memory_free(labelled->labels[i]);
	memory_free(labelled->labels);
	numbering_deinit(&labelled->tokens);
}

void places_deinit(struct places *places)
{
	for (size_t i = 0; i < places->keys.count; i++) {
		memory_free(places->entries[i].units);
		memory_free(places->entries[i].words);
	}
	memory_free(places->entries);
	numbering_deinit(&places->keys);
	labelled_deinit(&places->units);
	labelled_deinit(&places->names);
	*places = (struct places){.capacity = 0};
}

uint32_t places_put(struct places *places, const char *key)
{
	size_t known = places->keys.count;
	uint32_t place = numbering_put(&places->keys, key);

	if (place < known)
		return place;
	places->entries =
		memory_grow(places->entries, known, &places->capacity, sizeof *places->entries);
	places->entries[place] = (struct place_entry){.known_at = 0};
	return place;
}

/* The label of a token, to be set; NULL while it has none. */
static char **label_of(struct labelled *labelled, const char *token, uint32_t *ret_number)
{
	size_t known = labelled->tokens.count;

	*ret_number = numbering_put(&labelled->tokens, token);
	if (*ret_number == known) {
		labelled->labels = memory_grow(labelled->labels, known, &labelled->capacity,
					       sizeof *labelled->labels);
		labelled->labels[*ret_number] = NULL;
	}
	return &labelled->labels[*ret_number];
}

static void label_set(char **label, const char *text)
{
	if (*label && strcmp(*label, text) == 0)
		return;
	memory_free(*label);
	*label = memory_strdup(text);
}

uint32_t places_put_unit(struct places *places, const char *token, const char *label)
{
	uint32_t unit;

	label_set(label_of(&places->units, token, &unit), label);
	return unit;
}

void places_put_name(struct places *places, const char *token, const char *label)
{
	uint32_t name;
	char **known = label_of(&places->names, token, &name);

	if (!*known || strlen(*known) > strlen(label))
		label_set(known, label);
}

const char *places_spelling(const struct places *places, const char *token)
{
	uint32_t name = numbering_find(&places->names.tokens, token);

	return name == NUMBER_NONE ? NULL : places->names.labels[name];
}

void place_set(struct place_entry *place, const uint32_t *units, size_t unit_count,
	       const uint32_t *words, size_t word_count)
{
	memory_free(place->units);
	memory_free(place->words);
	place->units = memory_copy(units, unit_count * sizeof *units);
	place->words = memory_copy(words, word_count * sizeof *words);
	place->unit_count = unit_count;
	place->word_count = word_count;
}

bool place_has_word(const struct place_entry *place, uint32_t word)
{
	for (size_t i = 0; i < place->word_count; i++) {
		if (place->words[i] == word)
			return true;
	}
	return false;
}

static size_t labelled_bytes(const struct labelled *labelled)
{
	size_t bytes =
		numbering_bytes(&labelled->tokens) + labelled->capacity * sizeof *labelled->labels;

	for (size_t i = 0; i < labelled->tokens.count; i++)
		bytes += strlen(labelled->labels[i]) + 1;
	return bytes;
}

size_t places_bytes(const struct places *places)
{
	size_t bytes = numbering_bytes(&places->keys) + labelled_bytes(&places->units) +
		       labelled_bytes(&places->names) + places->capacity * sizeof *places->entries;

	for (size_t i = 0; i < places->keys.count; i++)
		bytes += (places->entries[i].unit_count + places->entries[i].word_count) *
			 sizeof(uint32_t);
	return bytes;
}
