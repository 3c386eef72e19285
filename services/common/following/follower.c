/* follower.c - which events to fetch from a source, and whether it is still the one we knew
 *
 * What is published is applied when it is the next; otherwise it only triggers. Whether source and
 * cursor agree is judged from the answer to a head query asked after the cursor was read: at the
 * start, when a heartbeat differs, and every few seconds. A source that does not confirm the cursor
 * is followed no more, loudly, until an operator acts: docs in services/common/README.md.
 */
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/transaction.h"

enum {
	ASK_TIMEOUT_MS = 5000,
	CONFIRM_EVERY_US = 3 * 1000000, /* notices a store that was copied back while it ran */
	LOOK_EVERY_US = 1000000,        /* for a cursor that an operator has moved */
	REPLAY_LIMIT = 1024             /* a transaction's worth */
};

bool follower_is_diverged(const struct follower *follower)
{
	return follower->state == OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED;
}

bool follower_is_following(const struct follower *follower)
{
	return follower->state == OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING;
}

static void diverge(struct follower *follower, const char *what)
{
	follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED;
	follower->busy = false;
	follower->confirm_at_us = clock_monotonic_us() + LOOK_EVERY_US;
	metrics_add(&follower->service->metrics, METRIC_SOURCES_DIVERGED, 1);
	log_write(LOG_ERROR, "source_diverged", "source=%s cursor=%lld what=\"%s\"",
		  follower->source, (long long)follower->cursor.sequence, what);
}

static void unreachable(struct follower *follower)
{
	follower->busy = false;
	follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE;
}

static void ask(struct follower *follower, const ProtobufCMessage *query, bus_answer_fn *on_answer)
{
	Ocop__Common__V1__Envelope envelope = OCOP__COMMON__V1__ENVELOPE__INIT;
	Ocop__Common__V1__Envelope *envelopes[] = {&envelope};
	Ocop__Common__V1__Frame frame = OCOP__COMMON__V1__FRAME__INIT;
	ProtobufCBinaryData packed;
	struct arena *arena;

	if (!follower->queries) { /* moved to where it cannot be reached yet */
		unreachable(follower);
		return;
	}
	arena = arena_create(ARENA_LIMIT_BYTES);
	envelope.type = (char *)query->descriptor->name;
	envelope.body = message_pack(query, arena);
	frame.n_envelopes = 1;
	frame.envelopes = envelopes;
	packed = message_pack(&frame.base, arena);
	follower->busy = true;
	bus_client_ask(follower->queries, packed.data, packed.len, ASK_TIMEOUT_MS, on_answer,
		       follower);
	arena_destroy(arena);
}

/* The message in an answer frame, or NULL. */
static const void *answer_unpack(const ProtobufCMessageDescriptor *descriptor, int error,
				 const uint8_t *bytes, size_t size_bytes, struct arena *arena)
{
	const Ocop__Common__V1__ReplyFrame *frame;

	if (error)
		return NULL;
	frame = (const void *)message_unpack(&ocop__common__v1__reply_frame__descriptor, bytes,
					     size_bytes, arena, NULL);
	if (!frame || frame->n_replies != 1 ||
	    frame->replies[0]->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return NULL;
	return message_unpack(descriptor, frame->replies[0]->body.data, frame->replies[0]->body.len,
			      arena, NULL);
}

static struct event_job *job_create(struct follower *follower, const ProtobufCBinaryData *events,
				    size_t count, bool replayed)
{
	struct event_job *job = memory_alloc(sizeof(*job));

	job->work.run = event_job_run;
	job->service = follower->service;
	job->follower = follower;
	memcpy(job->source, follower->source, sizeof(job->source));
	job->cursor = follower->cursor;
	job->arena = arena_create(8 * (size_t)ARENA_LIMIT_BYTES);
	job->events = arena_alloc(job->arena, (count + 1) * sizeof(*job->events));
	for (size_t i = 0; i < count; i++) {
		job->events[i].len = events[i].len;
		job->events[i].data = arena_copy(job->arena, events[i].data, events[i].len);
	}
	job->count = count;
	job->replayed = replayed;
	return job;
}

static void hand_over(struct follower *follower, const ProtobufCBinaryData *events, size_t count,
		      bool replayed)
{
	struct event_job *job = job_create(follower, events, count, replayed);

	follower->busy = true;
	work_queue_push(&follower->service->writer, &job->work);
}

/* A run of no events: the writer only says where the store stands. */
void follower_look_for_cursor(struct follower *follower)
{
	follower->confirm_at_us = clock_monotonic_us() + LOOK_EVERY_US;
	hand_over(follower, NULL, 0, false);
}

static bool is_epoch(const struct follower *follower, const ProtobufCBinaryData *epoch)
{
	return epoch->len == sizeof(follower->cursor.epoch) &&
	       !memcmp(epoch->data, follower->cursor.epoch, epoch->len);
}

static void replay_answered(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct follower *follower = context;
	struct arena *arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__ReplayReply *answer = answer_unpack(
		&ocop__common__v1__replay_reply__descriptor, error, bytes, size_bytes, arena);

	if (!answer) {
		unreachable(follower);
	} else if (!is_epoch(follower, &answer->epoch)) {
		follower->busy = false;
		follower->confirm_at_us = 0; /* restored since its head was asked: ask again */
	} else if (!answer->n_events) {
		follower->busy = false;
	} else {
		metrics_add(&follower->service->metrics, METRIC_EVENTS_REPLAYED, answer->n_events);
		if ((int64_t)answer->head_sequence > follower->head_sequence)
			follower->head_sequence = (int64_t)answer->head_sequence;
		hand_over(follower, answer->events, answer->n_events, true);
	}
	arena_destroy(arena);
}

static void ask_replay(struct follower *follower)
{
	Ocop__Common__V1__Replay query = OCOP__COMMON__V1__REPLAY__INIT;

	query.after_sequence = (uint64_t)follower->cursor.sequence;
	query.limit = REPLAY_LIMIT;
	ask(follower, &query.base, replay_answered);
}

/* The source lives and has told nothing that is not in. */
static void note_heard(struct follower *follower)
{
	if (follower_is_following(follower) && follower->head_sequence <= follower->cursor.sequence)
		follower->heard_at_us = clock_monotonic_us();
}

/* The source's own word on whether our cursor is in its log. */
static bool cursor_is_confirmed(const struct follower *follower,
				const Ocop__Common__V1__HeadReply *answer)
{
	const struct cursor *cursor = &follower->cursor;

	if (!cursor->known)
		return true;
	if (!is_epoch(follower, &answer->epoch))
		return false;
	return !cursor->sequence ||
	       (answer->hash.len == sizeof(cursor->hash) &&
		!memcmp(answer->hash.data, cursor->hash, sizeof(cursor->hash)));
}

static void head_answered(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct follower *follower = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__HeadReply *answer = answer_unpack(
		&ocop__common__v1__head_reply__descriptor, error, bytes, size_bytes, arena);

	/* Another source at the address is not the one we follow. */
	if (!answer || strcmp(answer->source, follower->source) ||
	    answer->epoch.len != sizeof(follower->cursor.epoch)) {
		unreachable(follower);
		goto out;
	}
	if (!cursor_is_confirmed(follower, answer)) {
		diverge(follower, "the source does not confirm our cursor");
		goto out;
	}
	if (!follower->cursor.known) {
		memcpy(follower->cursor.epoch, answer->epoch.data, answer->epoch.len);
		follower->cursor.first_head = (int64_t)answer->head_sequence;
		follower->cursor.known = true;
	}
	follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING;
	follower->confirm_at_us = clock_monotonic_us() + CONFIRM_EVERY_US;
	follower->head_sequence = (int64_t)answer->head_sequence;
	follower->busy = false;
	note_heard(follower);
	if (follower->head_sequence > follower->cursor.sequence)
		ask_replay(follower);
out:
	arena_destroy(arena);
}

void follower_ask_head(struct follower *follower)
{
	Ocop__Common__V1__Head query = OCOP__COMMON__V1__HEAD__INIT;

	query.sequence = (uint64_t)follower->cursor.sequence;
	ask(follower, &query.base, head_answered);
}

void follower_hear(void *context, const uint8_t *bytes, size_t size_bytes)
{
	struct follower *follower = context;
	struct arena *arena;
	const Ocop__Common__V1__EventFrame *frame;

	if (follower_is_diverged(follower))
		return;
	arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES);
	frame = (const void *)message_unpack(&ocop__common__v1__event_frame__descriptor, bytes,
					     size_bytes, arena, NULL);
	if (!frame || strcmp(frame->source, follower->source))
		goto out;
	if ((int64_t)frame->head_sequence > follower->head_sequence)
		follower->head_sequence = (int64_t)frame->head_sequence;
	note_heard(follower);
	if (follower->busy)
		goto out;
	if (!follower_is_following(follower) || !is_epoch(follower, &frame->epoch) ||
	    (int64_t)frame->head_sequence < follower->cursor.sequence)
		follower_ask_head(follower);
	else if (frame->n_events)
		hand_over(follower, frame->events, frame->n_events, false);
	else if ((int64_t)frame->head_sequence > follower->cursor.sequence)
		ask_replay(follower);
out:
	arena_destroy(arena);
}

/* Not the next event of the log we know: it does not follow from the one before, or is none. */
static bool is_foreign(int error)
{
	return error == ERROR_SOURCE_DIVERGED || error == ERROR_UNREADABLE;
}

/* Where an operator says; whether the source confirms it, it is asked first. */
static void resume(struct follower *follower)
{
	follower->state = OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE;
	follower->head_sequence = follower->cursor.sequence;
	log_write(LOG_WARNING, "source_resumed", "source=%s cursor=%lld", follower->source,
		  (long long)follower->cursor.sequence);
}

/* The writer is done with a run of events. */
static void job_done(struct work *work, struct store_connection *connection)
{
	struct event_job *job = (struct event_job *)work;
	struct follower *follower = job->follower;

	(void)connection; /* none on the loop's thread */
	follower->cursor = job->cursor;
	follower->busy = false;
	if (job->cursor_moved)
		resume(follower);
	if (job->shards_changed)
		shards_follow(follower->service, job->shards, job->shard_count);
	if (job->cursor_moved || follower_is_diverged(follower))
		; /* the next tick asks the source, or looks again */
	else if (is_foreign(job->error) && job->replayed)
		diverge(follower, error_text(job->error));
	else if (is_foreign(job->error))
		follower_ask_head(follower);
	else if (follower->head_sequence > follower->cursor.sequence && !job->error)
		ask_replay(follower);
	else if (job->error == ERROR_NOT_FOUND)
		ask_replay(follower);
	arena_destroy(job->arena);
	memory_free(job);
}

void event_job_done(struct event_job *job)
{
	job->work.run = job_done;
	service_post(job->service, &job->work);
}
