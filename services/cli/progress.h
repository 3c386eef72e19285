/* progress.h - how far long work is, when a person watches: a bar on standard error
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *what;
	size_t total;
	size_t shown_percent;
	bool watched;
};

/* Shows nothing unless standard error is a terminal. */
void progress_init(struct progress *progress, const char *what, size_t total);
void progress_show(struct progress *progress, size_t done);

/* Clears the line, so that what is said next stands alone. */
void progress_end(struct progress *progress);
