/* bus_address.c - where a daemon may listen and dial */
#include "common/bus/bus_address.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/error.h"

static const char IPC_PREFIX[] = "ipc://";

/* Whoever may enter the directory may connect: it must be the daemons' alone. */
static int check_directory(const char *path)
{
	char directory[BUS_PATH_LIMIT_BYTES + 1];
	size_t length = (size_t)(strrchr(path, '/') - path);
	struct stat status;

	memcpy(directory, path, length);
	directory[length] = '\0';
	if (stat(length == 0 ? "/" : directory, &status) != 0)
		return ERROR_NOT_FOUND;
	bool private = S_ISDIR(status.st_mode) && (status.st_mode & 0077) == 0;
	return private && status.st_uid == geteuid() ? 0 : ERROR_FORGED;
}

int bus_address_path(const char *address, const char **ret_path)
{
	size_t prefix_length = strlen(IPC_PREFIX);

	if (strncmp(address, IPC_PREFIX, prefix_length) != 0)
		return ERROR_SETTING;
	const char *path = address + prefix_length;
	if (path[0] != '/' || strlen(path) > BUS_PATH_LIMIT_BYTES)
		return ERROR_SETTING;
	int error = check_directory(path);
	if (error == 0)
		*ret_path = path;
	return error;
}
