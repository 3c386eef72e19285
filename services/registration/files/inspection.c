/* inspection.c - what is in a file that somebody sent, found out in a process apart */
#include "registration/files/inspection.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/base/folder.h"

enum { ANSWER_SIZE = 64 };

int inspector_find(const char *setting, char *ret_path, size_t path_size)
{
	char own[PATH_MAX];
	ssize_t length;
	int written;

	if (*setting) {
		written = snprintf(ret_path, path_size, "%s", setting);
	} else {
		length = readlink("/proc/self/exe", own, sizeof own - 1);
		if (length < 0)
			return error_of_errno(errno);
		own[length] = '\0';
		written = snprintf(ret_path, path_size, "%.*s/ocop-inspector",
				   (int)(strrchr(own, '/') - own), own);
	}
	if (written < 0 || (size_t)written >= path_size)
		return ERROR_INPUT_OUTPUT;
	return access(ret_path, X_OK) ? error_of_errno(errno) : 0;
}

/* Starts it with its answer going into `out`. */
static int start(const char *const *arguments, int out, pid_t *ret_process)
{
	posix_spawn_file_actions_t actions;
	int number;

	if (posix_spawn_file_actions_init(&actions))
		return ERROR_INPUT_OUTPUT;
	number = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!number)
		number = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!number)
		number = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
							  O_WRONLY, 0);
	if (!number)
		number = posix_spawn(ret_process, arguments[0], &actions, NULL,
				     (char *const *)(uintptr_t)arguments, environ);
	(void)posix_spawn_file_actions_destroy(&actions); /* always 0 */
	return number ? error_of_errno(number) : 0;
}

/* Reads to the end, which comes when the process ends: it writes one short line. */
static void read_answer(int in, char answer[ANSWER_SIZE])
{
	size_t size_bytes = 0;
	ssize_t count;

	do {
		count = read(in, answer + size_bytes, ANSWER_SIZE - 1 - size_bytes);
		size_bytes += count > 0 ? (size_t)count : 0;
	} while (count > 0 || (count < 0 && errno == EINTR));
	answer[size_bytes] = '\0';
}

/* A process that was ended by a signal or a limit met a file that is not one to keep. */
static enum inspector_verdict verdict_of(int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : INSPECTOR_UNREADABLE;

	if (code == INSPECTOR_SOUND || code == INSPECTOR_MISMATCH || code == INSPECTOR_FAILED)
		return (enum inspector_verdict)code;
	return INSPECTOR_UNREADABLE;
}

static int wait_for(pid_t process, enum inspector_verdict *ret_verdict)
{
	int status;

	while (waitpid(process, &status, 0) < 0) {
		if (errno != EINTR)
			return error_of_errno(errno);
	}
	*ret_verdict = verdict_of(status);
	return *ret_verdict == INSPECTOR_FAILED ? ERROR_INPUT_OUTPUT : 0;
}

int inspection_run(const char *inspector, const char *path, const char *media_type,
		   const char *thumbnail_path, struct inspection *ret_inspection)
{
	const char *const arguments[] = {inspector, path, media_type, thumbnail_path, NULL};
	struct inspection inspection = {.verdict = INSPECTOR_FAILED};
	char answer[ANSWER_SIZE];
	pid_t process;
	int ends[2];
	int error;

	if (pipe2(ends, O_CLOEXEC))
		return error_of_errno(errno);
	error = start(arguments, ends[1], &process);
	(void)close(ends[1]); /* the process has its own; without it the answer would not end */
	if (!error) {
		read_answer(ends[0], answer);
		error = wait_for(process, &inspection.verdict);
	}
	(void)close(ends[0]); /* only read */
	if (error)
		return error;
	if (inspection.verdict == INSPECTOR_SOUND &&
	    sscanf(answer, "pages %u", &inspection.page_count) != 1)
		inspection.page_count = 0;
	inspection.has_thumbnail = inspection.verdict == INSPECTOR_SOUND &&
				   strncmp(media_type, "image/", strlen("image/")) == 0;
	*ret_inspection = inspection;
	return 0;
}
