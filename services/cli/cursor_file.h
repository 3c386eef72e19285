/* cursor_file.h - a reader's place in each source, kept on disk
 *
 * Written to a neighbour, flushed and renamed: after a crash the old place or the new one is there,
 * never half of one.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "cli/chain.h"

enum { CURSOR_EPOCH_SIZE = 16, CURSOR_SOURCE_SIZE = 64, CURSORS_MAX = 256 };

struct cursor {
	char source[CURSOR_SOURCE_SIZE];
	uint8_t epoch[CURSOR_EPOCH_SIZE];
	struct chain chain;
};

struct cursor_list {
	struct cursor items[CURSORS_MAX];
	size_t count;
};

/* The place in a source; a new one stands before the first event. NULL for a name or a number of
 * sources that is too large. */
struct cursor *cursor_of(struct cursor_list *list, const char *source);

/* Reads; a file that is not there is an empty list. Returns 0 or an ERROR_*. */
int cursor_file_read(const char *path, struct cursor_list *ret_list);

/* Returns 0 once it is on disk, or an ERROR_*. */
int cursor_file_write(const char *path, const struct cursor_list *list);
