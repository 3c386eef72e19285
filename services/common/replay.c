/* replay.c - the queries every daemon answers: head and replay of its log, and its status
 *
 * Open to whoever reaches the endpoint, which is the daemons of the instance: events hold no
 * secrets and no personal data, and the gateway does not pass these on.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { REPLAY_MAX = 4096 };

static ProtobufCBinaryData epoch_load(struct transaction *tx)
{
	ProtobufCBinaryData epoch = {0};

	statement(tx, "SELECT epoch FROM outbox_source WHERE id = 1");
	while (statement_step(tx))
		epoch.data = (uint8_t *)column_bytes(tx, "epoch", &epoch.len);
	return epoch;
}

static uint64_t head_load(struct transaction *tx)
{
	int64_t sequence = 0;

	statement(tx, "SELECT coalesce(max(sequence), 0) AS head FROM outbox_events");
	while (statement_step(tx))
		sequence = column_i64(tx, "head");
	return (uint64_t)sequence;
}

static enum decision head(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Common__V1__Head *asked = (const Ocop__Common__V1__Head *)message;
	Ocop__Common__V1__HeadReply answer = OCOP__COMMON__V1__HEAD_REPLY__INIT;

	answer.source = tx->connection->store->source;
	answer.epoch = epoch_load(tx);
	answer.head_sequence = head_load(tx);
	statement(tx, "SELECT hash FROM outbox_events WHERE sequence = $1");
	bind_i64(tx, (int64_t)asked->sequence);
	while (statement_step(tx))
		answer.hash.data = (uint8_t *)column_bytes(tx, "hash", &answer.hash.len);

	reply_set(reply, &answer.base);
	return ACCEPTED;
}

/* As many events as fit in a reply. */
static void events_load(struct transaction *tx, const Ocop__Common__V1__Replay *asked,
			Ocop__Common__V1__ReplayReply *answer)
{
	size_t most = asked->limit && asked->limit < REPLAY_MAX ? asked->limit : REPLAY_MAX;
	size_t size_bytes = 1024; /* epoch, head, tags */

	answer->events = arena_alloc(transaction_arena(tx), most * sizeof(*answer->events));
	statement(tx, "SELECT event FROM outbox_events WHERE sequence > $1"
		      " ORDER BY sequence LIMIT $2");
	bind_i64(tx, (int64_t)asked->after_sequence);
	bind_i64(tx, (int64_t)most);
	while (statement_step(tx)) {
		ProtobufCBinaryData *event = &answer->events[answer->n_events];

		event->data = (uint8_t *)column_bytes(tx, "event", &event->len);
		size_bytes += event->len + 8;
		if (size_bytes > REPLY_LIMIT_BYTES) {
			statement_end(tx);
			break;
		}
		answer->n_events++;
	}
}

static enum decision replay(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	Ocop__Common__V1__ReplayReply answer = OCOP__COMMON__V1__REPLAY_REPLY__INIT;

	answer.epoch = epoch_load(tx);
	answer.head_sequence = head_load(tx);
	events_load(tx, (const Ocop__Common__V1__Replay *)message, &answer);

	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static Ocop__Common__V1__FollowedSource **follows_copy(struct service *service, struct arena *arena,
						       size_t *ret_count)
{
	Ocop__Common__V1__FollowedSource **copies;

	pthread_mutex_lock(&service->follows_mutex);
	*ret_count = service->follows_count;
	copies = arena_alloc(arena, (*ret_count + 1) * sizeof(*copies));
	for (size_t i = 0; i < *ret_count; i++) {
		copies[i] = arena_copy(arena, &service->follows[i], sizeof(*copies[i]));
		copies[i]->source = arena_strdup(arena, service->follows[i].source);
		copies[i]->cursor_hash.data =
			arena_copy(arena, service->follows[i].cursor_hash.data,
				   service->follows[i].cursor_hash.len);
	}
	pthread_mutex_unlock(&service->follows_mutex);
	return copies;
}

static Ocop__Common__V1__Counter **counters_copy(const struct service *service, struct arena *arena)
{
	Ocop__Common__V1__Counter **counters = arena_alloc(arena, METRIC_COUNT * sizeof(*counters));

	for (int i = 0; i < METRIC_COUNT; i++) {
		counters[i] = arena_alloc(arena, sizeof(*counters[i]));
		ocop__common__v1__counter__init(counters[i]);
		counters[i]->name = arena_strdup(arena, metric_name((enum metric)i));
		counters[i]->value = metrics_value(&service->metrics, (enum metric)i);
	}
	return counters;
}

static char *alarm_copy(struct service *service, struct arena *arena)
{
	char *alarm;

	pthread_mutex_lock(&service->follows_mutex);
	alarm = arena_strdup(arena, service->alarm);
	pthread_mutex_unlock(&service->follows_mutex);
	return alarm;
}

static enum decision status(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	struct service *service = tx->connection->store->service;
	Ocop__Common__V1__StatusReply answer = OCOP__COMMON__V1__STATUS_REPLY__INIT;
	Google__Protobuf__Timestamp now = message_time(clock_now_us(&service->clock));
	int64_t run_until_us = atomic_load(&service->deadlines_run_until_us);
	Google__Protobuf__Timestamp run_until = message_time(run_until_us);

	(void)message; /* asks for nothing but the status */
	answer.source = service->source;
	answer.version = (char *)OCOP_VERSION;
	answer.instance = (char *)settings_text(service->settings, "instance");
	answer.instance_kind = (char *)service_instance_kind(service);
	answer.now = &now;
	answer.deadlines_run_until = run_until_us > 0 ? &run_until : NULL;
	answer.clock_offset_seconds = clock_offset_us(&service->clock) / 1000000;
	/* Before the head: what was told because of an event that is shown as applied is in it, and
	 * who finds every cursor at its source's head finds nothing on its way. */
	answer.follows = follows_copy(service, reply_arena(reply), &answer.n_follows);
	answer.head_sequence = head_load(tx);
	answer.alarm = alarm_copy(service, reply_arena(reply));
	answer.n_counters = METRIC_COUNT;
	answer.counters = counters_copy(service, reply_arena(reply));

	reply_set(reply, &answer.base);
	return ACCEPTED;
}

const struct query common_queries[] = {
	{.message = &ocop__common__v1__head__descriptor,
	 .reply = &ocop__common__v1__head_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = head},
	{.message = &ocop__common__v1__replay__descriptor,
	 .reply = &ocop__common__v1__replay_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = replay},
	{.message = &ocop__common__v1__status__descriptor,
	 .reply = &ocop__common__v1__status_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = status},
	{0},
};
