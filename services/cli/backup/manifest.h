/* manifest.h - what a backup holds: a file of JSON that is written last
 *
 *	{"format": "ocop-backup@v1", "madeAt": "...", "stores": [{"source": "certification",
 *	 "file": "certification/store-1764336000000.sqlite", "sizeBytes": 401408, "sha256": "...",
 *	 "epoch": "...", "headSequence": 14, "hash": "..."}]}
 *
 * A backup without it is none: it was not ended.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "ocop/common/v1/commands.pb-c.h"

struct arena;

/* A manifest without stores; given back with json_decref. */
json_t *manifest_begin(struct arena *arena);

/* Adds a store whose copy lies in the backup's folder under `file`. False, having said so, when the
 * copy cannot be read. */
bool manifest_add(json_t *manifest, const char *folder, const char *file,
		  const Ocop__Common__V1__BackUpStoreReply *place);

/* Writes it. False, having said so, when it cannot be. */
bool manifest_write(const json_t *manifest, const char *folder);

/* Reads the manifest of a backup; NULL, having said so, when there is none. */
json_t *manifest_read(const char *folder, struct arena *arena);

/* A store of it; texts live as long as the manifest. */
struct manifest_store {
	const char *source, *file, *sha256, *epoch, *hash;
	uint64_t size_bytes, head_sequence;
};

/* The store at an index; false behind the last. */
bool manifest_store_at(const json_t *manifest, size_t index, struct manifest_store *ret_store);

/* True when the copy is there, as long and with the hash that are told; says what is not. */
bool manifest_store_is_whole(const struct manifest_store *store, const char *folder,
			     struct arena *arena);
