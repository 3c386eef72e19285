/* copying.c - files from one folder into another, each there whole or not at all */
#include "cli/backup/copying.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/session.h"
#include "common/base/folder.h"
#include "common/base/memory.h"

enum { PIECE_SIZE = 64 * 1024, FOLDER_MODE = 0700 };

static bool fail(const char *path)
{
	complain("%s: %s", path, strerror(errno));
	return false;
}

bool file_hash(const char *path, char ret_hex[SHA256_HEX_SIZE], uint64_t *ret_size_bytes)
{
	static const size_t hash_size = crypto_hash_sha256_BYTES;
	uint8_t piece[PIECE_SIZE], hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	if (file < 0)
		return fail(path);
	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next two */
	*ret_size_bytes = 0;
	while ((count = read(file, piece, sizeof(piece))) > 0) {
		(void)crypto_hash_sha256_update(&state, piece, (size_t)count);
		*ret_size_bytes += (uint64_t)count;
	}
	(void)crypto_hash_sha256_final(&state, hash);
	(void)close(file);                                               /* only read */
	(void)sodium_bin2hex(ret_hex, SHA256_HEX_SIZE, hash, hash_size); /* fits */
	return count == 0 || fail(path);
}

static bool piece_write(int file, const uint8_t *bytes, size_t size_bytes)
{
	while (size_bytes > 0) {
		ssize_t written = write(file, bytes, size_bytes);

		if (written < 0)
			return false;
		bytes += written;
		size_bytes -= (size_t)written;
	}
	return true;
}

/* All bytes, mode and time, on disk. */
static bool bytes_copy(int from, int to)
{
	uint8_t piece[PIECE_SIZE];
	struct stat status;
	ssize_t count;

	while ((count = read(from, piece, sizeof(piece))) > 0) {
		if (!piece_write(to, piece, (size_t)count))
			return false;
	}
	if (count < 0 || fstat(from, &status) != 0)
		return false;
	/* The time too: by it and its length a file is seen to be the same. */
	return fchmod(to, status.st_mode & 0777) == 0 &&
	       futimens(to, (const struct timespec[]){status.st_atim, status.st_mtim}) == 0 &&
	       fsync(to) == 0;
}

static bool neighbour_copy(const char *from, const char *neighbour)
{
	int source = open(from, O_RDONLY | O_CLOEXEC);
	int target = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool copied = source >= 0 && target >= 0 && bytes_copy(source, target);

	if (!copied)
		(void)fail(source < 0 ? from : neighbour);
	if (source >= 0)
		(void)close(source); /* only read */
	if (target >= 0)
		(void)close(target); /* flushed */
	return copied;
}

/* The folder of a path, made. */
static bool folder_make_of(const char *path)
{
	char *folder = memory_strdup(path);
	char *slash = strrchr(folder, '/');
	int error = 0;

	if (slash != NULL && slash != folder) {
		*slash = '\0';
		error = folder_create(folder, FOLDER_MODE);
	}
	if (error)
		complain("%s: the folder cannot be made", folder);
	memory_free(folder);
	return !error;
}

bool file_copy(const char *from, const char *to)
{
	char *neighbour = memory_printf("%s.copying", to);
	bool copied = folder_make_of(to) && neighbour_copy(from, neighbour);

	if (copied && rename(neighbour, to) != 0)
		copied = fail(to);
	if (copied && folder_flush_of(to) != 0)
		copied = fail(to);
	if (!copied)
		(void)unlink(neighbour); /* perhaps it was never there */
	memory_free(neighbour);
	return copied;
}

static bool is_same(const struct stat *one, const struct stat *other)
{
	return one->st_size == other->st_size && one->st_mtim.tv_sec == other->st_mtim.tv_sec &&
	       one->st_mtim.tv_nsec == other->st_mtim.tv_nsec;
}

static bool entry_copy(const char *from, const char *to, const struct stat *status,
		       struct copying *copying)
{
	struct stat there;
	bool exists = stat(to, &there) == 0;

	if (exists && (!copying->replaces || is_same(status, &there))) {
		copying->kept++;
		return true;
	}
	copying->copied++;
	return file_copy(from, to);
}

/* Where a walk is: the folder, and the path below it. */
static bool walk(const char *from, const char *to, const char *below, struct copying *copying);

static bool entry_take(const char *from, const char *to, const char *path, struct copying *copying)
{
	char *source = memory_printf("%s/%s", from, path);
	char *target = memory_printf("%s/%s", to, path);
	struct stat status;
	bool taken = true;

	if (lstat(source, &status) != 0)
		taken = errno == ENOENT || fail(source); /* gone since it was listed */
	else if (S_ISDIR(status.st_mode))
		taken = walk(from, to, path, copying);
	else if (S_ISREG(status.st_mode) && (!copying->wanted || copying->wanted(path)))
		taken = entry_copy(source, target, &status, copying);
	memory_free(source);
	memory_free(target);
	return taken;
}

static bool walk(const char *from, const char *to, const char *below, struct copying *copying)
{
	char *folder = memory_printf("%s%s%s", from, *below ? "/" : "", below);
	DIR *listed = opendir(folder);
	bool taken = listed != NULL || errno == ENOENT || fail(folder);
	struct dirent *entry;

	while (listed != NULL && taken && (entry = readdir(listed)) != NULL) {
		char *path = memory_printf("%s%s%s", below, *below ? "/" : "", entry->d_name);

		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			taken = entry_take(from, to, path, copying);
		memory_free(path);
	}
	if (listed != NULL)
		(void)closedir(listed); /* only read */
	memory_free(folder);
	return taken;
}

bool folder_copy(const char *from, const char *to, struct copying *copying)
{
	return walk(from, to, "", copying);
}
