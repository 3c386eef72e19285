/* memory.h - memory that is always there
 *
 * None of these returns NULL: when the system has no more, the daemon says so and ends. What must
 * survive is in the store already. Free with memory_free.
 */
#pragma once

#include <stddef.h>

/* Returns size_bytes zeroed bytes (at least one). */
void *memory_alloc(size_t size_bytes);

/* Grows or shrinks; new bytes are not zeroed. */
void *memory_realloc(void *memory, size_t size_bytes);

/* Returns a copy of the text; NULL stays NULL. */
char *memory_strdup(const char *text);

/* Returns a copy of size_bytes bytes with a zero behind them. */
void *memory_copy(const void *bytes, size_t size_bytes);

/* Returns printf's text. */
char *memory_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Makes room for one more in an array that doubles: items may be NULL when *capacity is 0. */
void *memory_grow(void *items, size_t count, size_t *capacity, size_t item_size_bytes);

/* Says that it, and what it leads to, stays until the process ends though nobody holds it: a
 * sanitizer that looks for leaks is told so. */
void memory_keep(const void *memory);

/* Gives it back; NULL is fine. */
void memory_free(void *memory);
