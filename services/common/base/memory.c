/* memory.c - memory that is always there */
#include "common/base/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of the sanitizer that looks for leaks; not there without it. */
void __lsan_ignore_object(const void *memory) __attribute__((weak));

static void *memory_or_end(void *memory)
{
	static const char farewell[] = "level=error event=memory text=\"no memory left\"\n";

	if (memory)
		return memory;
	/* Nothing can be done when even this fails: the process ends either way. */
	ssize_t written = write(STDERR_FILENO, farewell, sizeof(farewell) - 1);
	(void)written;
	abort();
}

void *memory_alloc(size_t size_bytes)
{
	return memory_or_end(calloc(1, size_bytes ? size_bytes : 1));
}

void *memory_realloc(void *memory, size_t size_bytes)
{
	return memory_or_end(realloc(memory, size_bytes ? size_bytes : 1));
}

char *memory_strdup(const char *text)
{
	return text ? memory_or_end(strdup(text)) : NULL;
}

void *memory_copy(const void *bytes, size_t size_bytes)
{
	assert(size_bytes < SIZE_MAX && "room for the zero");
	char *copy = memory_alloc(size_bytes + 1);
	if (size_bytes > 0)
		memcpy(copy, bytes, size_bytes);
	return copy;
}

char *memory_printf(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	int length = vasprintf(&text, format, arguments);
	va_end(arguments);
	return memory_or_end(length < 0 ? NULL : text);
}

void *memory_grow(void *items, size_t count, size_t *capacity, size_t item_size_bytes)
{
	if (count < *capacity)
		return items;

	size_t wanted = *capacity ? *capacity * 2 : 8;
	assert(item_size_bytes > 0 && wanted <= SIZE_MAX / item_size_bytes && "the array fits");
	*capacity = wanted;
	return memory_realloc(items, wanted * item_size_bytes);
}

void memory_keep(const void *memory)
{
	if (__lsan_ignore_object)
		__lsan_ignore_object(memory);
}

void memory_free(void *memory)
{
	free(memory);
}
