/* followers.c - whom this daemon follows, and where each answers
 *
 * The services that the definition names, and the shards that identity's table has: those known
 * from before at the start, others as soon as identity tells of them, each where it last said.
 */
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/service_parts.h"
#include "common/settings.h"
#include "common/store/transaction.h"

static struct follower *follower_find(struct service *service, const char *source)
{
	struct follower *follower = service->followers;

	while (follower && strcmp(follower->source, source))
		follower = follower->next;
	return follower;
}

/* Answers what is under way: it is asked again when the source is connected anew. */
static void follower_disconnect(struct follower *follower)
{
	bus_subscriber_close(follower->events);
	bus_client_close(follower->queries);
	follower->events = NULL;
	follower->queries = NULL;
}

/* Fails while an address cannot be: its folder is not there yet, or is not the daemons' alone. */
static int follower_connect(struct follower *follower)
{
	struct bus *bus = follower->service->bus;
	int error = bus_client_open(bus, follower->queries_address, &follower->queries);

	if (!error)
		error = bus_subscriber_open(bus, follower->events_address, follower_hear, follower,
					    &follower->events);
	if (error)
		follower_disconnect(follower);
	return error;
}

/* Says how it went: it is tried again with every tick, silently. */
static int follower_begin(struct follower *follower)
{
	int error = follower_connect(follower);

	if (error)
		log_write(LOG_ERROR, "follow", "source=%s address=\"%s\" error=\"%s\"",
			  follower->source, follower->queries_address, error_text(error));
	else
		log_write(LOG_INFO, "follow", "source=%s cursor=%lld address=\"%s\"",
			  follower->source, (long long)follower->cursor.sequence,
			  follower->queries_address);
	return error;
}

/* Listed also when it cannot be connected, so that its place is not forgotten: followed from the
 * beginning when it can, everything would be applied twice. */
static int follower_open(struct service *service, const char *source, const char *queries_address,
			 const char *events_address, const struct cursor *cursor)
{
	struct follower *follower = memory_alloc(sizeof(*follower));

	follower->service = service;
	follower->cursor = *cursor;
	follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE;
	follower->queries_address = memory_strdup(queries_address);
	follower->events_address = memory_strdup(events_address);
	(void)snprintf(follower->source, sizeof(follower->source), "%s", source); /* bounded */
	follower->next = service->followers;
	service->followers = follower;
	return follower_begin(follower);
}

static bool follows(const struct service *service, const char *name)
{
	const char *const *followed = service->definition->follows;

	for (; followed && *followed; followed++) {
		if (!strcmp(*followed, name))
			return true;
	}
	return false;
}

static bool is_at(const struct follower *follower, const struct followed_shard *shard)
{
	return !strcmp(follower->queries_address, shard->queries_address) &&
	       !strcmp(follower->events_address, shard->events_address);
}

/* The source answers elsewhere. The next tick asks there whether it is the one we know; a run of
 * its events that is with the writer is applied all the same. */
static void follower_move(struct follower *follower, const struct followed_shard *shard)
{
	follower_disconnect(follower);
	if (follower_is_following(follower))
		follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE;
	memory_free(follower->queries_address);
	memory_free(follower->events_address);
	follower->queries_address = memory_strdup(shard->queries_address);
	follower->events_address = memory_strdup(shard->events_address);
	(void)follower_begin(follower); /* logged */
}

static void status_publish(struct service *service)
{
	size_t count = 0;

	pthread_mutex_lock(&service->follows_mutex);
	for (struct follower *f = service->followers; f; f = f->next)
		count++;
	service->follows =
		memory_realloc(service->follows, (count + 1) * sizeof(*service->follows));
	service->follows_hashes = memory_realloc(service->follows_hashes,
						 (count + 1) * sizeof(*service->follows_hashes));
	service->follows_heard_at_us = memory_realloc(
		service->follows_heard_at_us, (count + 1) * sizeof(*service->follows_heard_at_us));
	service->follows_count = count;
	for (struct follower *f = service->followers; f; f = f->next) {
		Ocop__Common__V1__FollowedSource *followed = &service->follows[--count];

		ocop__common__v1__followed_source__init(followed);
		followed->source = f->source;
		followed->cursor_sequence = (uint64_t)f->cursor.sequence;
		memcpy(service->follows_hashes[count], f->cursor.hash, sizeof(f->cursor.hash));
		followed->cursor_hash.data = service->follows_hashes[count];
		followed->cursor_hash.len = f->cursor.sequence ? sizeof(f->cursor.hash) : 0;
		followed->head_sequence = (uint64_t)f->head_sequence;
		service->follows_heard_at_us[count] = f->heard_at_us;
		followed->state = f->state;
		followed->held_events = (uint64_t)atomic_load(&service->held_events);
	}
	pthread_mutex_unlock(&service->follows_mutex);
}

/* "scoring" is the service of "scoring_tn1". */
static bool is_of_service(const char *source, const char *service_name)
{
	size_t length = strlen(service_name);

	return strncmp(source, service_name, length) == 0 &&
	       (source[length] == '\0' || source[length] == '_');
}

int64_t service_source_silent_us(struct service *service, const char *service_name)
{
	int64_t now_us = clock_monotonic_us();
	int64_t silent_us = 0;

	pthread_mutex_lock(&service->follows_mutex);
	for (size_t i = 0; i < service->follows_count; i++) {
		int64_t heard_at_us = service->follows_heard_at_us[i];
		int64_t since_us = heard_at_us ? now_us - heard_at_us : INT64_MAX;

		if (is_of_service(service->follows[i].source, service_name) && since_us > silent_us)
			silent_us = since_us;
	}
	pthread_mutex_unlock(&service->follows_mutex);
	return silent_us;
}

void shards_follow(struct service *service, const struct followed_shard *shards, size_t count)
{
	static const struct cursor beginning = {0};

	for (size_t i = 0; i < count; i++) {
		const struct followed_shard *shard = &shards[i];
		struct follower *follower;
		char source[32];

		if (!follows(service, shard->service))
			continue;
		(void)snprintf(source, sizeof(source), "%s_%s", shard->service,
			       shard->name); /* names are bounded */
		follower = follower_find(service, source);
		if (!follower)
			(void)follower_open(service, source, shard->queries_address,
					    shard->events_address, &beginning); /* logged */
		else if (!is_at(follower, shard))
			follower_move(follower, shard);
	}
}

void followers_tick(struct service *service)
{
	int64_t now_us = clock_monotonic_us();

	for (struct follower *follower = service->followers; follower; follower = follower->next) {
		if (follower->busy)
			continue;
		if (follower_is_diverged(follower)) {
			if (now_us >= follower->confirm_at_us)
				follower_look_for_cursor(follower);
			continue;
		}
		if (!follower->queries && follower_connect(follower))
			continue;
		if (!follower_is_following(follower) || now_us >= follower->confirm_at_us)
			follower_ask_head(follower);
	}
	status_publish(service);
}

/* Opens what the table names and the shards known from before, each at its stored cursor. */
static int stored_open(struct service *service, struct transaction *tx)
{
	const char *peers_dir = settings_text(service->settings, "peers_dir");
	const char *run_dir =
		peers_dir[0] ? peers_dir : settings_text(service->settings, "run_dir");
	const char *const *followed = service->definition->follows;
	struct followed_shard *shards;
	struct cursor cursor;
	size_t count;
	int error = 0;

	shards = followed_shards_load(tx, &count);
	for (; followed && *followed && !error; followed++) {
		struct arena *arena = transaction_arena(tx);

		if (!strcmp(*followed, "scoring")) /* known by its shards only */
			continue;
		cursor_load(tx, *followed, &cursor);
		error = follower_open(
			service, *followed,
			arena_printf(arena, "ipc://%s/%s.queries", run_dir, *followed),
			arena_printf(arena, "ipc://%s/%s.events", run_dir, *followed), &cursor);
	}
	for (size_t i = 0; i < count && !error; i++) {
		const char *source = arena_printf(transaction_arena(tx), "%s_%s", shards[i].service,
						  shards[i].name);

		if (!follows(service, shards[i].service))
			continue;
		cursor_load(tx, source, &cursor);
		/* Logged; one address that is wrong must not keep the daemon from starting. */
		(void)follower_open(service, source, shards[i].queries_address,
				    shards[i].events_address, &cursor);
	}
	return error;
}

int followers_open(struct service *service)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct transaction_options options = service_transaction(service, arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	int error = stored_open(service, tx);

	atomic_store(&service->held_events, held_events_count(tx));
	transaction_rollback(tx);
	arena_destroy(arena);
	return error;
}

void followers_close(struct service *service)
{
	while (service->followers) {
		struct follower *follower = service->followers;

		service->followers = follower->next;
		follower_disconnect(follower);
		memory_free(follower->queries_address);
		memory_free(follower->events_address);
		memory_free(follower);
	}
	memory_free(service->follows);
	memory_free(service->follows_hashes);
	memory_free(service->follows_heard_at_us);
	service->follows = NULL;
	service->follows_hashes = NULL;
	service->follows_heard_at_us = NULL;
	service->follows_count = 0;
}
