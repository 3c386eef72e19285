/* content_store.c - evidence by what is in it: files/ab/cdef... in the daemon's folder
 *
 * Taken in as a second link to the upload's file: one move that is atomic and, unlike a rename,
 * leaves the upload where the command, sent again after a crash, finds it. The upload's name goes
 * with the sweep of old uploads; a complete upload is never written again.
 */
#include "registration/files/content_store.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "registration/files/folder.h"

enum { PATH_SIZE = 512, READ_BYTES = 64 * 1024 };

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

	return folder_path(root, path) < PATH_SIZE ? folder_create(path) : ERROR_INPUT_OUTPUT;
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

int content_store_add(const char *root, const char *path, const char *sha256)
{
	char stored[PATH_SIZE];
	char folder[PATH_SIZE];
	int error;

	content_path(root, sha256, stored);
	(void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(stored, '/') - stored),
		       stored); /* shorter than what it is cut from */
	error = folder_create(folder);
	if (!error)
		error = folder_flush_of(folder);
	if (error)
		return error;
	if (link(path, stored) && errno != EEXIST)
		return error_of_errno(errno);
	return folder_flush_of(stored);
}

int content_store_read(const char *root, const char *sha256, int64_t offset_bytes, uint8_t *bytes,
		       size_t *size_bytes)
{
	char path[PATH_SIZE];
	int file;
	ssize_t count;

	/* The hash is part of a path: nothing but 64 digits goes further. */
	if (strlen(sha256) != SHA256_HEX_SIZE - 1 ||
	    strspn(sha256, "0123456789abcdef") != SHA256_HEX_SIZE - 1)
		return ERROR_NOT_FOUND;
	content_path(root, sha256, path);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return error_of_errno(errno);
	count = pread(file, bytes, *size_bytes, offset_bytes);
	(void)close(file); /* only read */
	if (count < 0)
		return ERROR_INPUT_OUTPUT;
	*size_bytes = (size_t)count;
	return 0;
}
