/* published.h - the published files of the log: a folder as c2sp.org/tlog-tiles has it
 *
 * Anybody may serve the folder as it is, and any cache may keep what is in it: a tile never
 * changes, only `checkpoint` does. It lies outside the store's folder, and no restore touches it:
 * what was published once is known to others and cannot be taken back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/tlog/checkpoint.h"
#include "common/tlog/tile.h"

struct arena;

/* A full bundle of the largest entries. */
enum { PUBLISHED_LIMIT_BYTES = TILE_WIDTH * (BUNDLE_ENTRY_MAX_BYTES + 2) };

/* Makes the folder. 0 or an ERROR_*. */
int published_open(const char *folder);

/* True when anything was ever signed there. */
bool published_has_checkpoint(const char *folder);

/* Reads a file by its path in the log ("checkpoint", "tile/0/000") into the arena. Returns 0,
 * ERROR_NOT_FOUND also for what is no path in a log, or another ERROR_*. */
int published_read(const char *folder, const char *path, struct arena *arena, uint8_t **ret_bytes,
		   size_t *ret_size_bytes);

/* A tile or a bundle, from its own file or from the full one that has taken its place. As
 * published_read. */
int published_read_tile(const char *folder, const struct tile *tile, struct arena *arena,
			uint8_t **ret_bytes, size_t *ret_size_bytes);

/* Writes a file, flushed and whole. 0 or an ERROR_*. */
int published_write(const char *folder, const char *path, const void *bytes, size_t size_bytes);

/* Removes the partial forms of a tile whose full one is there. What is left behind is harmless. */
void published_prune(const char *folder, const struct tile *full);

/* The hashes in the folder's tiles, of a tree of `size` leaves, as a merkle_source; keeps pointers
 * to all it is given. */
struct published_tree {
	const char *folder;
	uint64_t size;
	struct arena *arena;
};
struct merkle_source published_source(struct published_tree *tree);
