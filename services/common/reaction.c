/* reaction.c - events of other daemons into this store, exactly once
 *
 * A run of events and the cursor behind them are one transaction. Next sequence with the right
 * predecessor hash: apply. Lower: ignore. Anything else ends the run; the follower asks the source.
 * An event that cannot be applied is held back with later ones of the same thing, tried again with
 * growing pauses, and never skipped.
 */
#include "common/reaction.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/erasure/erasure.h"
#include "common/erasure/event_hash.h"
#include "common/instance_clock.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

enum {
	RETRY_FIRST_US = 1000000,
	RETRY_LONGEST_US = 300 * 1000000,
	RETRY_MAX = 64 /* held events tried in one pass */
};

/* Every daemon follows identity's clock and shard table, and what registration erases. */
static void clock_moved(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__ClockMoved *moved = (const void *)body;

	(void)event; /* the body says all */
	instance_clock_move(tx, moved->offset_seconds * 1000000);
}

static void shard_put(struct transaction *tx, const Ocop__Identity__V1__Shard *shard)
{
	if (!shard)
		return;
	statement(tx, "INSERT INTO followed_shards (name, service, queries_address,"
		      " events_address) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET"
		      " queries_address = excluded.queries_address,"
		      " events_address = excluded.events_address");
	bind_text(tx, shard->name);
	bind_text(tx, shard->service);
	bind_text(tx, shard->queries_address);
	bind_text(tx, shard->events_address);
	statement_run(tx);
}

static void shard_added(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	(void)event; /* the body says all */
	shard_put(tx, ((const Ocop__Identity__V1__ShardAdded *)body)->shard);
}

/* A shard that is closed is followed on: its rounds run to their end. */
static void shard_moved(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	(void)event; /* the body says all */
	shard_put(tx, ((const Ocop__Identity__V1__ShardMoved *)body)->shard);
}

/* Whoever follows registration has names of producers from it, and tells of them. */
static void personal_data_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
				 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__PersonalDataErased *erased = (const void *)body;

	(void)event; /* the body says all */
	erasure_of_producer(tx, erased->producer_id);
}

static const struct reaction common_reactions[] = {
	{&ocop__identity__v1__clock_moved__descriptor, FROM_BEGINNING, clock_moved},
	{&ocop__identity__v1__shard_added__descriptor, FROM_BEGINNING, shard_added},
	{&ocop__identity__v1__shard_moved__descriptor, FROM_BEGINNING, shard_moved},
	{&ocop__registration__v1__personal_data_erased__descriptor, FROM_BEGINNING,
	 personal_data_erased},
	{0},
};

static bool changes_shards(const struct reaction *row)
{
	return row && (row->apply == shard_added || row->apply == shard_moved);
}

static const struct reaction *row_find(const struct reaction *rows, const char *type)
{
	for (; rows && rows->event; rows++) {
		if (!strcmp(rows->event->name, type))
			return rows;
	}
	return NULL;
}

/* What is done with an event: by every daemon and by this service; NULL for nothing. */
struct rows {
	const struct reaction *common, *own;
	const uint8_t *epoch; /* of the source */
};

static struct rows rows_find(const struct service *service, const Ocop__Common__V1__Event *event,
			     const uint8_t *epoch, int64_t first_head)
{
	struct rows rows = {.common = row_find(common_reactions, event->type),
			    .own = row_find(service->definition->reactions, event->type),
			    .epoch = epoch};

	/* A follower that is new does not act on history. */
	if (rows.own && rows.own->from == FROM_HEAD && (int64_t)event->sequence <= first_head)
		rows.own = NULL;
	return rows;
}

/* Applies one row in a part of its own; false when it failed and was undone. */
static bool row_apply(struct transaction *tx, const struct transaction_options *options,
		      const struct reaction *row, const Ocop__Common__V1__Event *event)
{
	const ProtobufCMessage *body =
		message_unpack(row->event, event->body.data, event->body.len, options->arena, NULL);

	transaction_savepoint(tx, options);
	if (fault_point(FAULT_BEFORE_APPLY))
		transaction_fail(tx, ERROR_INJECTED);
	if (!body)
		transaction_fail(tx, ERROR_UNREADABLE);
	else if (!transaction_failed(tx))
		row->apply(tx, event, body);
	if (transaction_failed(tx)) {
		transaction_undo(tx);
		return false;
	}
	transaction_release(tx);
	return true;
}

static bool rows_apply(struct service *service, struct transaction *tx, struct arena *arena,
		       const struct rows *rows, const Ocop__Common__V1__Event *event)
{
	struct transaction_options options = service_transaction(service, arena, &system_caller);

	options.source_epoch = rows->epoch;
	if (rows->common && !row_apply(tx, &options, rows->common, event))
		return false;
	return !rows->own || row_apply(tx, &options, rows->own, event);
}

/* Only the order within a source is known. What an operator has parked holds nothing back. */
static bool thing_is_held(struct service *service, struct transaction *tx, const char *source,
			  const char *thing_id)
{
	bool held;

	if (!atomic_load(&service->held_events))
		return false;
	statement(tx, "SELECT 1 AS held FROM held_events WHERE thing_id = $1 AND source = $2"
		      " AND parked = 0 LIMIT 1");
	bind_text(tx, thing_id);
	bind_text(tx, source);
	held = statement_step(tx);
	if (held)
		statement_end(tx);
	return held;
}

static void event_hold(struct service *service, struct transaction *tx, const char *source,
		       const Ocop__Common__V1__Event *event, const ProtobufCBinaryData *packed)
{
	statement(tx, "INSERT INTO held_events (source, sequence, thing_id, event, attempts,"
		      " retry_at_us, parked) VALUES ($1, $2, $3, $4, 1, $5, 0)");
	bind_text(tx, source);
	bind_i64(tx, (int64_t)event->sequence);
	bind_text(tx, event->thing_id);
	bind_bytes(tx, packed->data, packed->len);
	bind_i64(tx, clock_machine_us() + RETRY_FIRST_US);
	statement_run(tx);
	atomic_fetch_add(&service->held_events, 1);
	metrics_add(&service->metrics, METRIC_EVENTS_HELD, 1);
	log_write(LOG_ERROR, "event", "source=%s sequence=%llu type=%s thing_id=%s outcome=held",
		  source, (unsigned long long)event->sequence, event->type, event->thing_id);
}

/* Is it the next one, and does it say so of the one before? */
static int event_check(const struct cursor *cursor, const Ocop__Common__V1__Event *event)
{
	if ((int64_t)event->sequence != cursor->sequence + 1)
		return ERROR_NOT_FOUND;
	if (event->previous_hash.len != sizeof(cursor->hash) ||
	    memcmp(event->previous_hash.data, cursor->hash, sizeof(cursor->hash)))
		return ERROR_SOURCE_DIVERGED;
	return 0;
}

/* Takes one event and moves the cursor in memory; the store's follows at the end of the run. */
static int event_take(struct event_job *job, struct transaction *tx,
		      const ProtobufCBinaryData *packed)
{
	const Ocop__Common__V1__Event *event = (const void *)message_unpack(
		&ocop__common__v1__event__descriptor, packed->data, packed->len, job->arena, NULL);
	struct rows rows;
	int error;

	if (!event)
		return ERROR_UNREADABLE;
	if ((int64_t)event->sequence <= job->cursor.sequence)
		return 0;
	error = event_check(&job->cursor, event);
	if (error)
		return error;
	rows = rows_find(job->service, event, job->cursor.epoch, job->cursor.first_head);
	if ((rows.common || rows.own) &&
	    (thing_is_held(job->service, tx, job->source, event->thing_id) ||
	     !rows_apply(job->service, tx, job->arena, &rows, event))) {
		if (transaction_lost(tx))
			return ERROR_STORE;
		event_hold(job->service, tx, job->source, event, packed);
	} else if (changes_shards(rows.common)) {
		job->shards_changed = true;
	}
	job->cursor.sequence = (int64_t)event->sequence;
	event_hash(event, packed, job->cursor.hash);
	return transaction_error(tx);
}

struct followed_shard *followed_shards_load(struct transaction *tx, size_t *ret_count)
{
	struct followed_shard *shards = NULL;
	size_t count = 0;

	statement(tx, "SELECT count(*) AS shards FROM followed_shards");
	while (statement_step(tx))
		shards = arena_alloc(transaction_arena(tx),
				     (size_t)column_i64(tx, "shards") * sizeof(*shards));
	statement(tx, "SELECT service, name, queries_address, events_address"
		      " FROM followed_shards ORDER BY name");
	while (statement_step(tx)) {
		shards[count].service = column_text(tx, "service");
		shards[count].name = column_text(tx, "name");
		shards[count].queries_address = column_text(tx, "queries_address");
		shards[count].events_address = column_text(tx, "events_address");
		count++;
	}
	*ret_count = count;
	return shards;
}

/* Runs the events until one does not fit; what came before it stays. Returns the first error. */
static int events_take(struct event_job *job, struct transaction *tx)
{
	for (size_t i = 0; i < job->count; i++) {
		int error = event_take(job, tx, &job->events[i]);

		if (error)
			return error;
	}
	return 0;
}

static void shards_reload(struct event_job *job)
{
	struct transaction_options options =
		service_transaction(job->service, job->arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(job->service->store), &options);

	job->shards = followed_shards_load(tx, &job->shard_count);
	transaction_rollback(tx);
}

static void job_finish(struct event_job *job, const struct cursor *before)
{
	uint64_t applied = (uint64_t)(job->cursor.sequence - before->sequence);

	metrics_add(&job->service->metrics, METRIC_EVENTS_APPLIED, applied);
	if (applied)
		log_write(LOG_DEBUG, "events", "source=%s applied=%llu cursor=%lld", job->source,
			  (unsigned long long)applied, (long long)job->cursor.sequence);
}

/* Commits a run, and publishes what reactions told of their own. */
static int job_commit(struct service *service, struct transaction *tx)
{
	size_t count;
	struct written_event *events = transaction_take_events(tx, &count);
	int error = transaction_commit(tx);

	if (error) {
		for (size_t i = 0; i < count; i++)
			memory_free(events[i].bytes);
		memory_free(events);
		return error;
	}
	(void)fault_point(FAULT_AFTER_APPLY_COMMIT); /* may end the daemon; cannot fail any more */
	publish_events(service, events, count);
	return 0;
}

int64_t held_events_count(struct transaction *tx)
{
	int64_t held = 0;

	statement(tx, "SELECT count(*) AS held FROM held_events");
	while (statement_step(tx))
		held = column_i64(tx, "held");
	return held;
}

/* True when there is nothing to apply: the cursor was moved, or it was only looked for. */
static bool job_is_void(struct event_job *job, struct transaction *tx)
{
	struct cursor stored;

	job->cursor_moved = cursor_is_moved(tx, job->source, &job->cursor, &stored);
	if (job->cursor_moved) {
		job->cursor = stored;
		/* What the source told may have been forgotten with it. */
		atomic_store(&job->service->held_events, held_events_count(tx));
	}
	return job->cursor_moved || job->count == 0;
}

void event_job_apply(struct event_job *job)
{
	struct service *service = job->service;
	struct transaction_options options =
		service_transaction(service, job->arena, &system_caller);
	const struct cursor before = job->cursor;
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	struct clock_move clock;

	if (job_is_void(job, tx)) {
		transaction_rollback(tx);
		return;
	}
	job->error = events_take(job, tx);
	cursor_store(tx, job->source, &job->cursor);
	clock = tx->clock;
	if (job_commit(service, tx)) {
		job->cursor = before;
		job->error = ERROR_STORE;
		service_break(service);
		return;
	}
	if (clock.moved)
		clock_set_offset_us(&service->clock, clock.offset_us);
	job_finish(job, &before);
	if (job->shards_changed)
		shards_reload(job);
	deadlines_run(service);
}

void event_job_run(struct work *work, struct store_connection *connection)
{
	struct event_job *job = (struct event_job *)work;

	(void)connection; /* the writer's, which the store knows */
	event_job_apply(job);
	event_job_done(job);
}

struct held {
	const char *source;
	int64_t sequence, attempts, first_head;
	const uint8_t *epoch;
	ProtobufCBinaryData packed;
};

/* The oldest held event of each thing whose time has come. */
static size_t held_load(struct transaction *tx, struct held *held)
{
	size_t count = 0;

	statement(tx, "SELECT h.source, h.sequence, h.event, h.attempts, c.first_head, c.epoch"
		      " FROM held_events h JOIN cursors c ON c.source = h.source"
		      " WHERE h.parked = 0 AND h.retry_at_us <= $1"
		      " AND NOT EXISTS (SELECT 1 FROM held_events o WHERE o.thing_id = h.thing_id"
		      " AND o.source = h.source AND o.sequence < h.sequence AND o.parked = 0)"
		      " ORDER BY h.source, h.sequence LIMIT $2");
	bind_i64(tx, clock_machine_us());
	bind_i64(tx, RETRY_MAX);
	while (statement_step(tx)) {
		struct held *one = &held[count++];
		size_t epoch_size;

		one->source = column_text(tx, "source");
		one->sequence = column_i64(tx, "sequence");
		one->packed.data = (uint8_t *)column_bytes(tx, "event", &one->packed.len);
		one->attempts = column_i64(tx, "attempts");
		one->first_head = column_i64(tx, "first_head");
		one->epoch = column_bytes(tx, "epoch", &epoch_size);
		assert(epoch_size == EPOCH_SIZE_BYTES);
	}
	return count;
}

static void held_release(struct transaction *tx, const struct held *held)
{
	statement(tx, "DELETE FROM held_events WHERE source = $1 AND sequence = $2");
	bind_text(tx, held->source);
	bind_i64(tx, held->sequence);
	statement_run(tx);
}

static void held_postpone(struct transaction *tx, const struct held *held)
{
	int64_t pause_us = held->attempts * held->attempts * RETRY_FIRST_US;

	statement(tx, "UPDATE held_events SET attempts = attempts + 1, retry_at_us = $1"
		      " WHERE source = $2 AND sequence = $3");
	bind_i64(tx,
		 clock_machine_us() + (pause_us < RETRY_LONGEST_US ? pause_us : RETRY_LONGEST_US));
	bind_text(tx, held->source);
	bind_i64(tx, held->sequence);
	statement_run(tx);
}

static bool held_apply(struct service *service, struct transaction *tx, struct arena *arena,
		       const struct held *held)
{
	const Ocop__Common__V1__Event *event =
		(const void *)message_unpack(&ocop__common__v1__event__descriptor,
					     held->packed.data, held->packed.len, arena, NULL);
	struct rows rows;

	if (!event)
		return false;
	rows = rows_find(service, event, held->epoch, held->first_head);
	return rows_apply(service, tx, arena, &rows, event);
}

void held_events_retry(struct service *service, struct arena *arena)
{
	struct transaction_options options = service_transaction(service, arena, &system_caller);
	struct held held[RETRY_MAX];
	struct clock_move clock;
	struct transaction *tx;
	int64_t released = 0;
	size_t count;

	if (!atomic_load(&service->held_events))
		return;
	tx = transaction_begin(store_writer(service->store), &options);
	count = held_load(tx, held);
	for (size_t i = 0; i < count && !transaction_lost(tx); i++) {
		if (held_apply(service, tx, arena, &held[i])) {
			held_release(tx, &held[i]);
			released++;
		} else {
			held_postpone(tx, &held[i]);
		}
	}
	if (transaction_failed(tx)) { /* a full disk, for example: tried again in a second */
		transaction_rollback(tx);
		return;
	}
	clock = tx->clock;
	if (transaction_commit(tx)) {
		service_break(service);
		return;
	}
	atomic_fetch_sub(&service->held_events, released);
	if (clock.moved)
		clock_set_offset_us(&service->clock, clock.offset_us);
}
