/* arena.c - memory that is given back all at once, and has an end */
#include "common/base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"

enum {
	BLOCK_SIZE_BYTES = 16 * 1024, /* most commands fit into one */
	ALIGNMENT_BYTES = 16          /* of any type */
};

struct block {
	struct block *previous;
	size_t size_bytes;
	size_t used_bytes;
	_Alignas(16) uint8_t bytes[];
};

struct arena {
	struct block *last;
	size_t used_bytes; /* of all blocks, against the limit */
	size_t limit_bytes;
	ProtobufCAllocator allocator;
};

/* Not zeroed: arena_alloc does it, and protobuf writes all that it takes. */
static struct block *block_create(size_t size_bytes, struct block *previous)
{
	struct block *block = memory_realloc(NULL, sizeof(struct block) + size_bytes);

	block->previous = previous;
	block->size_bytes = size_bytes;
	block->used_bytes = 0;
	return block;
}

/* NULL over the limit; not zeroed. */
static void *arena_take(struct arena *arena, size_t size_bytes)
{
	if (size_bytes > arena->limit_bytes)
		return NULL;
	size_t rounded = (size_bytes + ALIGNMENT_BYTES - 1) & ~(size_t)(ALIGNMENT_BYTES - 1);
	if (rounded == 0)
		rounded = ALIGNMENT_BYTES;
	if (rounded > arena->limit_bytes - arena->used_bytes)
		return NULL;

	if (rounded > arena->last->size_bytes - arena->last->used_bytes) {
		size_t wanted = rounded > BLOCK_SIZE_BYTES ? rounded : BLOCK_SIZE_BYTES;
		arena->last = block_create(wanted, arena->last);
	}
	void *memory = arena->last->bytes + arena->last->used_bytes;
	arena->last->used_bytes += rounded;
	arena->used_bytes += rounded;
	return memory;
}

static void *allocator_alloc(void *context, size_t size_bytes)
{
	struct arena *arena = context;
	size_t share_bytes = arena->limit_bytes / 2;

	/* What answers the bytes from outside needs room as well. */
	if (size_bytes > share_bytes || arena->used_bytes > share_bytes - size_bytes)
		return NULL;
	return arena_take(arena, size_bytes);
}

static void allocator_free(void *context, void *memory)
{
	(void)context; /* the arena gives all of it back at once */
	(void)memory;
}

struct arena *arena_create(size_t limit_bytes)
{
	assert(limit_bytes % ALIGNMENT_BYTES == 0 && "a limit in whole units");
	struct arena *arena = memory_alloc(sizeof(*arena));

	arena->limit_bytes = limit_bytes;
	arena->last = block_create(BLOCK_SIZE_BYTES, NULL);
	arena->allocator = (ProtobufCAllocator){allocator_alloc, allocator_free, arena};
	return arena;
}

static void free_all_but_first(struct arena *arena)
{
	while (arena->last->previous) {
		struct block *block = arena->last;
		arena->last = block->previous;
		memory_free(block);
	}
}

void arena_destroy(struct arena *arena)
{
	if (!arena)
		return;
	free_all_but_first(arena);
	memory_free(arena->last);
	memory_free(arena);
}

void arena_reset(struct arena *arena)
{
	free_all_but_first(arena);
	arena->last->used_bytes = 0;
	arena->used_bytes = 0;
}

void *arena_alloc(struct arena *arena, size_t size_bytes)
{
	void *memory = arena_take(arena, size_bytes);

	assert(memory && "our own code stays under the arena's limit");
	return memset(memory, 0, size_bytes);
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_copy(arena, text, strlen(text) + 1);
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size_bytes)
{
	void *copy = arena_alloc(arena, size_bytes);

	if (size_bytes > 0)
		memcpy(copy, bytes, size_bytes);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(length >= 0 && "a format that printf can read");
	char *text = arena_alloc(arena, (size_t)length + 1);
	(void)vsnprintf(text, (size_t)length + 1, format, arguments); /* measured above */
	return text;
}

ProtobufCAllocator *arena_allocator(struct arena *arena)
{
	return &arena->allocator;
}
