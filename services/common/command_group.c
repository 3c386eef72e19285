/* command_group.c - many commands, one flush to disk
 *
 * What waits goes into one transaction, each command in its own part, at most 256 commands or 5 ms.
 * After the commit all replies go out, refusals included (they may rest on rows of the same group),
 * then all events. A command that fails has the group rolled back and every command run again
 * alone, so it costs its sender a refusal and nobody else anything. A failed commit answers
 * "outcome unknown" and ends the daemon, which starts again from its store.
 */
#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

/* A frame from the bus, until it is answered. */
struct command_job {
	struct work work;
	struct service *service;
	struct bus_request *request;
	struct arena *arena;
	struct command_item *items;
	size_t count;
};

/* The items of several frames, in order, each with its frame's arena. */
struct group {
	struct command_item **items;
	struct arena **arenas;
	size_t count, capacity, arena_capacity;
};

static void group_add(struct group *group, struct command_item *item, struct arena *arena)
{
	group->items =
		memory_grow(group->items, group->count, &group->capacity, sizeof(*group->items));
	group->arenas = memory_grow(group->arenas, group->count, &group->arena_capacity,
				    sizeof(*group->arenas));
	group->items[group->count] = item;
	group->arenas[group->count] = arena;
	group->count++;
}

static void group_deinit(struct group *group)
{
	memory_free(group->items);
	memory_free(group->arenas);
}

static void item_fail(struct command_item *item)
{
	ocop__common__v1__reply__init(&item->answer);
	item->answer.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
	item->decision = FAILED;
}

/* Commits; then the clock, and the events in *ret_events. */
static int commit(struct service *service, struct transaction *tx,
		  struct written_event **ret_events, size_t *ret_count)
{
	const struct clock_move clock = tx->clock;
	int error;

	if (fault_point(FAULT_BEFORE_COMMIT))
		transaction_fail(tx, ERROR_INJECTED);
	*ret_events = transaction_take_events(tx, ret_count);
	error = transaction_commit(tx);
	(void)fault_point(FAULT_AFTER_COMMIT); /* may end the daemon; cannot fail any more */
	if (!error && clock.moved)
		clock_set_offset_us(&service->clock, clock.offset_us);
	return error;
}

static void events_free(struct written_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++)
		memory_free(events[i].bytes);
	memory_free(events);
}

/* Events of a group and of those run again alone, to be published after the replies. */
struct written {
	struct written_event *events;
	size_t count, capacity;
};

static void written_add(struct written *written, struct written_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		written->events = memory_grow(written->events, written->count, &written->capacity,
					      sizeof(*written->events));
		written->events[written->count++] = events[i];
	}
	memory_free(events);
}

/* Runs items first to last in one transaction. False when one failed and all was rolled back. */
static bool items_run(struct service *service, struct group *group, size_t first, size_t last,
		      struct written *written)
{
	struct transaction_options options =
		service_transaction(service, group->arenas[first], &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	struct written_event *events;
	size_t count;
	int error;

	for (size_t i = first; i < last; i++) {
		if (group->items[i]->settled)
			continue;
		command_execute(service, tx, group->items[i], group->arenas[i]);
		if (group->items[i]->decision == FAILED) {
			transaction_rollback(tx);
			return false;
		}
	}
	error = commit(service, tx, &events, &count);
	if (!error) {
		written_add(written, events, count);
		return true;
	}
	events_free(events, count);
	log_write(LOG_ERROR, "commit", "error=\"%s\"", error_text(error));
	for (size_t i = first; i < last; i++)
		item_fail(group->items[i]);
	service_break(service);
	return true;
}

static void group_run(struct service *service, struct group *group, struct written *written)
{
	metrics_add(&service->metrics, METRIC_COMMAND_GROUPS, 1);
	if (items_run(service, group, 0, group->count, written))
		return;
	for (size_t i = 0; i < group->count; i++) {
		if (group->items[i]->settled)
			continue;
		if (atomic_load(&service->broken)) {
			item_fail(group->items[i]);
			continue;
		}
		if (!items_run(service, group, i, i + 1, written)) {
			metrics_add(&service->metrics, METRIC_COMMANDS_FAILED, 1);
			command_refuse(group->items[i], group->arenas[i], REFUSAL(HANDLER_FAILED),
				       NULL);
		}
	}
}

static const char *outcome_word(const struct command_item *item)
{
	if (item->decision == ACCEPTED)
		return item->answer.remembered ? "remembered" : "accepted";
	return item->decision == REFUSED ? "refused" : "failed";
}

/* Logs and counts each outcome, once. */
static void outcome_note(struct service *service, const struct command_item *item)
{
	const char *why = "";

	if (item->decision == REFUSED && item->answer.n_refusals)
		why = refusal_text(item->answer.refusals[0]->code)->name;
	if (item->decision == ACCEPTED)
		metrics_add(&service->metrics,
			    item->answer.remembered ? METRIC_COMMANDS_REMEMBERED
						    : METRIC_COMMANDS_ACCEPTED,
			    1);
	else if (item->decision == REFUSED)
		metrics_add(&service->metrics, METRIC_COMMANDS_REFUSED, 1);
	log_write(LOG_INFO, "command", "type=%s outcome=%s refusal=%s account_id=%s request_id=%s",
		  item->row ? item->row->message->name : "unknown", outcome_word(item), why,
		  item->caller.account_id, item->caller.request_id);
}

/* When the reasons of all are too many for one frame, each answer keeps its first. */
static void reasons_fit(Ocop__Common__V1__ReplyFrame *frame)
{
	if (protobuf_c_message_get_packed_size(&frame->base) <= FRAME_LIMIT_BYTES)
		return;
	for (size_t i = 0; i < frame->n_replies; i++) {
		if (frame->replies[i]->n_refusals > 1)
			frame->replies[i]->n_refusals = 1;
	}
}

/* Packs the answers of a frame in the order of its envelopes. */
static void job_answer(struct command_job *job)
{
	Ocop__Common__V1__ReplyFrame frame = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	ProtobufCBinaryData packed;

	frame.n_replies = job->count;
	frame.replies = arena_alloc(job->arena, job->count * sizeof(*frame.replies));
	for (size_t i = 0; i < job->count; i++)
		frame.replies[i] = &job->items[i].answer;
	reasons_fit(&frame);
	packed = message_pack(&frame.base, job->arena);
	bus_request_answer(job->request, packed.data, packed.len);
}

static void job_destroy(struct command_job *job)
{
	arena_destroy(job->arena);
	memory_free(job);
}

static void job_decode(struct command_job *job)
{
	for (size_t i = 0; i < job->count; i++)
		command_decode(job->service, &job->items[i], job->arena);
}

static void jobs_run(struct work *work, struct store_connection *connection);

/* Takes what waits into the group; decoding happened when a step was prepared. */
static void jobs_gather(struct service *service, struct work *first, struct group *group,
			struct command_job **jobs, size_t *ret_jobs)
{
	int64_t most = settings_number(service->settings, "group_commands");
	int64_t until_us =
		clock_monotonic_us() + settings_number(service->settings, "group_window_us");
	struct work *work = first;

	do {
		struct command_job *job = (struct command_job *)work;

		jobs[(*ret_jobs)++] = job;
		for (size_t i = 0; i < job->count; i++)
			group_add(group, &job->items[i], job->arena);
		if ((int64_t)group->count >= most || clock_monotonic_us() >= until_us)
			break;
		work = work_queue_pop_like(&service->writer, jobs_run);
	} while (work);
}

/* A group: the frame that came first and what waits behind it. On the writer thread. */
static void jobs_run(struct work *work, struct store_connection *connection)
{
	struct service *service = ((struct command_job *)work)->service;
	struct command_job **jobs =
		memory_alloc((size_t)settings_number(service->settings, "group_commands") *
			     sizeof(struct command_job *));
	struct group group = {0};
	struct written written = {0};
	size_t count = 0;

	(void)connection; /* the writer's, which the transaction knows */
	jobs_gather(service, work, &group, jobs, &count);
	group_run(service, &group, &written);
	for (size_t i = 0; i < group.count; i++)
		outcome_note(service, group.items[i]);
	(void)fault_point(FAULT_BEFORE_REPLY); /* may end the daemon; cannot fail */
	for (size_t i = 0; i < count; i++)
		job_answer(jobs[i]);
	publish_events(service, written.events, written.count);
	group_deinit(&group);
	for (size_t i = 0; i < count; i++)
		job_destroy(jobs[i]);
	memory_free(jobs);
}

/* The slow steps, on a worker; then to the writer. */
static void job_prepare(struct work *work, struct store_connection *connection)
{
	struct command_job *job = (struct command_job *)work;

	for (size_t i = 0; i < job->count; i++)
		command_prepare(job->service, &job->items[i], job->arena, connection);
	job->work.run = jobs_run;
	work_queue_push(&job->service->writer, &job->work);
}

static bool job_wants_preparation(const struct command_job *job)
{
	for (size_t i = 0; i < job->count; i++) {
		if (!job->items[i].settled && job->items[i].row->prepare)
			return true;
	}
	return false;
}

void frame_refuse(struct service *service, struct bus_request *request)
{
	Ocop__Common__V1__ReplyFrame frame = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	Ocop__Common__V1__Reply answer = OCOP__COMMON__V1__REPLY__INIT;
	Ocop__Common__V1__Reply *answers[] = {&answer};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct reply *reply = reply_create(arena);
	ProtobufCBinaryData packed;

	metrics_add(&service->metrics, METRIC_FRAMES_UNREADABLE, 1);
	reply_refuse(reply, REFUSAL(MESSAGE_UNREADABLE), NULL, NULL);
	reply_fill(reply, REFUSED, &answer);
	frame.n_replies = 1;
	frame.replies = answers;
	packed = message_pack(&frame.base, arena);
	bus_request_answer(request, packed.data, packed.len);
	arena_destroy(arena);
}

void command_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			   size_t size_bytes)
{
	struct service *service = context;
	/* Half for what is unpacked, half for what the handlers of the frame build. */
	struct arena *arena = arena_create(2 * (size_t)ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__Frame *frame = (const void *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);
	struct command_job *job;

	if (!frame || !frame->n_envelopes || frame->n_envelopes > FRAME_COMMANDS_MAX) {
		frame_refuse(service, request);
		arena_destroy(arena);
		return;
	}
	job = memory_alloc(sizeof(*job));
	*job = (struct command_job){.work = {.run = jobs_run},
				    .service = service,
				    .request = request,
				    .arena = arena,
				    .count = frame->n_envelopes};
	job->items = arena_alloc(arena, job->count * sizeof(*job->items));
	for (size_t i = 0; i < job->count; i++)
		job->items[i].envelope = frame->envelopes[i];
	job_decode(job);
	if (job_wants_preparation(job)) {
		job->work.run = job_prepare;
		work_pool_push(service->workers, &job->work);
		return;
	}
	work_queue_push(&service->writer, &job->work);
}

size_t command_run_own(struct service *service, struct command_item *items, size_t count,
		       struct arena *arena)
{
	struct group group = {0};
	struct written written = {0};
	size_t accepted = 0;

	for (size_t i = 0; i < count; i++)
		group_add(&group, &items[i], arena);
	group_run(service, &group, &written);
	for (size_t i = 0; i < count; i++) {
		outcome_note(service, &items[i]);
		if (items[i].decision == ACCEPTED && !items[i].answer.remembered)
			accepted++;
	}
	publish_events(service, written.events, written.count);
	group_deinit(&group);
	return accepted;
}
