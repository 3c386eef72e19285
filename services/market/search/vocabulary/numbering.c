/* numbering.c - a number for every text, the same at every time */
#include "market/search/vocabulary/numbering.h"

#include <string.h>

#include "common/base/memory.h"

enum { SLOTS_FIRST = 1024, BLOCK_BYTES = 64 * 1024 };

/* Texts stand together: each by itself would cost more than it is long. */
struct text_block {
	struct text_block *next;
	size_t used, size_bytes;
	char text[];
};

/* A text's hash, and whether it has a digit. */
struct text_key {
	uint32_t hash;
	bool has_digit;
};

/* FNV-1a. */
static struct text_key key_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	bool has_digit = false;

	for (; *text; text++) {
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
		has_digit |= *text >= '0' && *text <= '9';
	}
	return (struct text_key){.hash = (uint32_t)(hash ^ hash >> 32), .has_digit = has_digit};
}

/* The slot where the text stands, or the empty one where it would. */
static struct numbering_slot *slot_of(const struct numbering *numbering,
				      const struct numbering_table *table, const char *text,
				      uint32_t hash)
{
	size_t mask = table->slot_count - 1;
	struct numbering_slot *slot = &table->slots[hash & mask];

	for (size_t at = hash; slot->number; slot = &table->slots[++at & mask]) {
		if (slot->hash == hash && strcmp(numbering->texts[slot->number - 1], text) == 0)
			break;
	}
	return slot;
}

/* All texts are different: each goes to the first empty slot. */
static void grow_slots(struct numbering_table *table)
{
	struct numbering_slot *slots = table->slots;
	size_t count = table->slot_count;
	size_t mask;

	table->slot_count = count ? 2 * count : SLOTS_FIRST;
	table->slots = memory_alloc(table->slot_count * sizeof *table->slots);
	mask = table->slot_count - 1;
	for (size_t i = 0; i < count; i++) {
		size_t at = slots[i].hash;

		if (!slots[i].number)
			continue;
		while (table->slots[at & mask].number)
			at++;
		table->slots[at & mask] = slots[i];
	}
	memory_free(slots);
}

static const char *keep_text(struct numbering *numbering, const char *text)
{
	size_t size = strlen(text) + 1;
	struct text_block *block = numbering->blocks;

	if (!block || block->size_bytes - block->used < size) {
		size_t size_bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;

		block = memory_alloc(sizeof *block + size_bytes);
		block->size_bytes = size_bytes;
		block->next = numbering->blocks;
		numbering->blocks = block;
		numbering->block_bytes += size_bytes;
	}
	char *kept = block->text + block->used;

	memcpy(kept, text, size);
	block->used += size;
	return kept;
}

uint32_t numbering_put(struct numbering *numbering, const char *text)
{
	struct text_key key = key_of(text);
	struct numbering_table *table = key.has_digit ? &numbering->with_digits : &numbering->words;
	struct numbering_slot *slot;

	if (2 * table->used >= table->slot_count)
		grow_slots(table);
	slot = slot_of(numbering, table, text, key.hash);
	if (slot->number)
		return slot->number - 1;
	numbering->texts = memory_grow(numbering->texts, numbering->count, &numbering->capacity,
				       sizeof *numbering->texts);
	numbering->texts[numbering->count] = keep_text(numbering, text);
	*slot = (struct numbering_slot){.number = (uint32_t)++numbering->count, .hash = key.hash};
	table->used++;
	return slot->number - 1;
}

uint32_t numbering_find(const struct numbering *numbering, const char *text)
{
	struct text_key key = key_of(text);
	const struct numbering_table *table =
		key.has_digit ? &numbering->with_digits : &numbering->words;

	if (table->slot_count == 0)
		return NUMBER_NONE;
	/* Of an empty slot NUMBER_NONE. */
	return slot_of(numbering, table, text, key.hash)->number - 1;
}

void numbering_deinit(struct numbering *numbering)
{
	while (numbering->blocks) {
		struct text_block *block = numbering->blocks;

		numbering->blocks = block->next;
		memory_free(block);
	}
	memory_free(numbering->texts);
	memory_free(numbering->words.slots);
	memory_free(numbering->with_digits.slots);
	*numbering = (struct numbering){.count = 0};
}

size_t numbering_bytes(const struct numbering *numbering)
{
	return numbering->capacity * sizeof *numbering->texts +
	       (numbering->words.slot_count + numbering->with_digits.slot_count) *
		       sizeof(struct numbering_slot) +
	       numbering->block_bytes;
}
