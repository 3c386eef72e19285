/* fault_point.c - named places where a test may stop, fail or delay the daemon */
#include "common/base/fault_point.h"

#ifdef OCOP_FAULT_POINTS

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/base/memory.h"

enum { FAULTS_MAX = 16 };

struct fault {
	enum fault_point point;
	unsigned long passage; /* the passage that it strikes, from 1; 0: those of `name` */
	const char *name;
	const char *action;
};

static const char *const point_names[FAULT_POINT_COUNT] = {
	[FAULT_BEFORE_HANDLER] = "before_handler",
	[FAULT_BEFORE_COMMIT] = "before_commit",
	[FAULT_AFTER_COMMIT] = "after_commit",
	[FAULT_BEFORE_REPLY] = "before_reply",
	[FAULT_BEFORE_PUBLISH] = "before_publish",
	[FAULT_AFTER_PUBLISH] = "after_publish",
	[FAULT_BEFORE_APPLY] = "before_apply",
	[FAULT_AFTER_APPLY_COMMIT] = "after_apply_commit",
	[FAULT_IN_HANDLER] = "in_handler",
	[FAULT_UPLOAD_WRITE] = "upload_write",
	[FAULT_BEFORE_LOG_TILES] = "before_log_tiles",
	[FAULT_BEFORE_LOG_CHECKPOINT] = "before_log_checkpoint",
	[FAULT_BEFORE_SEND] = "before_send",
	[FAULT_AFTER_SEND] = "after_send",
	[FAULT_BEFORE_SOCKET_CLOSE] = "before_socket_close",
};

/* A registry of the process: what the environment asked for, read once. */
static struct fault faults[FAULTS_MAX];
static size_t fault_count;
static _Atomic unsigned long passages[FAULT_POINT_COUNT];
static pthread_once_t faults_once = PTHREAD_ONCE_INIT;

/* A test with a misspelt fault would pass without testing anything: end. */
static void end_on_bad_fault(const char *fault)
{
	fprintf(stderr, "OCOP_FAULTS: cannot read \"%s\"\n", fault);
	abort();
}

static enum fault_point point_by_name(const char *name, const char *fault)
{
	for (int point = 0; point < FAULT_POINT_COUNT; point++) {
		if (strcmp(point_names[point], name) == 0)
			return (enum fault_point)point;
	}
	end_on_bad_fault(fault);
	return FAULT_POINT_COUNT;
}

static bool is_action(const char *action)
{
	return strcmp(action, "kill") == 0 || strcmp(action, "fail") == 0 ||
	       strcmp(action, "drop") == 0 || strncmp(action, "sleep_ms:", 9) == 0;
}

/* Reads "before_commit:3=kill" or "in_handler@poison=fail"; keeps pointers into the text. */
static void read_fault(char *text)
{
	char *action = strchr(text, '=');
	char *where = text + strcspn(text, ":@=");
	bool named = *where == '@';

	if (!action || where == action || !is_action(action + 1) || fault_count == FAULTS_MAX)
		end_on_bad_fault(text);
	*action++ = '\0';
	*where++ = '\0';
	faults[fault_count] = (struct fault){
		.point = point_by_name(text, text),
		.passage = named ? 0 : strtoul(where, NULL, 10),
		.name = named ? where : NULL,
		.action = action,
	};
	if (!named && faults[fault_count].passage == 0)
		end_on_bad_fault(text);
	fault_count++;
}

static void read_faults(void)
{
	const char *setting = getenv("OCOP_FAULTS");
	char *rest = NULL;

	if (!setting)
		return;
	/* The faults point into the copy, which lives as long as the process. */
	char *copy = memory_strdup(setting);
	for (char *text = strtok_r(copy, ",", &rest); text; text = strtok_r(NULL, ",", &rest))
		read_fault(text);
	if (fault_count == 0)
		memory_free(copy);
}

static bool strike(const char *action)
{
	if (strcmp(action, "kill") == 0) {
		kill(getpid(), SIGKILL);
		pause();
	}
	if (strncmp(action, "sleep_ms:", 9) == 0) {
		long milliseconds = strtol(action + 9, NULL, 10);
		struct timespec span = {milliseconds / 1000, milliseconds % 1000 * 1000000};
		nanosleep(&span, NULL);
		return false;
	}
	return true;
}

static bool is_struck(const struct fault *fault, enum fault_point point, unsigned long passage,
		      const char *name)
{
	if (fault->point != point)
		return false;
	return fault->name ? name && strcmp(fault->name, name) == 0 : fault->passage == passage;
}

bool fault_point_of(enum fault_point point, const char *name)
{
	bool struck = false;

	pthread_once(&faults_once, read_faults);
	unsigned long passage = atomic_fetch_add(&passages[point], 1) + 1;
	for (size_t i = 0; i < fault_count; i++) {
		if (is_struck(&faults[i], point, passage, name))
			struck = strike(faults[i].action) || struck;
	}
	return struck;
}

bool fault_point(enum fault_point point)
{
	return fault_point_of(point, NULL);
}

#endif
