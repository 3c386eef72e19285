/* folder.c - folders that are there, and entries that survive a power cut */
#include "common/base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"

int error_of_errno(int number)
{
	if (number == ENOSPC || number == EDQUOT)
		return ERROR_DISK_FULL;
	return number == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT_OUTPUT;
}

int folder_flush_of(const char *path)
{
	char folder_path[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) : 0;
	int folder;
	int error = 0;

	if (slash == path) /* the root's own */
		length = 1;
	if (!slash || length >= sizeof folder_path)
		return ERROR_INPUT_OUTPUT;
	memcpy(folder_path, path, length);
	folder_path[length] = '\0';
	folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return error_of_errno(errno);
	if (fsync(folder))
		error = error_of_errno(errno);
	(void)close(folder); /* only flushed */
	return error;
}

/* One folder of a path; made anew, its entry is flushed too. */
static int step_create(const char *path, mode_t mode)
{
	if (mkdir(path, mode) == 0)
		return strchr(path, '/') ? folder_flush_of(path) : 0;
	return errno == EEXIST ? 0 : error_of_errno(errno);
}

int folder_create(const char *path, mode_t mode)
{
	char prefix[PATH_MAX];
	size_t length = strlen(path);

	if (length >= sizeof prefix)
		return ERROR_INPUT_OUTPUT;
	memcpy(prefix, path, length + 1);
	for (size_t i = 1; i <= length; i++) {
		int error;

		if (prefix[i] != '/' && prefix[i] != '\0')
			continue;
		char kept = prefix[i];

		prefix[i] = '\0';
		error = step_create(prefix, mode);
		prefix[i] = kept;
		if (error)
			return error;
	}
	return 0;
}
