/* main.c - ocop-inspector: looks into one file that somebody sent, apart from every daemon
 *
 *	ocop-inspector FILE MEDIA_TYPE THUMBNAIL
 *
 * Libraries that read formats are what a file made for it overcomes first. Here they have nothing
 * to lose: a process for one file, without the daemon's memory, keys or connections, with limits on
 * time, memory and what it may write. Prints "pages N" for a PDF, writes THUMBNAIL for a photo;
 * ends with a verdict (verdict.h).
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "registration/inspector/content_type.h"
#include "registration/inspector/pdf_pages.h"
#include "registration/inspector/photo.h"

enum {
	CPU_LIMIT_S = 10,
	ALARM_S = 30,
	/* A photo of the most pixels unpacked and copied once; a PDF's objects. */
	MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024,
	WRITE_LIMIT_BYTES = 1024 * 1024 /* thumbnails have some 20 kB */
};

static int limit(int resource, rlim_t most)
{
	return setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

/* Pages of memory that the process has before any file is opened: a sanitizer reserves terabytes.
 * 0 when it cannot be told. */
static rlim_t memory_now_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;

	if (!file)
		return 0;
	if (fscanf(file, "%lu", &pages) != 1)
		pages = 0;
	(void)fclose(file); /* only read */
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* Nothing it does may outlive or outweigh what it is for. */
static int confine(void)
{
	rlim_t memory_bytes = memory_now_bytes();

	(void)alarm(ALARM_S);         /* returns what was left of another: none */
	(void)close_range(3, ~0U, 0); /* none should be open; an old kernel has no such call */
	return memory_bytes == 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) ||
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || limit(RLIMIT_CORE, 0) ||
	       limit(RLIMIT_CPU, CPU_LIMIT_S) ||
	       limit(RLIMIT_AS, memory_bytes + MEMORY_LIMIT_BYTES) ||
	       limit(RLIMIT_FSIZE, WRITE_LIMIT_BYTES);
}

static enum inspector_verdict inspect(const char *path, const char *media_type,
				      const char *thumbnail_path)
{
	enum inspector_verdict verdict = content_type_check(path, media_type);
	uint32_t pages = 0;

	if (verdict != INSPECTOR_SOUND)
		return verdict;
	if (strncmp(media_type, "image/", strlen("image/")) == 0)
		return photo_thumbnail(path, media_type, thumbnail_path);
	if (strcmp(media_type, "application/pdf") != 0)
		return INSPECTOR_SOUND;
	verdict = pdf_pages(path, &pages);
	if (verdict == INSPECTOR_SOUND && printf("pages %u\n", pages) < 0)
		verdict = INSPECTOR_FAILED;
	return verdict;
}

int main(int argc, char **argv)
{
	enum inspector_verdict verdict = INSPECTOR_FAILED;

	if (argc != 4)
		(void)fputs(
			"ocop-inspector FILE MEDIA_TYPE THUMBNAIL\n\n"
			"Looks into one file for ocop-registration, which starts it and finds it "
			"beside itself.\nNobody else needs to.\n",
			stderr);
	else if (!confine())
		verdict = inspect(argv[1], argv[2], argv[3]);
	if (fflush(stdout))
		verdict = INSPECTOR_FAILED;
	_exit((int)verdict); /* what the libraries keep to the end is nobody's any more */
}
