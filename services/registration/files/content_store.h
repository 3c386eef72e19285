/* content_store.h - evidence by what is in it: files/ab/cdef... in the daemon's folder
 *
 * A file's name is its SHA-256. The same bytes are kept once, and nothing here ever changes.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { SHA256_HEX_SIZE = 65 };

/* Makes the folder. 0 or an ERROR_*. */
int content_store_open(const char *root);

/* Reads a whole file and writes its SHA-256 as hex (SHA256_HEX_SIZE bytes). 0 or an ERROR_*. */
int content_hash(const char *path, char *ret_sha256);

/* Takes a file in under its hash and flushes the entry; one that is there stays. The path it came
 * from keeps the same file, so that taking it in again, after a crash or for a command that comes
 * twice, gives the same. 0 or an ERROR_*. */
int content_store_add(const char *root, const char *path, const char *sha256);

/* Reads at most size_bytes from an offset into `bytes`. ERROR_NOT_FOUND when the store has no such
 * file. */
int content_store_read(const char *root, const char *sha256, int64_t offset_bytes, uint8_t *bytes,
		       size_t *size_bytes);
