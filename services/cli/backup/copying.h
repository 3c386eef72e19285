/* copying.h - files from one folder into another, each there whole or not at all
 *
 * What went wrong is said on standard error, by the path.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { SHA256_HEX_SIZE = 65 };

/* SHA-256 of a file in hex, and how long it is. False, having said so, when it cannot be read. */
bool file_hash(const char *path, char ret_hex[SHA256_HEX_SIZE], uint64_t *ret_size_bytes);

/* Copies a file with its mode, flushed, in the place of what was there; its folder is made. */
bool file_copy(const char *from, const char *to);

/* True for a file that is copied; `path` is below the folder. NULL takes all. */
typedef bool file_wanted_fn(const char *path);

/* How folders are copied, and how many files were. */
struct copying {
	file_wanted_fn *wanted;
	bool replaces; /* a file of another length or time is copied again; else it is kept */
	size_t copied, kept;
};

/* Copies the files of a folder and of those below it that are missing or, as `replaces` says, not
 * the same. A folder that is not there has none. False when one could not be copied. */
bool folder_copy(const char *from, const char *to, struct copying *copying);
