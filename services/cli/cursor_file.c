/* cursor_file.c - a reader's place in each source, kept on disk
 *
 * A line a source: its name, epoch and hash in hex, and the sequence.
 */
#include "cli/cursor_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/memory.h"

enum { EPOCH_HEX_SIZE = CURSOR_EPOCH_SIZE * 2 + 1, HASH_HEX_SIZE = CHAIN_HASH_SIZE * 2 + 1 };

struct cursor *cursor_of(struct cursor_list *list, const char *source)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].source, source) == 0)
			return &list->items[i];
	if (list->count == CURSORS_MAX || strlen(source) >= CURSOR_SOURCE_SIZE)
		return NULL;
	struct cursor *cursor = &list->items[list->count++];
	*cursor = (struct cursor){0};
	memcpy(cursor->source, source, strlen(source));
	return cursor;
}

static bool from_hex(uint8_t *ret_bytes, size_t size_bytes, const char *hex)
{
	size_t length;

	return sodium_hex2bin(ret_bytes, size_bytes, hex, strlen(hex), NULL, &length, NULL) == 0 &&
	       length == size_bytes;
}

static bool read_line(FILE *file, struct cursor_list *list)
{
	char source[CURSOR_SOURCE_SIZE];
	char epoch[EPOCH_HEX_SIZE];
	char hash[HASH_HEX_SIZE];
	unsigned long long sequence;

	if (fscanf(file, "%63s %32s %llu %64s\n", source, epoch, &sequence, hash) != 4)
		return false;
	struct cursor *cursor = cursor_of(list, source);
	if (cursor == NULL)
		return false;
	cursor->chain.sequence = sequence;
	return from_hex(cursor->epoch, sizeof(cursor->epoch), epoch) &&
	       from_hex(cursor->chain.hash, sizeof(cursor->chain.hash), hash);
}

int cursor_file_read(const char *path, struct cursor_list *ret_list)
{
	FILE *file = fopen(path, "re");
	bool sound = true;

	ret_list->count = 0;
	if (file == NULL)
		return errno == ENOENT ? 0 : ERROR_INPUT_OUTPUT;
	while (sound && !feof(file))
		sound = read_line(file, ret_list);
	(void)fclose(file); /* it was only read */
	return sound ? 0 : ERROR_UNREADABLE;
}

static void write_lines(FILE *file, const struct cursor_list *list)
{
	char epoch[EPOCH_HEX_SIZE];
	char hash[HASH_HEX_SIZE];

	for (size_t i = 0; i < list->count; i++) {
		const struct cursor *cursor = &list->items[i];
		sodium_bin2hex(epoch, sizeof(epoch), cursor->epoch, sizeof(cursor->epoch));
		sodium_bin2hex(hash, sizeof(hash), cursor->chain.hash, sizeof(cursor->chain.hash));
		(void)fprintf(file, "%s %s %llu %s\n", cursor->source, epoch,
			      (unsigned long long)cursor->chain.sequence, hash); /* see ferror */
	}
}

/* A new name in a folder is on disk only when the folder is. */
static bool flush_folder(const char *path)
{
	char *copy = memory_strdup(path);
	int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool flushed = folder >= 0 && fsync(folder) == 0;

	if (folder >= 0)
		(void)close(folder); /* nothing was written through it */
	memory_free(copy);
	return flushed;
}

int cursor_file_write(const char *path, const struct cursor_list *list)
{
	char *neighbour = memory_printf("%s.new", path);
	FILE *file = fopen(neighbour, "we");
	bool written = false;

	if (file != NULL) {
		write_lines(file, list);
		written = fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
		written = fclose(file) == 0 && written;
	}
	written = written && rename(neighbour, path) == 0 && flush_folder(path);
	memory_free(neighbour);
	return written ? 0 : ERROR_INPUT_OUTPUT;
}
