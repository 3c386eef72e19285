/* dump_folder.h - the files of the register's open data, by the hash of their bytes
 *
 *	SHA256SUMS             which files are the present ones: signed, and replaced whole
 *	SHA256SUMS.previous    the one before, whose files are kept for who is reading them
 *	files/<sha256>         never changed
 *
 * Whoever asks for a file by its name gets the present one, and with its hash goes on reading the
 * same bytes while a newer dump takes its place.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { DUMP_HASH_SIZE = 65, DUMP_SUMS_LIMIT_BYTES = 64 * 1024 };

/* Makes the folder. 0 or an ERROR_*. */
int dump_folder_open(const char *folder);

/* A file while it is written. */
struct dump_file;

/* Begins one; `label` parts those that are written at the same time, and what a crash left of one
 * the next of its label takes away. NULL when the folder cannot be written. */
struct dump_file *dump_file_create(const char *folder, const char *label);

/* Adds to it; a failure is told at the end. */
void dump_file_write(struct dump_file *file, const void *bytes, size_t size_bytes);

/* Flushes it, puts it under its hash and frees it. 0 or an ERROR_*, then the file is gone; NULL is
 * a failure too. */
int dump_file_close(struct dump_file *file, char ret_sha256[DUMP_HASH_SIZE]);

/* The present SHA256SUMS; false when there is none yet. */
bool dump_sums_read(const char *folder, struct arena *arena, const char **ret_text);

/* Puts a new one in the place of the present one and removes the files that neither names; those of
 * the earlier one too when `forget`, for they have a name that was erased. 0 or an ERROR_*. */
int dump_sums_replace(const char *folder, const char *text, bool forget);

/* The hash that a text of sums has for a name; false when it names no such file. */
bool dump_sum_find(const char *text, const char *name, char ret_sha256[DUMP_HASH_SIZE]);

/* A piece of a file under its hash, in the arena. 0, ERROR_NOT_FOUND or another ERROR_*. */
struct dump_piece {
	uint64_t offset_bytes;
	size_t limit_bytes;
};
int dump_file_read(const char *folder, const char *sha256, const struct dump_piece *piece,
		   struct arena *arena, uint8_t **ret_bytes, size_t *ret_size_bytes,
		   uint64_t *ret_file_size_bytes);
