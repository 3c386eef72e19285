/* tile.c - the files a log is published in: c2sp.org/tlog-tiles */
#include "common/tlog/tile.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LENGTH_BYTES = 2, /* before each entry, big-endian */
	GROUP_DIGITS = 3,
	LEVEL_BITS = 8,
	INDEX_DIGITS_MAX = 21 /* 2^64 in groups of three */
};

/* "x001/x234/067" for 1234067: every group but the last is marked, so that a folder and a file are
 * never called alike. */
static size_t index_write(uint64_t index, char *ret_text, size_t size_bytes)
{
	char digits[INDEX_DIGITS_MAX + 1];
	size_t written = 0;
	size_t length = (size_t)snprintf(digits, sizeof(digits), "%03llu",
					 (unsigned long long)index); /* reckoned to fit */
	size_t padding = (GROUP_DIGITS - length % GROUP_DIGITS) % GROUP_DIGITS;

	(void)snprintf(digits, sizeof(digits), "%0*llu", (int)(length + padding),
		       (unsigned long long)index);
	for (size_t i = 0; i < length + padding; i += GROUP_DIGITS) {
		bool last = i + GROUP_DIGITS == length + padding;

		written += (size_t)snprintf(ret_text + written, size_bytes - written, "%s%.3s%s",
					    last ? "" : "x", digits + i, last ? "" : "/");
	}
	return written;
}

void tile_path(const struct tile *tile, char ret_path[TILE_PATH_SIZE])
{
	size_t written;

	assert(tile->width >= 1 && tile->width <= TILE_WIDTH);
	assert(tile->level <= TILE_LEVEL_MAX && !(tile->is_bundle && tile->level > 0));
	if (tile->is_bundle)
		written = (size_t)snprintf(ret_path, TILE_PATH_SIZE, "tile/entries/");
	else
		written = (size_t)snprintf(ret_path, TILE_PATH_SIZE, "tile/%u/", tile->level);
	written += index_write(tile->index, ret_path + written, TILE_PATH_SIZE - written);
	if (tile->width < TILE_WIDTH)
		written += (size_t)snprintf(ret_path + written, TILE_PATH_SIZE - written, ".p/%u",
					    tile->width);
	assert(written < TILE_PATH_SIZE && "reckoned to fit");
}

/* A decimal number at *text, which moves behind it; false when there is none or it is too long to
 * be one of ours. */
static bool number_read(const char **text, size_t digits_max, uint64_t *ret_number)
{
	size_t digits = strspn(*text, "0123456789");

	if (digits == 0 || digits > digits_max)
		return false;
	*ret_number = strtoull(*text, NULL, 10);
	*text += digits;
	return true;
}

static bool index_read(const char **text, uint64_t *ret_index)
{
	uint64_t index = 0, group;

	for (size_t groups = 0; groups < INDEX_DIGITS_MAX / GROUP_DIGITS - 1; groups++) {
		bool last = **text != 'x';

		if (!last)
			(*text)++;
		if (!number_read(text, GROUP_DIGITS, &group))
			return false;
		index = index * 1000 + group;
		if (last) {
			*ret_index = index;
			return true;
		}
		if (*(*text)++ != '/')
			return false;
	}
	return false;
}

/* Lenient: tile_path_read compares with how it would be written. */
static bool parts_read(const char *text, struct tile *ret_tile)
{
	uint64_t level = 0, width = TILE_WIDTH;

	ret_tile->is_bundle = strncmp(text, "entries/", 8) == 0;
	if (ret_tile->is_bundle)
		text += 7;
	else if (!number_read(&text, 2, &level) || level > TILE_LEVEL_MAX)
		return false;
	if (*text++ != '/' || !index_read(&text, &ret_tile->index))
		return false;
	if (strncmp(text, ".p/", 3) == 0) {
		text += 3;
		if (!number_read(&text, 3, &width) || width == 0 || width >= TILE_WIDTH)
			return false;
	}
	ret_tile->level = (unsigned)level;
	ret_tile->width = (unsigned)width;
	return *text == '\0';
}

bool tile_path_read(const char *path, struct tile *ret_tile)
{
	char canonical[TILE_PATH_SIZE];
	struct tile tile;

	if (strncmp(path, "tile/", 5) != 0 || !parts_read(path + 5, &tile))
		return false;
	tile_path(&tile, canonical);
	if (strcmp(canonical, path) != 0)
		return false;
	*ret_tile = tile;
	return true;
}

unsigned tile_width_in(unsigned level, uint64_t index, uint64_t size)
{
	unsigned shift = level * LEVEL_BITS;
	uint64_t hashes = shift < 64 ? size >> shift : 0;

	if (hashes / TILE_WIDTH > index)
		return TILE_WIDTH;
	return hashes / TILE_WIDTH == index ? (unsigned)(hashes % TILE_WIDTH) : 0;
}

bool tile_is_in(const struct tile *tile, uint64_t size)
{
	return tile->width <= tile_width_in(tile->level, tile->index, size);
}

size_t bundle_entry_size(size_t entry_size_bytes)
{
	return LENGTH_BYTES + entry_size_bytes;
}

void bundle_entry_write(const void *entry, size_t entry_size_bytes, uint8_t *ret_bytes)
{
	assert(entry_size_bytes <= BUNDLE_ENTRY_MAX_BYTES);
	ret_bytes[0] = (uint8_t)(entry_size_bytes >> 8);
	ret_bytes[1] = (uint8_t)(entry_size_bytes & 0xff);
	memcpy(ret_bytes + LENGTH_BYTES, entry, entry_size_bytes);
}

bool bundle_next(struct bundle *bundle, const uint8_t **ret_entry, size_t *ret_size_bytes)
{
	size_t length;

	if (bundle->size_bytes < LENGTH_BYTES)
		return false;
	length = (size_t)bundle->bytes[0] << 8 | bundle->bytes[1];
	if (bundle->size_bytes - LENGTH_BYTES < length)
		return false;
	*ret_entry = bundle->bytes + LENGTH_BYTES;
	*ret_size_bytes = length;
	bundle->bytes += LENGTH_BYTES + length;
	bundle->size_bytes -= LENGTH_BYTES + length;
	return true;
}
