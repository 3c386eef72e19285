/* key_file.c - keys in files of one line, which nobody else may read */
#include "common/base/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/folder.h"
#include "common/base/memory.h"
#include "common/base/whole_file.h"

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
		return error_of_errno(errno);
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

int key_file_write(const char *path, const char *text, mode_t mode)
{
	char *line = memory_printf("%s\n", text);
	int result = whole_file_write(path, line, strlen(line), mode);

	memory_free(line);
	return result;
}
