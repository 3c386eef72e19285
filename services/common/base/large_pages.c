/* large_pages.c - memory in pages of 2 MiB, for a daemon that reads here and there in much of it */
#include "common/base/large_pages.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/memory.h"

static const char tunables[] = "GLIBC_TUNABLES";
static const char tunable[] = "glibc.malloc.hugetlb";

/* Other tunables stay as they are. */
static void tell(const char *set)
{
	bool alone = set == NULL || *set == '\0';
	char *told = memory_printf("%s%s%s=1", alone ? "" : set, alone ? "" : ":", tunable);

	(void)setenv(tunables, told, 1); /* without it the program would only not be told */
	memory_free(told);
}

void large_pages_use(char **arguments)
{
	const char *set = getenv(tunables);
	char path[PATH_MAX];
	ssize_t length;

	if (set && strstr(set, tunable))
		return;
	length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	if (length <= 0)
		return;
	path[length] = '\0';
	tell(set);
	if (getenv(tunables) && strstr(getenv(tunables), tunable))
		execv(path, arguments); /* comes back only where it cannot */
}
