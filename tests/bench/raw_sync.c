/* raw_sync.c - how often this disk keeps its word: appends of one page, each flushed
 *
 *	raw_sync FILE SECONDS
 *
 * Prints flushes a second. What no durable command can beat one by one, on the same machine in the
 * same run.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/clock.h"

enum { PAGE_SIZE_BYTES = 4096, FLUSHES_MAX = 1000000 };

int main(int argc, char **argv)
{
	static const char page[PAGE_SIZE_BYTES];
	int file = argc == 3 ? open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
	int64_t begin_us = clock_monotonic_us();
	int64_t limit_us = argc == 3 ? atoi(argv[2]) * INT64_C(1000000) : 0;
	int64_t spent_us = 0;
	int flushes = 0;

	if (file < 0) {
		fprintf(stderr, "usage: raw_sync FILE SECONDS\n");
		return 2;
	}
	while (spent_us < limit_us && flushes < FLUSHES_MAX) {
		if (write(file, page, sizeof page) != sizeof page || fdatasync(file) != 0) {
			perror(argv[1]);
			return 1;
		}
		flushes++;
		spent_us = clock_monotonic_us() - begin_us;
	}
	close(file);
	unlink(argv[1]);
	printf("%.0f\n", flushes * 1e6 / (double)spent_us);
	return 0;
}
