/* dump_maker.c - the thread that keeps the open data up to date */
#include "certification/dump/dump_maker.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "certification/dump/dump_folder.h"
#include "certification/log/transparency.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/json/json_time.h"
#include "common/store/store.h"

/* A day that turned, also by a clock that was moved, is noticed within LOOK_MS. */
enum { LOOK_MS = 1000, US_A_MS = 1000, US_A_SECOND = 1000000 };

struct dump_maker {
	struct dump_maker_options options;
	struct store_connection *connection;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool wanted; /* under the mutex */
	_Atomic bool stopping;
	/* The thread's own: */
	int32_t day;     /* of the dump that stands; 0 for none */
	int64_t made_us; /* on the clock that never jumps; 0: not by this run */
	uint64_t looked; /* leaves of the log that were looked at for erased names */
};

/* The day of the dump on disk; 0 when there is none. */
static int32_t day_on_disk(const char *folder)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const char *text, *line = NULL;
	char moment[JSON_TIME_SIZE];
	int32_t nanoseconds, day = 0;
	int64_t seconds;

	if (dump_sums_read(folder, arena, &text))
		line = strstr(text, "\n# as-of ");
	if (line) {
		line += strlen("\n# as-of ");
		memcpy(moment, line, strnlen(line, JSON_TIME_SIZE - 1));
		moment[strcspn(line, "\n") < JSON_TIME_SIZE ? strcspn(line, "\n") : 0] = '\0';
		if (json_time_parse(moment, &seconds, &nanoseconds))
			day = date_of_us(seconds * US_A_SECOND);
	}
	arena_destroy(arena);
	return day;
}

/* Under the mutex. */
static bool is_due(const struct dump_maker *maker)
{
	int64_t pause_us = maker->options.pause_ms * US_A_MS;

	if (!transparency_is_open(maker->options.transparency))
		return false;
	if (maker->day != date_of_us(clock_now_us(maker->options.clock)))
		return true;
	return maker->wanted &&
	       (maker->made_us == 0 || clock_monotonic_us() - maker->made_us >= pause_us);
}

/* Under the mutex: waits for a change, at most LOOK_MS. */
static void wait_changed(struct dump_maker *maker)
{
	struct timespec until;

	(void)clock_gettime(CLOCK_MONOTONIC, &until); /* this clock exists */
	until.tv_sec += LOOK_MS / 1000;
	(void)pthread_cond_timedwait(&maker->changed, &maker->mutex, &until); /* it looks anyway */
}

static void make(struct dump_maker *maker)
{
	int64_t now_us = clock_now_us(maker->options.clock), began_us = clock_monotonic_us();
	int error = dump_make(&maker->options.dump, maker->connection, now_us);

	if (error && error != ERROR_CLOSED)
		log_write(LOG_ERROR, "open_data_not_made", "error=\"%s\"", error_text(error));
	else if (!error)
		log_write(LOG_INFO, "open_data_made", "duration_us=%lld",
			  (long long)(clock_monotonic_us() - began_us));
	/* One that failed is tried again after the pause, or tomorrow. */
	maker->day = date_of_us(now_us);
	maker->made_us = clock_monotonic_us();
	if (error)
		dump_maker_wake(maker);
}

/* A change that may wait, unless it is one that may not. Gives up the mutex meanwhile. */
static bool may_not_wait(struct dump_maker *maker)
{
	bool erased;

	if (!maker->wanted || !transparency_is_open(maker->options.transparency))
		return false;
	pthread_mutex_unlock(&maker->mutex);
	erased = dump_names_erased(&maker->options.dump, maker->connection, &maker->looked);
	pthread_mutex_lock(&maker->mutex);
	return erased;
}

static void *maker_main(void *argument)
{
	struct dump_maker *maker = argument;

	pthread_mutex_lock(&maker->mutex);
	while (!atomic_load(&maker->stopping)) {
		if (!is_due(maker) && !may_not_wait(maker)) {
			wait_changed(maker);
			continue;
		}
		maker->wanted = false;
		pthread_mutex_unlock(&maker->mutex);
		make(maker);
		pthread_mutex_lock(&maker->mutex);
	}
	pthread_mutex_unlock(&maker->mutex);
	return NULL;
}

int dump_maker_create(const struct dump_maker_options *options, struct dump_maker **ret_maker)
{
	struct dump_maker *maker;
	pthread_condattr_t attributes;
	int error = dump_folder_open(options->dump.folder);

	if (error)
		return error;
	maker = memory_alloc(sizeof(*maker));
	error = store_reader_open(options->store, &maker->connection);
	if (error) {
		memory_free(maker);
		return error;
	}
	maker->options = *options;
	maker->options.dump.is_over = &maker->stopping;
	maker->day = day_on_disk(options->dump.folder);
	maker->wanted = true;                          /* what changed while nobody looked */
	(void)pthread_mutex_init(&maker->mutex, NULL); /* cannot fail, as the next three */
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&maker->changed, &attributes);
	(void)pthread_condattr_destroy(&attributes);
	error = pthread_create(&maker->thread, NULL, maker_main, maker);
	assert(!error && "a daemon without its threads is none");
	*ret_maker = maker;
	return 0;
}

void dump_maker_destroy(struct dump_maker *maker)
{
	if (maker == NULL)
		return;
	pthread_mutex_lock(&maker->mutex);
	atomic_store(&maker->stopping, true);
	pthread_cond_signal(&maker->changed);
	pthread_mutex_unlock(&maker->mutex);
	pthread_join(maker->thread, NULL);
	pthread_cond_destroy(&maker->changed);
	pthread_mutex_destroy(&maker->mutex);
	store_reader_close(maker->connection);
	memory_free(maker);
}

void dump_maker_wake(struct dump_maker *maker)
{
	pthread_mutex_lock(&maker->mutex);
	maker->wanted = true;
	pthread_cond_signal(&maker->changed);
	pthread_mutex_unlock(&maker->mutex);
}
