/* whole_file.h - files that are there whole or not at all
 *
 * Written to a neighbour, flushed, renamed, and the folder flushed: whoever reads sees the old
 * bytes or the new ones, also after a power cut.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;

/* Writes all of a file, in the place of what was there; its folder is there. Returns 0,
 * ERROR_DISK_FULL or ERROR_INPUT_OUTPUT, and then the old file stands. */
int whole_file_write(const char *path, const void *bytes, size_t size_bytes, mode_t mode);

/* Reads all of a file into the arena, with a zero behind it. Returns 0, ERROR_NOT_FOUND,
 * ERROR_TOO_LARGE for more than limit_bytes, or ERROR_INPUT_OUTPUT. */
int whole_file_read(const char *path, size_t limit_bytes, struct arena *arena, uint8_t **ret_bytes,
		    size_t *ret_size_bytes);
