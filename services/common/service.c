/* service.c - a running daemon: its parts, started in order and stopped in reverse */
#include "common/service.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <uv.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/instance_clock.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/restored.h"
#include "common/store/transaction.h"

enum {
	HEARTBEAT_MS = 200,
	DEADLINES_EVERY_MS = 1000,
	CHECKPOINT_EVERY_MS = 1000,
	EXIT_USAGE = 2,
	EXIT_BROKEN = 70 /* EX_SOFTWARE: systemd starts it again */
};

const struct caller system_caller = {.account_id = "system", .agency_id = "", .request_id = ""};

/* The loop's own handles around the service that other files see. */
struct daemon {
	struct service service;
	uv_loop_t loop;
	uv_signal_t terminate, interrupt;
	uv_timer_t heartbeat, deadlines;
	uv_async_t posted_wake;
	struct work_queue posted; /* work for the loop's thread */
	pthread_t writer_thread;
	bool writer_started;
	_Atomic bool tick_queued;
};

static struct daemon *daemon_of(struct service *service)
{
	return (struct daemon *)service; /* its first member */
}

const struct settings *service_settings(const struct service *service)
{
	return service->settings;
}

const struct clock *service_clock(const struct service *service)
{
	return &service->clock;
}

struct store *service_store(const struct service *service)
{
	return service->store;
}

const char *service_folder(const struct service *service)
{
	return service->folder;
}

const char *service_instance_kind(const struct service *service)
{
	return settings_text(service->settings, "instance_kind");
}

struct metrics *service_metrics(struct service *service)
{
	return &service->metrics;
}

void service_set_alarm(struct service *service, const char *alarm)
{
	pthread_mutex_lock(&service->follows_mutex);
	(void)snprintf(service->alarm, sizeof(service->alarm), "%s", alarm); /* cut to fit */
	pthread_mutex_unlock(&service->follows_mutex);
}

struct transaction_options service_transaction(struct service *service, struct arena *arena,
					       const struct caller *caller)
{
	return (struct transaction_options){.arena = arena,
					    .caller = caller,
					    .shard = service->shard,
					    .state = service->state,
					    .now_us = clock_now_us(&service->clock)};
}

void service_post(struct service *service, struct work *work)
{
	struct daemon *daemon = daemon_of(service);

	work_queue_push(&daemon->posted, work);
	(void)uv_async_send(&daemon->posted_wake); /* fails only on a closed handle */
}

void service_break(struct service *service)
{
	atomic_store(&service->broken, true);
	(void)uv_async_send(&daemon_of(service)->posted_wake); /* fails only on a closed handle */
}

/* --- the writer thread */

static void remembered_prune(struct service *service, struct arena *arena)
{
	static const int64_t remembered_us = REMEMBERED_DAYS * 24LL * 60 * 60 * 1000000;
	struct transaction_options options = service_transaction(service, arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);

	statement(tx, "DELETE FROM remembered_replies WHERE arrival IN (SELECT arrival"
		      " FROM remembered_replies WHERE answered_at_us < $1"
		      " ORDER BY answered_at_us LIMIT 1000)");
	bind_i64(tx, clock_machine_us() - remembered_us);
	statement_run(tx);
	(void)transaction_commit(tx); /* tried again in a second */
}

/* What time brings, once a second. */
static void tick_run(struct work *work, struct store_connection *connection)
{
	struct daemon *daemon = *(struct daemon **)(work + 1);
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)connection; /* the writer's, which the store knows */
	deadlines_run(&daemon->service);
	held_events_retry(&daemon->service, arena);
	remembered_prune(&daemon->service, arena);
	arena_destroy(arena);
	memory_free(work);
	atomic_store(&daemon->tick_queued, false);
	(void)store_checkpoint(daemon->service.store); /* tried again in a second */
}

static void *writer_main(void *argument)
{
	struct daemon *daemon = argument;
	struct work *work;

	while ((work = work_queue_pop(&daemon->service.writer))) {
		if (atomic_load(&daemon->service.broken))
			break; /* unanswered: their senders ask again */
		work->run(work, store_writer(daemon->service.store));
		if (work_queue_is_empty(&daemon->service.writer) &&
		    store_checkpoint_is_due(daemon->service.store))
			(void)store_checkpoint(daemon->service.store); /* tried again soon */
	}
	return NULL;
}

/* --- the loop's thread */

static void on_stop(uv_signal_t *handle, int signal_number)
{
	(void)signal_number; /* both mean the same */
	uv_stop(handle->loop);
}

static void on_heartbeat(uv_timer_t *timer)
{
	struct daemon *daemon = timer->data;

	publish_heartbeat(&daemon->service);
	followers_tick(&daemon->service);
}

static void on_deadlines(uv_timer_t *timer)
{
	struct daemon *daemon = timer->data;
	struct work *work;

	if (atomic_exchange(&daemon->tick_queued, true))
		return; /* the last one is still waiting */
	work = memory_alloc(sizeof(*work) + sizeof(daemon));
	work->run = tick_run;
	memcpy(work + 1, &daemon, sizeof(daemon));
	work_queue_push(&daemon->service.writer, work);
}

static void on_posted(uv_async_t *async)
{
	struct daemon *daemon = async->data;
	struct work *work = work_queue_take(&daemon->posted);

	while (work) {
		struct work *next = work->next;

		work->run(work, NULL);
		work = next;
	}
	if (atomic_load(&daemon->service.broken))
		uv_stop(&daemon->loop);
}

/* --- starting */

static int folder_make(const char *path)
{
	char *partial = memory_strdup(path);
	int error = 0;

	for (char *slash = strchr(partial + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		if (mkdir(partial, 0755) && errno != EEXIST)
			error = ERROR_INPUT_OUTPUT;
		*slash = '/';
	}
	if (mkdir(partial, 0700) && errno != EEXIST)
		error = ERROR_INPUT_OUTPUT;
	memory_free(partial);
	return error;
}

static void name_source(struct service *service)
{
	const char *shard = settings_text(service->settings, "shard");

	service->shard = service->definition->sharded ? shard : NULL;
	(void)snprintf(service->source, sizeof(service->source), "%s%s%s",
		       service->definition->name, service->shard ? "_" : "",
		       service->shard ? service->shard : ""); /* bounded by the settings */
}

static int clock_start(struct service *service)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct transaction_options options = service_transaction(service, arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	int error;

	clock_set_offset_us(&service->clock, instance_clock_load(tx));
	error = transaction_error(tx);
	transaction_rollback(tx);
	arena_destroy(arena);
	return error;
}

static int store_start(struct service *service)
{
	const char *data_dir = settings_text(service->settings, "data_dir");
	const char *key = settings_text(service->settings, "access_token_key");
	char *file = memory_printf("%s/%s/store.sqlite", data_dir, service->source);
	char *default_key = memory_printf("%s/access-token.pub", data_dir);
	int error;

	service->folder = memory_printf("%s/%s", data_dir, service->source);
	error = folder_make(service->folder);
	if (!error)
		error = folder_make(settings_text(service->settings, "run_dir"));
	if (!error)
		error = store_open(&store_sqlite, file, service->definition->migrations,
				   &service->store);
	if (!error)
		error = restored_begin_epoch(service->store);
	if (!error) {
		memcpy(service->store->source, service->source, sizeof(service->store->source));
		service->store->service = service;
		atomic_store(&service->store->head_sequence, service->store->head.sequence);
		service->verifier = access_token_verifier_create(
			key[0] ? key : default_key, settings_text(service->settings, "instance"));
		error = clock_start(service);
	}
	memory_free(default_key);
	memory_free(file);
	return error;
}

static int endpoint_open(struct service *service, const char *endpoint, bus_request_fn *on_request,
			 struct bus_server **ret_server)
{
	char *address = memory_printf("ipc://%s/%s.%s", settings_text(service->settings, "run_dir"),
				      service->source, endpoint);
	int error = bus_server_open(service->bus, address, on_request, service, ret_server);

	memory_free(address);
	return error;
}

static int bus_start(struct daemon *daemon)
{
	struct service *service = &daemon->service;
	char *events = memory_printf("ipc://%s/%s.events",
				     settings_text(service->settings, "run_dir"), service->source);
	int error;

	service->bus = bus_create(BUS_NNG, &daemon->loop);
	error = bus_publisher_open(service->bus, events, &service->events);
	if (!error)
		error = endpoint_open(service, "commands", command_frame_receive,
				      &service->commands);
	if (!error)
		error = endpoint_open(service, "queries", query_frame_receive, &service->queries);
	if (!error && service->definition->files)
		error = endpoint_open(service, "files", file_frame_receive, &service->files);
	memory_free(events);
	return error ? error : followers_open(service);
}

static int threads_start(struct daemon *daemon)
{
	struct service *service = &daemon->service;
	int error = work_pool_create(service->store,
				     (size_t)settings_number(service->settings, "readers"),
				     &service->readers);

	if (!error)
		error = work_pool_create(service->store,
					 (size_t)settings_number(service->settings, "workers"),
					 &service->workers);
	return error;
}

static void loop_start(struct daemon *daemon)
{
	(void)uv_loop_init(&daemon->loop); /* fails only without file descriptors: caught below */
	(void)uv_signal_init(&daemon->loop, &daemon->terminate);
	(void)uv_signal_init(&daemon->loop, &daemon->interrupt);
	(void)uv_timer_init(&daemon->loop, &daemon->heartbeat);
	(void)uv_timer_init(&daemon->loop, &daemon->deadlines);
	(void)uv_async_init(&daemon->loop, &daemon->posted_wake, on_posted);
	daemon->heartbeat.data = daemon;
	daemon->deadlines.data = daemon;
	daemon->posted_wake.data = daemon;
	work_queue_init(&daemon->posted);
	work_queue_init(&daemon->service.writer);
	pthread_mutex_init(&daemon->service.follows_mutex, NULL);
}

static int parts_start(struct daemon *daemon)
{
	struct service *service = &daemon->service;
	int error = store_start(service);

	if (!error && service->definition->start)
		error = service->definition->start(service, &service->state);
	if (!error)
		error = threads_start(daemon);
	if (!error)
		error = bus_start(daemon);
	if (error)
		return error;
	if (service->definition->begin)
		error = service->definition->begin(service, service->state);
	if (error)
		return error;
	daemon->writer_started = !pthread_create(&daemon->writer_thread, NULL, writer_main, daemon);
	return daemon->writer_started ? 0 : ERROR_INPUT_OUTPUT;
}

static void run(struct daemon *daemon)
{
	(void)uv_signal_start(&daemon->terminate, on_stop, SIGTERM); /* valid signals */
	(void)uv_signal_start(&daemon->interrupt, on_stop, SIGINT);
	(void)uv_timer_start(&daemon->heartbeat, on_heartbeat, 1, HEARTBEAT_MS);
	(void)uv_timer_start(&daemon->deadlines, on_deadlines, 1, DEADLINES_EVERY_MS);
	log_write(LOG_INFO, "started", "version=%s instance=%s kind=%s", OCOP_VERSION,
		  settings_text(daemon->service.settings, "instance"),
		  service_instance_kind(&daemon->service));
	(void)sd_notify(0, "READY=1"); /* nobody may be listening */
	(void)uv_run(&daemon->loop, UV_RUN_DEFAULT);
	(void)sd_notify(0, "STOPPING=1");
}

/* --- stopping */

static void handles_close(struct daemon *daemon)
{
	uv_close((uv_handle_t *)&daemon->terminate, NULL);
	uv_close((uv_handle_t *)&daemon->interrupt, NULL);
	uv_close((uv_handle_t *)&daemon->heartbeat, NULL);
	uv_close((uv_handle_t *)&daemon->deadlines, NULL);
}

/* What was posted after the loop stopped: jobs that only need their memory given back. */
static void posted_drain(struct daemon *daemon)
{
	on_posted(&daemon->posted_wake);
}

static void bus_stop(struct daemon *daemon)
{
	struct service *service = &daemon->service;

	if (!service->bus)
		return;
	followers_close(service);
	bus_server_close(service->commands);
	bus_server_close(service->queries);
	bus_server_close(service->files);
	bus_publisher_close(service->events);
	bus_destroy(service->bus);
}

static void parts_stop(struct daemon *daemon)
{
	struct service *service = &daemon->service;

	if (service->definition->halt && service->state)
		service->definition->halt(service->state);
	work_pool_destroy(service->workers); /* before the writer: it finishes what they prepare */
	work_queue_close(&service->writer);
	if (daemon->writer_started)
		pthread_join(daemon->writer_thread, NULL);
	work_pool_destroy(service->readers);
	posted_drain(daemon);
	handles_close(daemon);
	bus_stop(daemon);
	uv_close((uv_handle_t *)&daemon->posted_wake, NULL);
	(void)uv_run(&daemon->loop, UV_RUN_DEFAULT); /* until every handle is closed */
	(void)uv_loop_close(&daemon->loop);
	if (service->definition->stop && service->state)
		service->definition->stop(service->state);
	deadlines_forget(service);
	store_close(service->store);
	access_token_verifier_destroy(service->verifier);
	memory_free(service->folder);
}

int service_main(const struct service_definition *definition, int argc, char **argv)
{
	struct daemon *daemon = memory_alloc(sizeof(*daemon));
	struct service *service = &daemon->service;
	int error;

	service->definition = definition;
	if (sodium_init() < 0 ||
	    settings_read(definition->name, definition->settings, argc, argv, &service->settings)) {
		memory_free(daemon);
		return EXIT_USAGE;
	}
	if (definition->sharded && !settings_text(service->settings, "shard")[0]) {
		(void)fprintf(stderr,
			      "setting shard: must be given\n"); /* nowhere left to say it */
		settings_destroy(service->settings);
		memory_free(daemon);
		return EXIT_USAGE;
	}
	name_source(service);
	log_open(service->source, log_level_of(settings_text(service->settings, "log_level")));
	(void)signal(SIGPIPE, SIG_IGN); /* cannot fail for a valid signal */
	loop_start(daemon);
	error = parts_start(daemon);
	if (error)
		log_write(LOG_ERROR, "start", "error=\"%s\"", error_text(error));
	else
		run(daemon);
	parts_stop(daemon);
	if (atomic_load(&service->broken))
		error = ERROR_STORE;
	log_write(LOG_INFO, "stopped", "error=\"%s\"", error ? error_text(error) : "");
	settings_destroy(service->settings);
	memory_free(daemon);
	return error ? EXIT_BROKEN : 0;
}
