/* whole_file.c - files that are there whole or not at all */
#include "common/base/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/memory.h"

static int write_all(int file, const uint8_t *bytes, size_t size_bytes)
{
	while (size_bytes > 0) {
		ssize_t written = write(file, bytes, size_bytes);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_of_errno(errno);
		bytes += written;
		size_bytes -= (size_t)written;
	}
	return fsync(file) == 0 ? 0 : error_of_errno(errno);
}

static int neighbour_write(const char *neighbour, const void *bytes, size_t size_bytes, mode_t mode)
{
	int file = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	if (file < 0)
		return error_of_errno(errno);
	/* A neighbour that was left behind, and the umask, may have set another mode. */
	int result = fchmod(file, mode) == 0 ? write_all(file, bytes, size_bytes)
					     : error_of_errno(errno);
	if (close(file) != 0 && result == 0)
		result = error_of_errno(errno);
	return result;
}

int whole_file_write(const char *path, const void *bytes, size_t size_bytes, mode_t mode)
{
	char *neighbour = memory_printf("%s.new", path);
	int result = neighbour_write(neighbour, bytes, size_bytes, mode);

	if (result == 0 && rename(neighbour, path) != 0)
		result = error_of_errno(errno);
	if (result == 0)
		result = folder_flush_of(path);
	memory_free(neighbour);
	return result;
}

static int read_all(int file, uint8_t *bytes, size_t size_bytes)
{
	while (size_bytes > 0) {
		ssize_t count = read(file, bytes, size_bytes);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0) /* shorter than it was: not one of ours */
			return ERROR_INPUT_OUTPUT;
		bytes += count;
		size_bytes -= (size_t)count;
	}
	return 0;
}

int whole_file_read(const char *path, size_t limit_bytes, struct arena *arena, uint8_t **ret_bytes,
		    size_t *ret_size_bytes)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	int result = ERROR_INPUT_OUTPUT;

	if (file < 0)
		return error_of_errno(errno);
	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		goto out;
	if ((size_t)status.st_size > limit_bytes) {
		result = ERROR_TOO_LARGE;
		goto out;
	}
	uint8_t *bytes = arena_alloc(arena, (size_t)status.st_size + 1);
	result = read_all(file, bytes, (size_t)status.st_size);
	if (result == 0) {
		*ret_bytes = bytes;
		*ret_size_bytes = (size_t)status.st_size;
	}
out:
	(void)close(file); /* only read */
	return result;
}
