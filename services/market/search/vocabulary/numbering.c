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

/* FNV-1a. */
static uint32_t hash_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (uint32_t)(hash ^ hash >> 32);
}

/* The slot where the text stands, or the empty one where it would. */
static struct numbering_slot *slot_of(const struct numbering *numbering, const char *text,
				      uint32_t hash)
{
	size_t mask = numbering->slot_count - 1;
	struct numbering_slot *slot = &numbering->slots[hash & mask];

	for (size_t at = hash; slot->number; slot = &numbering->slots[++at & mask]) {
		if (slot->hash == hash && strcmp(numbering->texts[slot->number - 1], text) == 0)
			break;
	}
	return slot;
}

/* All texts are different: each goes to the first empty slot. */
static void grow_slots(struct numbering *numbering)
{
	struct numbering_slot *slots = numbering->slots;
	size_t count = numbering->slot_count;
	size_t mask;

	numbering->slot_count = count ? 2 * count : SLOTS_FIRST;
	numbering->slots = memory_alloc(numbering->slot_count * sizeof *numbering->slots);
	mask = numbering->slot_count - 1;
	for (size_t i = 0; i < count; i++) {
		size_t at = slots[i].hash;

		if (!slots[i].number)
			continue;
		while (numbering->slots[at & mask].number)
			at++;
		numbering->slots[at & mask] = slots[i];
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
	uint32_t hash = hash_of(text);
	struct numbering_slot *slot;

	if (2 * numbering->count >= numbering->slot_count)
		grow_slots(numbering);
	slot = slot_of(numbering, text, hash);
	if (slot->number)
		return slot->number - 1;
	numbering->texts = memory_grow(numbering->texts, numbering->count, &numbering->capacity,
				       sizeof *numbering->texts);
	numbering->texts[numbering->count] = keep_text(numbering, text);
	*slot = (struct numbering_slot){.number = (uint32_t)++numbering->count, .hash = hash};
	return slot->number - 1;
}

uint32_t numbering_find(const struct numbering *numbering, const char *text)
{
	if (numbering->slot_count == 0)
		return NUMBER_NONE;
	/* Of an empty slot NUMBER_NONE. */
	return slot_of(numbering, text, hash_of(text))->number - 1;
}

void numbering_deinit(struct numbering *numbering)
{
	while (numbering->blocks) {
		struct text_block *block = numbering->blocks;

		numbering->blocks = block->next;
		memory_free(block);
	}
	memory_free(numbering->texts);
	memory_free(numbering->slots);
	*numbering = (struct numbering){.count = 0};
}

size_t numbering_bytes(const struct numbering *numbering)
{
	return numbering->capacity * sizeof *numbering->texts +
	       numbering->slot_count * sizeof *numbering->slots + numbering->block_bytes;
}
