/* upload.h - files that are still arriving: uploads/ in the daemon's folder
 *
 * An upload is two files: <id>.part, whose length is how far it has come, and <id>.about, who sends
 * what. Both are on disk before anybody is told so. A complete upload never changes again. A week
 * after it was last touched an upload is no more. Safe on any thread: who writes holds a lock on
 * the part.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
	UPLOAD_CHUNK_LIMIT_BYTES = 512 * 1024,
	UPLOAD_NAME_LIMIT_BYTES = 255,
	UPLOAD_METADATA_LIMIT_BYTES = 2048
};

struct upload {
	const char *upload_id;
	const char *account_id; /* who opened it; nobody else may touch it */
	const char *file_name;
	const char *metadata;  /* what the client said of it, for the client alone; one line */
	int64_t size_bytes;    /* when complete */
	int64_t offset_bytes;  /* so far */
	int64_t expires_at_us; /* on the machine's clock, as files are dated */
};

/* Makes the folder and removes uploads that have expired. 0 or an ERROR_*. */
int uploads_open(const char *root);

/* Removes uploads that have expired, unless that was done within the hour. */
void uploads_sweep(const char *root);

/* Begins an upload; what it says of its progress is ignored. 0 or an ERROR_*. */
int upload_create(const char *root, const struct upload *upload);

/* Texts live in the arena. 0, ERROR_NOT_FOUND, or another ERROR_*. */
int upload_load(const char *root, const char *upload_id, struct arena *arena,
		struct upload *ret_upload);

/* A piece of a file. */
struct upload_chunk {
	int64_t offset_bytes;
	const uint8_t *bytes;
	size_t size_bytes;
};

/* Writes what of a chunk is not there yet and flushes it; upload->offset_bytes is then how far the
 * upload has come. What is there already must be the same. ERROR_UNREADABLE when it is not, or when
 * the chunk begins behind the end or goes beyond the size. */
int upload_write(const char *root, struct upload *upload, const struct upload_chunk *chunk);

/* Gives it another week. 0 or an ERROR_*. */
int upload_touch(const char *root, const char *upload_id);

/* Removes it: its id is unknown then. What was taken into the store stays there. 0 or an ERROR_*.
 */
int upload_remove(const char *root, const char *upload_id);

/* The path of the part, in the arena. */
const char *upload_path(const char *root, const char *upload_id, struct arena *arena);

/* The path where its small picture is made, in the arena. */
const char *upload_thumbnail_path(const char *root, const char *upload_id, struct arena *arena);
