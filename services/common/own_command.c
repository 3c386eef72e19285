/* own_command.c - what a thread of the service's own has found out, as a command to oneself */
#include "common/service.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"

enum { GROUP_MAX = 256 };

/* A command on its way to the writer. Owns its packed bytes. */
struct own_job {
	struct work work;
	struct service *service;
	const ProtobufCMessageDescriptor *type;
	uint8_t *body;
	size_t body_bytes;
	char *what; /* its request id in the log */
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	struct own_command_notice notice;
};

void own_command_id(const char *what, const char *thing_id, int64_t time_us, struct arena *arena,
		    uint8_t *ret_id)
{
	command_id_derive(time_us,
			  arena_printf(arena, "%s/%s/%lld", what, thing_id, (long long)time_us),
			  ret_id);
}

/* The daemon's own commands skip the token and the age of their id, nothing else. */
void own_item_init(struct command_item *item, const Ocop__Common__V1__Envelope *envelope,
		   struct service *service, struct arena *arena)
{
	const struct command *row = service->definition->commands;

	item->envelope = envelope;
	item->caller = system_caller;
	item->caller.request_id = envelope->request_id;
	item->caller.command_id = envelope->id.data;
	while (row->message && strcmp(row->message->name, envelope->type))
		row++;
	item->row = row->message ? row : NULL;
	if (item->row)
		item->message = message_unpack(row->message, envelope->body.data,
					       envelope->body.len, arena, NULL);
	if (!item->message) {
		command_refuse(item, arena, REFUSAL(MESSAGE_UNKNOWN), NULL);
		item->settled = true;
	}
}

static void job_envelope(struct own_job *job, Ocop__Common__V1__Envelope *ret_envelope)
{
	ocop__common__v1__envelope__init(ret_envelope);
	ret_envelope->type = (char *)(uintptr_t)job->type->name; /* only read */
	ret_envelope->id.data = job->command_id;
	ret_envelope->id.len = COMMAND_ID_SIZE_BYTES;
	ret_envelope->request_id = job->what;
	ret_envelope->body.data = job->body;
	ret_envelope->body.len = job->body_bytes;
}

static void job_destroy(struct own_job *job)
{
	memory_free(job->body);
	memory_free(job->what);
	memory_free(job);
}

/* The first and what waits right behind it, as one group: one flush to disk. */
static size_t jobs_gather(struct work *first, struct own_job **jobs)
{
	struct work_queue *queue = &((struct own_job *)first)->service->writer;
	size_t count = 0;

	for (struct work *work = first; work; work = work_queue_pop_like(queue, first->run)) {
		jobs[count++] = (struct own_job *)work;
		if (count == GROUP_MAX)
			break;
	}
	return count;
}

/* On the writer thread. */
static void jobs_run(struct work *work, struct store_connection *connection)
{
	struct service *service = ((struct own_job *)work)->service;
	struct arena *arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES);
	Ocop__Common__V1__Envelope *envelopes = arena_alloc(arena, GROUP_MAX * sizeof(*envelopes));
	struct command_item *items = arena_alloc(arena, GROUP_MAX * sizeof(*items));
	struct own_job *jobs[GROUP_MAX];
	size_t count = jobs_gather(work, jobs);

	(void)connection; /* the writer's, which the transaction knows */
	for (size_t i = 0; i < count; i++) {
		job_envelope(jobs[i], &envelopes[i]);
		own_item_init(&items[i], &envelopes[i], service, arena);
	}
	(void)command_run_own(service, items, count, arena); /* each is looked at below */
	for (size_t i = 0; i < count; i++) {
		jobs[i]->notice.done(jobs[i]->notice.context, items[i].decision == ACCEPTED);
		job_destroy(jobs[i]);
	}
	arena_destroy(arena);
	if (!atomic_load(&service->broken))
		deadlines_run(service);
}

void own_command_send(struct service *service, const char *what, const char *thing_id,
		      int64_t time_us, const ProtobufCMessage *command,
		      const struct own_command_notice *notice)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	ProtobufCBinaryData packed = message_pack(command, arena);
	struct own_job *job = memory_alloc(sizeof(*job));

	*job = (struct own_job){.work = {.run = jobs_run},
				.service = service,
				.type = command->descriptor,
				.body = memory_copy(packed.data, packed.len),
				.body_bytes = packed.len,
				.what = memory_strdup(what),
				.notice = *notice};
	own_command_id(what, thing_id, time_us, arena, job->command_id);
	arena_destroy(arena);
	work_queue_push(&service->writer, &job->work);
}
