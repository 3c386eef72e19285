/* published.c - the published files of the log: a folder as c2sp.org/tlog-tiles has it */
#include "certification/log/published.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/memory.h"
#include "common/base/whole_file.h"

enum { FOLDER_MODE = 0755, FILE_MODE = 0644 };

int published_open(const char *folder)
{
	return folder_create(folder, FOLDER_MODE);
}

bool published_has_checkpoint(const char *folder)
{
	char *path = memory_printf("%s/checkpoint", folder);
	bool exists = access(path, F_OK) == 0;

	memory_free(path);
	return exists;
}

/* Nothing but the names of the specification is opened, whatever was asked. */
static bool is_path(const char *path)
{
	struct tile tile;

	return strcmp(path, "checkpoint") == 0 || tile_path_read(path, &tile);
}

int published_read(const char *folder, const char *path, struct arena *arena, uint8_t **ret_bytes,
		   size_t *ret_size_bytes)
{
	if (!is_path(path))
		return ERROR_NOT_FOUND;
	return whole_file_read(arena_printf(arena, "%s/%s", folder, path), PUBLISHED_LIMIT_BYTES,
			       arena, ret_bytes, ret_size_bytes);
}

/* How many bytes the first `width` entries of a bundle take; more than it has when it has fewer. */
static size_t bundle_part(const uint8_t *bytes, size_t size_bytes, unsigned width)
{
	struct bundle bundle = {bytes, size_bytes};
	const uint8_t *entry;
	size_t entry_size_bytes;

	for (unsigned i = 0; i < width; i++) {
		if (!bundle_next(&bundle, &entry, &entry_size_bytes))
			return size_bytes + 1;
	}
	return size_bytes - bundle.size_bytes;
}

int published_read_tile(const char *folder, const struct tile *tile, struct arena *arena,
			uint8_t **ret_bytes, size_t *ret_size_bytes)
{
	struct tile full = *tile;
	char path[TILE_PATH_SIZE];
	size_t part;
	int error;

	tile_path(tile, path);
	error = published_read(folder, path, arena, ret_bytes, ret_size_bytes);
	if (error != ERROR_NOT_FOUND || tile->width == TILE_WIDTH)
		return error;
	full.width = TILE_WIDTH;
	tile_path(&full, path);
	error = published_read(folder, path, arena, ret_bytes, ret_size_bytes);
	if (error)
		return error;
	part = tile->is_bundle ? bundle_part(*ret_bytes, *ret_size_bytes, tile->width)
			       : (size_t)tile->width * MERKLE_HASH_SIZE;
	if (part > *ret_size_bytes)
		return ERROR_UNREADABLE;
	*ret_size_bytes = part;
	return 0;
}

int published_write(const char *folder, const char *path, const void *bytes, size_t size_bytes)
{
	char *file = memory_printf("%s/%s", folder, path);
	char *slash = strrchr(file, '/');
	int error;

	assert(is_path(path));
	*slash = '\0';
	error = folder_create(file, FOLDER_MODE);
	*slash = '/';
	if (!error)
		error = whole_file_write(file, bytes, size_bytes, FILE_MODE);
	memory_free(file);
	return error;
}

void published_prune(const char *folder, const struct tile *full)
{
	struct tile tile = *full;
	char path[TILE_PATH_SIZE];
	struct dirent *entry;
	char *partials;
	DIR *listed;

	tile.width = TILE_WIDTH;
	tile_path(&tile, path);
	partials = memory_printf("%s/%s.p", folder, path);
	listed = opendir(partials);
	while (listed != NULL && (entry = readdir(listed)) != NULL) {
		if (entry->d_name[0] != '.')
			(void)unlinkat(dirfd(listed), entry->d_name, 0); /* left, it is harmless */
	}
	if (listed != NULL)
		(void)closedir(listed); /* only read */
	(void)rmdir(partials);          /* as above */
	memory_free(partials);
}

static int tree_read(void *context, unsigned level, uint64_t first, size_t count,
		     struct merkle_hash *ret_hashes)
{
	const struct published_tree *tree = context;
	struct tile tile = {.level = level, .index = first / TILE_WIDTH};
	size_t offset = (size_t)(first % TILE_WIDTH) * MERKLE_HASH_SIZE;
	size_t size_bytes;
	uint8_t *bytes;
	int error;

	tile.width = tile_width_in(level, tile.index, tree->size);
	if (tile.width < first % TILE_WIDTH + count)
		return ERROR_NOT_FOUND;
	error = published_read_tile(tree->folder, &tile, tree->arena, &bytes, &size_bytes);
	if (error)
		return error;
	if (size_bytes != (size_t)tile.width * MERKLE_HASH_SIZE)
		return ERROR_UNREADABLE;
	memcpy(ret_hashes, bytes + offset, count * MERKLE_HASH_SIZE);
	return 0;
}

struct merkle_source published_source(struct published_tree *tree)
{
	return (struct merkle_source){tree_read, tree};
}
