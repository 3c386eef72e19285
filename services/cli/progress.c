/* progress.c - how far long work is, when a person watches: a bar on standard error */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR_WIDTH = 30, PERCENT = 100 };

void progress_init(struct progress *progress, const char *what, size_t total)
{
	*progress = (struct progress){.what = what, .total = total};
	progress->shown_percent = SIZE_MAX;
	progress->watched = isatty(STDERR_FILENO) == 1;
}

void progress_show(struct progress *progress, size_t done)
{
	char bar[BAR_WIDTH + 1];
	size_t percent = progress->total > 0 ? done * PERCENT / progress->total : PERCENT;

	if (!progress->watched || percent == progress->shown_percent)
		return;
	progress->shown_percent = percent;
	for (size_t i = 0; i < BAR_WIDTH; i++)
		bar[i] = i < percent * BAR_WIDTH / PERCENT ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	/* It is only for eyes: whether it was written changes nothing. */
	(void)fprintf(stderr, "\r%s [%s] %3zu %%", progress->what, bar, percent);
	(void)fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->watched)
		(void)fputs("\r\033[K", stderr);
}
