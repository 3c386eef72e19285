/* tile.h - the files a log is published in: c2sp.org/tlog-tiles
 *
 * A tile of level L holds hashes of whole subtrees of 256^L leaves, up to 256 of them one after the
 * other; a bundle holds the entries that the tile of level 0 has the hashes of. The last of each
 * level is partial and named for its width: it never changes either, the next one has another name.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TILE_WIDTH = 256,
	TILE_LEVEL_MAX = 63,
	TILE_PATH_SIZE = 64, /* "tile/entries/", seven times "x000/", ".p/255" and the zero */
	BUNDLE_ENTRY_MAX_BYTES = 4000 /* of ours: 256 of them and their lengths fit in a reply */
};

/* Which file. */
struct tile {
	bool is_bundle; /* entries instead of hashes; then the level is 0 */
	unsigned level;
	uint64_t index;
	unsigned width; /* 1 to TILE_WIDTH, which is a full one */
};

/* Writes its path under the log's address: "tile/0/x001/234.p/5". */
void tile_path(const struct tile *tile, char ret_path[TILE_PATH_SIZE]);

/* Reads such a path; false for any other, also one that spells the same tile differently. */
bool tile_path_read(const char *path, struct tile *ret_tile);

/* How wide the tile with this index is in a tree of this size; 0 when it has none. */
unsigned tile_width_in(unsigned level, uint64_t index, uint64_t size);

/* True when a tree of this size has all that the tile holds. */
bool tile_is_in(const struct tile *tile, uint64_t size);

/* Bytes that an entry takes in a bundle. */
size_t bundle_entry_size(size_t entry_size_bytes);

/* Writes an entry (at most BUNDLE_ENTRY_MAX_BYTES) at ret_bytes, which has room for it. */
void bundle_entry_write(const void *entry, size_t entry_size_bytes, uint8_t *ret_bytes);

/* The place of a reader in a bundle; begins with the whole of it. */
struct bundle {
	const uint8_t *bytes;
	size_t size_bytes;
};

/* The next entry, in the bundle's own bytes; false at the end and where it is cut short (then
 * size_bytes is not 0). */
bool bundle_next(struct bundle *bundle, const uint8_t **ret_entry, size_t *ret_size_bytes);
