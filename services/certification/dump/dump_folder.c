/* dump_folder.c - the files of the register's open data, by the hash of their bytes */
#include "certification/dump/dump_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/memory.h"
#include "common/base/whole_file.h"

enum { FOLDER_MODE = 0755, FILE_MODE = 0644, HASH_LENGTH = DUMP_HASH_SIZE - 1 };

static const char sums_name[] = "SHA256SUMS";
static const char previous_name[] = "SHA256SUMS.previous";

struct dump_file {
	char *folder, *path; /* path: while it is written */
	FILE *stream;
	crypto_hash_sha256_state hash;
};

int dump_folder_open(const char *folder)
{
	char *files = memory_printf("%s/files", folder);
	int error = folder_create(files, FOLDER_MODE);

	memory_free(files);
	return error;
}

struct dump_file *dump_file_create(const char *folder, const char *label)
{
	struct dump_file *file = memory_alloc(sizeof(*file));

	file->folder = memory_strdup(folder);
	file->path = memory_printf("%s/files/.%s", folder, label);
	file->stream = fopen(file->path, "we");
	(void)crypto_hash_sha256_init(&file->hash); /* always 0 */
	if (file->stream)
		return file;
	memory_free(file->path);
	memory_free(file->folder);
	memory_free(file);
	return NULL;
}

void dump_file_write(struct dump_file *file, const void *bytes, size_t size_bytes)
{
	(void)fwrite(bytes, 1, size_bytes, file->stream);                /* ferror tells */
	(void)crypto_hash_sha256_update(&file->hash, bytes, size_bytes); /* always 0 */
}

/* To disk before it has a name. */
static int flush(FILE *stream)
{
	if (ferror(stream) || fflush(stream) != 0 || fsync(fileno(stream)) != 0 ||
	    fchmod(fileno(stream), FILE_MODE) != 0)
		return error_of_errno(errno ? errno : EIO);
	return 0;
}

int dump_file_close(struct dump_file *file, char ret_sha256[DUMP_HASH_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *path;
	int error;

	if (!file)
		return ERROR_INPUT_OUTPUT;
	error = flush(file->stream);
	(void)crypto_hash_sha256_final(&file->hash, hash);                    /* always 0 */
	(void)sodium_bin2hex(ret_sha256, DUMP_HASH_SIZE, hash, sizeof(hash)); /* fits */
	(void)fclose(file->stream);                                           /* flushed already */
	path = memory_printf("%s/files/%s", file->folder, ret_sha256);
	if (!error && rename(file->path, path) != 0)
		error = error_of_errno(errno);
	if (!error)
		error = folder_flush_of(path);
	if (error)
		(void)unlink(file->path); /* the next one begins anew all the same */
	memory_free(path);
	memory_free(file->path);
	memory_free(file->folder);
	memory_free(file);
	return error;
}

static bool text_read(const char *folder, const char *name, struct arena *arena,
		      const char **ret_text)
{
	uint8_t *bytes;
	size_t size_bytes;

	if (whole_file_read(arena_printf(arena, "%s/%s", folder, name), DUMP_SUMS_LIMIT_BYTES,
			    arena, &bytes, &size_bytes) != 0)
		return false;
	*ret_text = (const char *)bytes;
	return true;
}

bool dump_sums_read(const char *folder, struct arena *arena, const char **ret_text)
{
	return text_read(folder, sums_name, arena, ret_text);
}

static bool is_hash(const char *text)
{
	return strspn(text, "0123456789abcdef") >= HASH_LENGTH;
}

/* "<hash>  <name>" lines, as sha256sum writes them; others are passed over. */
bool dump_sum_find(const char *text, const char *name, char ret_sha256[DUMP_HASH_SIZE])
{
	size_t length = strlen(name);

	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!is_hash(line) || strncmp(line + HASH_LENGTH, "  ", 2) != 0 ||
		    strncmp(line + HASH_LENGTH + 2, name, length) != 0 ||
		    line[HASH_LENGTH + 2 + length] != '\n')
			continue;
		memcpy(ret_sha256, line, HASH_LENGTH);
		ret_sha256[HASH_LENGTH] = '\0';
		return true;
	}
	return false;
}

/* Files that no text of sums names are nobody's. */
static void prune(const char *folder, const char *present, const char *previous)
{
	char *files = memory_printf("%s/files", folder);
	DIR *listed = opendir(files);
	struct dirent *entry;

	while (listed != NULL && (entry = readdir(listed)) != NULL) {
		if (entry->d_name[0] == '.' || strstr(present, entry->d_name) ||
		    strstr(previous, entry->d_name))
			continue;
		(void)unlinkat(dirfd(listed), entry->d_name, 0); /* left, the next time takes it */
	}
	if (listed != NULL)
		(void)closedir(listed); /* only read */
	memory_free(files);
}

int dump_sums_replace(const char *folder, const char *text, bool forget)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const char *previous = "";
	int error = 0;

	if (!forget && dump_sums_read(folder, arena, &previous))
		error = whole_file_write(arena_printf(arena, "%s/%s", folder, previous_name),
					 previous, strlen(previous), FILE_MODE);
	if (!error)
		error = whole_file_write(arena_printf(arena, "%s/%s", folder, sums_name), text,
					 strlen(text), FILE_MODE);
	if (!error && forget)
		(void)unlink(
			arena_printf(arena, "%s/%s", folder, previous_name)); /* or not there */
	if (!error)
		prune(folder, text, previous);
	arena_destroy(arena);
	return error;
}

int dump_file_read(const char *folder, const char *sha256, const struct dump_piece *piece,
		   struct arena *arena, uint8_t **ret_bytes, size_t *ret_size_bytes,
		   uint64_t *ret_file_size_bytes)
{
	struct stat about;
	ssize_t size;
	int file;

	if (strlen(sha256) != HASH_LENGTH || !is_hash(sha256))
		return ERROR_NOT_FOUND;
	file = open(arena_printf(arena, "%s/files/%s", folder, sha256), O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return error_of_errno(errno);
	*ret_bytes = arena_alloc(arena, piece->limit_bytes);
	size = fstat(file, &about) == 0
		       ? pread(file, *ret_bytes, piece->limit_bytes, (off_t)piece->offset_bytes)
		       : -1;
	(void)close(file); /* only read */
	if (size < 0)
		return ERROR_INPUT_OUTPUT;
	*ret_size_bytes = (size_t)size;
	*ret_file_size_bytes = (uint64_t)about.st_size;
	return 0;
}
