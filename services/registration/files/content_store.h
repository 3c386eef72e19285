/* content_store.h - files by what is in them: files/ab/cdef... in the daemon's folder
 *
 * A file's name is its SHA-256. The same bytes are kept once, and nothing here ever changes. The
 * small picture of a photo lies beside it: files/ab/cdef....thumb. While a file is being dropped it
 * is called files/ab/cdef....going, and so is its picture, behind its own name.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { SHA256_HEX_SIZE = 65 };

/* Makes the folder. 0 or an ERROR_*. */
int content_store_open(const char *root);

/* Reads a whole file and writes its SHA-256 as hex (SHA256_HEX_SIZE bytes). 0 or an ERROR_*. */
int content_hash(const char *path, char *ret_sha256);

/* Takes a file in under its hash and flushes the entry; one that is there stays, and the path
 * becomes another name of it. The path it came from keeps the same file, so that taking it in
 * again, after a crash or for a command that comes twice, gives the same. 0 or an ERROR_*. */
int content_store_add(const char *root, const char *path, const char *sha256);

/* Takes in the small picture of a file that was added; the path is no more then. 0 or an ERROR_*.
 */
int content_store_add_thumbnail(const char *root, const char *path, const char *sha256);

/* Takes a file and its small picture away, unless an upload is still another name of it: a command
 * may be about to name it again. Done again after a crash it goes on where it was. 0 or an ERROR_*;
 * what is not there is gone. */
int content_store_drop(const char *root, const char *sha256, bool *ret_gone);

/* Puts back what a drop that did not come to its end left aside. 0 or an ERROR_*. */
int content_store_restore(const char *root, const char *sha256);

/* Where a file that was added lies, in the arena: for who streams it whole and changes nothing.
 * NULL for what is no hash. */
const char *content_store_path(const char *root, const char *sha256, struct arena *arena);

/* Reads at most size_bytes from an offset into `bytes`. ERROR_NOT_FOUND when the store has no such
 * file. */
int content_store_read(const char *root, const char *sha256, int64_t offset_bytes, uint8_t *bytes,
		       size_t *size_bytes);

/* The same of the small picture, and how large that is. */
int content_store_read_thumbnail(const char *root, const char *sha256, int64_t offset_bytes,
				 uint8_t *bytes, size_t *size_bytes, int64_t *ret_file_bytes);
