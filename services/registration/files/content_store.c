/* content_store.c - files by what is in them: files/ab/cdef... in the daemon's folder
 *
 * Taken in as a second link to the upload's file: one move that is atomic and, unlike a rename,
 * leaves the upload where the command, sent again after a crash, finds it. When the store has the
 * same bytes already, the upload becomes a second link to those, and its own go. The upload's name
 * goes with the sweep of old uploads; a complete upload is never written again.
 *
 * So a file of one name is of no upload. A drop takes a file aside first and looks at its names
 * then: whoever shares it before that is counted, whoever comes later finds none and adds his own.
 */
#include "registration/files/content_store.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/folder.h"

enum { PATH_SIZE = 512, READ_BYTES = 64 * 1024, ADD_ATTEMPTS = 3 };

static int folder_path(const char *root, char path[PATH_SIZE])
{
	return snprintf(path, PATH_SIZE, "%s/files", root);
}

/* Path of a hash; its first two digits are a folder, so that no folder grows too large. */
static void content_path(const char *root, const char *sha256, char path[PATH_SIZE])
{
	(void)snprintf(path, PATH_SIZE, "%s/files/%.2s/%s", root, sha256,
		       sha256 + 2); /* root has 256 bytes at most */
}

int content_store_open(const char *root)
{
	char path[PATH_SIZE];

	return folder_path(root, path) < PATH_SIZE ? folder_create(path, 0700) : ERROR_INPUT_OUTPUT;
}

int content_hash(const char *path, char *ret_sha256)
{
	crypto_hash_sha256_state state;
	uint8_t hash[crypto_hash_sha256_BYTES];
	uint8_t bytes[READ_BYTES];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t count;

	if (file < 0)
		return error_of_errno(errno);
	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next two */
	while ((count = read(file, bytes, sizeof bytes)) > 0)
		(void)crypto_hash_sha256_update(&state, bytes, (unsigned long long)count);
	(void)crypto_hash_sha256_final(&state, hash);
	(void)close(file); /* only read */
	if (count < 0)
		return ERROR_INPUT_OUTPUT;
	(void)sodium_bin2hex(ret_sha256, SHA256_HEX_SIZE, hash, sizeof hash);
	return 0;
}

/* Makes a path that holds the same bytes another name of the stored file, so that they take their
 * room once. Left undone by a crash at any point it is done by the next attempt; two at once do the
 * same. */
static int share(const char *stored, const char *path)
{
	char second[PATH_SIZE];
	struct stat store_file, upload_file;

	if (stat(stored, &store_file) || stat(path, &upload_file))
		return error_of_errno(errno);
	if (store_file.st_ino == upload_file.st_ino)
		return 0;
	if (snprintf(second, sizeof second, "%s.same", path) >= (int)sizeof second)
		return ERROR_INPUT_OUTPUT;
	if (link(stored, second) && errno != EEXIST)
		return error_of_errno(errno);
	if (rename(second, path) && errno != ENOENT) /* the other one has renamed it */
		return error_of_errno(errno);
	return folder_flush_of(path);
}

static void thumbnail_path(const char *root, const char *sha256, char path[PATH_SIZE])
{
	char whole[PATH_SIZE];

	content_path(root, sha256, whole);
	(void)snprintf(path, PATH_SIZE, "%.*s.thumb", PATH_SIZE - 8, whole); /* is shorter */
}

int content_store_add(const char *root, const char *path, const char *sha256)
{
	char stored[PATH_SIZE];
	char folder[PATH_SIZE];
	int error;

	content_path(root, sha256, stored);
	(void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(stored, '/') - stored),
		       stored); /* shorter than what it is cut from */
	error = folder_create(folder, 0700);
	if (!error)
		error = folder_flush_of(folder);
	if (error)
		return error;
	/* Dropped in between, it is there no more: then it is this upload's. */
	for (int attempt = 0; attempt < ADD_ATTEMPTS; attempt++) {
		if (link(path, stored) == 0)
			return folder_flush_of(stored);
		if (errno != EEXIST)
			return error_of_errno(errno);
		error = share(stored, path);
		if (error != ERROR_NOT_FOUND)
			break;
	}
	if (!error && link(path, stored) == 0)
		error = folder_flush_of(stored);
	return error;
}

int content_store_add_thumbnail(const char *root, const char *path, const char *sha256)
{
	char stored[PATH_SIZE];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	int error = 0;

	if (file < 0)
		return error_of_errno(errno);
	if (fsync(file))
		error = error_of_errno(errno);
	(void)close(file); /* only flushed */
	if (error)
		return error;
	thumbnail_path(root, sha256, stored);
	if (rename(path, stored)) /* the same picture of the same file, when there was one */
		return error_of_errno(errno);
	return folder_flush_of(stored);
}

/* The hash is part of a path: nothing but 64 digits goes further. */
static bool is_hash(const char *sha256)
{
	return strlen(sha256) == SHA256_HEX_SIZE - 1 &&
	       strspn(sha256, "0123456789abcdef") == SHA256_HEX_SIZE - 1;
}

static void aside_path(const char *path, char aside[PATH_SIZE])
{
	(void)snprintf(aside, PATH_SIZE, "%.*s.going", PATH_SIZE - 8, path); /* is shorter */
}

static int set_aside(const char *path)
{
	char aside[PATH_SIZE];

	aside_path(path, aside);
	return rename(path, aside) && errno != ENOENT ? error_of_errno(errno) : 0;
}

/* Under its own name again, unless another came there meanwhile: that has the same bytes. */
static int put_back(const char *path)
{
	char aside[PATH_SIZE];

	aside_path(path, aside);
	if (link(aside, path) && errno != EEXIST)
		return errno == ENOENT ? 0 : error_of_errno(errno);
	return unlink(aside) ? error_of_errno(errno) : folder_flush_of(path);
}

static int remove_aside(const char *path)
{
	char aside[PATH_SIZE];

	aside_path(path, aside);
	return unlink(aside) && errno != ENOENT ? error_of_errno(errno) : 0;
}

int content_store_restore(const char *root, const char *sha256)
{
	char stored[PATH_SIZE], picture[PATH_SIZE];
	int error;

	if (!is_hash(sha256))
		return ERROR_NOT_FOUND;
	content_path(root, sha256, stored);
	thumbnail_path(root, sha256, picture);
	error = put_back(stored);
	return error ? error : put_back(picture);
}

/* The picture goes aside first: whoever adds the file anew brings one after it. */
int content_store_drop(const char *root, const char *sha256, bool *ret_gone)
{
	char stored[PATH_SIZE], picture[PATH_SIZE], aside[PATH_SIZE];
	struct stat found;
	int error;

	if (!is_hash(sha256))
		return ERROR_NOT_FOUND;
	content_path(root, sha256, stored);
	thumbnail_path(root, sha256, picture);
	aside_path(stored, aside);
	error = set_aside(picture);
	if (!error)
		error = set_aside(stored);
	if (error)
		return error;
	if (stat(aside, &found) == 0 && found.st_nlink > 1) {
		*ret_gone = false;
		return content_store_restore(root, sha256);
	}
	error = remove_aside(stored);
	if (!error)
		error = remove_aside(picture);
	if (error)
		return error;
	*ret_gone = true;
	error = folder_flush_of(stored);
	return error == ERROR_NOT_FOUND ? 0 : error; /* there never was one in that folder */
}

/* Reads a piece of a file. */
static int read_piece(const char *path, int64_t offset_bytes, uint8_t *bytes, size_t *size_bytes,
		      int64_t *ret_file_bytes)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat found;
	ssize_t count;

	if (file < 0)
		return error_of_errno(errno);
	count = fstat(file, &found) ? -1 : pread(file, bytes, *size_bytes, offset_bytes);
	(void)close(file); /* only read */
	if (count < 0)
		return ERROR_INPUT_OUTPUT;
	*size_bytes = (size_t)count;
	*ret_file_bytes = found.st_size;
	return 0;
}

const char *content_store_path(const char *root, const char *sha256, struct arena *arena)
{
	char path[PATH_SIZE];

	if (!is_hash(sha256))
		return NULL;
	content_path(root, sha256, path);
	return arena_strdup(arena, path);
}

int content_store_read(const char *root, const char *sha256, int64_t offset_bytes, uint8_t *bytes,
		       size_t *size_bytes)
{
	char path[PATH_SIZE];
	int64_t file_bytes;

	if (!is_hash(sha256))
		return ERROR_NOT_FOUND;
	content_path(root, sha256, path);
	return read_piece(path, offset_bytes, bytes, size_bytes, &file_bytes);
}

int content_store_read_thumbnail(const char *root, const char *sha256, int64_t offset_bytes,
				 uint8_t *bytes, size_t *size_bytes, int64_t *ret_file_bytes)
{
	char path[PATH_SIZE];

	if (!is_hash(sha256))
		return ERROR_NOT_FOUND;
	thumbnail_path(root, sha256, path);
	return read_piece(path, offset_bytes, bytes, size_bytes, ret_file_bytes);
}
