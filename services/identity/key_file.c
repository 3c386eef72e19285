/* key_file.c - small files that must be whole */
#include "identity/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/memory.h"

static int error_of_errno(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERROR_DISK_FULL : ERROR_INPUT_OUTPUT;
}

/* Text up to the end of its line; the file is open. */
static int read_line(int file, char *ret_text, size_t size_bytes)
{
	ssize_t length = read(file, ret_text, size_bytes - 1);

	if (length < 0)
		return ERROR_INPUT_OUTPUT;
	ret_text[length] = '\0';
	ret_text[strcspn(ret_text, "\n")] = '\0';
	return 0;
}

int key_file_read_secret(const char *path, char *ret_text, size_t size_bytes)
{
	struct stat status;
	int result = ERROR_INPUT_OUTPUT;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return errno == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT_OUTPUT;
	if (fstat(file, &status) != 0)
		goto out;
	if (status.st_mode & (S_IRWXG | S_IRWXO)) {
		result = ERROR_SETTING;
		goto out;
	}
	result = read_line(file, ret_text, size_bytes);
out:
	(void)close(file); /* only read */
	return result;
}

static int write_whole(int file, const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t written = write(file, text, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_of_errno();
		text += written;
		length -= (size_t)written;
	}
	return fsync(file) == 0 ? 0 : error_of_errno();
}

/* The rename itself is on disk once the folder is. */
static int flush_folder_of(const char *path)
{
	char *copy = memory_strdup(path);
	int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = folder >= 0 && fsync(folder) == 0 ? 0 : ERROR_INPUT_OUTPUT;

	if (folder >= 0)
		(void)close(folder); /* only flushed */
	memory_free(copy);
	return result;
}

static int write_neighbour(const char *neighbour, const char *line, mode_t mode)
{
	int file = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	if (file < 0)
		return error_of_errno();
	/* A neighbour that was left behind, and the umask, may have set another mode. */
	int result = fchmod(file, mode) == 0 ? write_whole(file, line) : ERROR_INPUT_OUTPUT;
	if (close(file) != 0 && result == 0)
		result = error_of_errno();
	return result;
}

int key_file_write(const char *path, const char *text, mode_t mode)
{
	char *neighbour = memory_printf("%s.new", path);
	char *line = memory_printf("%s\n", text);
	int result = write_neighbour(neighbour, line, mode);

	if (result == 0 && rename(neighbour, path) != 0)
		result = error_of_errno();
	if (result == 0)
		result = flush_folder_of(path);
	memory_free(line);
	memory_free(neighbour);
	return result;
}
