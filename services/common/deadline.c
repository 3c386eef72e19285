/* deadline.c - time as a caller: due rows become commands of the daemon to itself */
#include "common/deadline.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/transaction.h"

enum {
	REFUSED_PAUSE_US = 60 * 1000000, /* a due command that was refused is not sent in a loop */
	ROUNDS_MAX = 64                  /* groups in one run; the rest waits a second */
};

/* A due command that did not end its being due; not sent again for a while. */
struct refused_due {
	struct refused_due *next;
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	int64_t until_us;
};

struct due_commands {
	struct service *service;
	struct arena *arena;
	const char *deadline;
	Ocop__Common__V1__Envelope *envelopes;
	size_t count;
};

/* Ids end in bytes of a hash: their last spreads them evenly. */
static struct refused_due **slot_of(struct service *service, const uint8_t *command_id)
{
	return &service->refused_due[command_id[COMMAND_ID_SIZE_BYTES - 1] % REFUSED_DUE_SLOTS];
}

static struct refused_due *refused_find(struct service *service, const uint8_t *command_id)
{
	struct refused_due *due = *slot_of(service, command_id);

	while (due && memcmp(due->command_id, command_id, COMMAND_ID_SIZE_BYTES))
		due = due->next;
	return due;
}

static void pause(struct service *service, const uint8_t *command_id)
{
	struct refused_due *due = refused_find(service, command_id);
	struct refused_due **slot = slot_of(service, command_id);

	if (!due) {
		due = memory_alloc(sizeof(*due));
		memcpy(due->command_id, command_id, COMMAND_ID_SIZE_BYTES);
		due->next = *slot;
		*slot = due;
		service->refused_due_count++;
	}
	due->until_us = clock_monotonic_us() + REFUSED_PAUSE_US;
}

/* Forgets the pauses that are over at a time. */
static void pauses_end(struct service *service, int64_t now_us)
{
	for (size_t i = 0; i < REFUSED_DUE_SLOTS; i++) {
		struct refused_due **link = &service->refused_due[i];

		while (*link) {
			struct refused_due *due = *link;

			if (due->until_us > now_us) {
				link = &due->next;
				continue;
			}
			*link = due->next;
			memory_free(due);
			service->refused_due_count--;
		}
	}
}

int64_t due_commands_limit(const struct due_commands *due)
{
	return DUE_COMMANDS_MAX + (int64_t)due->service->refused_due_count;
}

void due_commands_add(struct due_commands *due, const char *thing_id, int64_t due_at_us,
		      const ProtobufCMessage *command)
{
	Ocop__Common__V1__Envelope *envelope;
	uint8_t *command_id;

	if (due->count == DUE_COMMANDS_MAX)
		return;
	command_id = arena_alloc(due->arena, COMMAND_ID_SIZE_BYTES);
	own_command_id(due->deadline, thing_id, due_at_us, due->arena, command_id);
	if (refused_find(due->service, command_id))
		return;
	envelope = &due->envelopes[due->count++];
	ocop__common__v1__envelope__init(envelope);
	envelope->type = (char *)command->descriptor->name;
	envelope->id.data = command_id;
	envelope->id.len = COMMAND_ID_SIZE_BYTES;
	envelope->request_id = arena_printf(due->arena, "%s", due->deadline);
	envelope->body = message_pack(command, due->arena);
}

static void due_find(struct service *service, const struct deadline *deadline,
		     struct due_commands *due)
{
	struct transaction_options options =
		service_transaction(service, due->arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);

	due->deadline = deadline->name;
	due->envelopes = arena_alloc(due->arena, DUE_COMMANDS_MAX * sizeof(*due->envelopes));
	if (!service->definition->closed || !service->definition->closed(tx))
		deadline->find(tx, due);
	if (transaction_failed(tx))
		due->count = 0;
	transaction_rollback(tx);
}

/* Finds and runs one group of a deadline. True when there may be more. */
static bool deadline_run_once(struct service *service, const struct deadline *deadline)
{
	struct arena *arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES);
	struct due_commands due = {.service = service, .arena = arena};
	struct command_item *items;
	size_t accepted;

	due_find(service, deadline, &due);
	if (!due.count) {
		arena_destroy(arena);
		return false;
	}
	items = arena_alloc(arena, due.count * sizeof(*items));
	for (size_t i = 0; i < due.count; i++)
		own_item_init(&items[i], &due.envelopes[i], service, arena);
	accepted = command_run_own(service, items, due.count, arena);
	metrics_add(&service->metrics, METRIC_DEADLINES_RUN, accepted);
	for (size_t i = 0; i < due.count; i++) {
		if (items[i].decision != ACCEPTED || items[i].answer.remembered)
			pause(service, items[i].envelope->id.data);
	}
	arena_destroy(arena);
	return accepted > 0 || due.count == DUE_COMMANDS_MAX;
}

/* True when nothing of it is due any more. */
static bool deadline_run(struct service *service, const struct deadline *deadline)
{
	for (int round = 0; round < ROUNDS_MAX; round++) {
		if (atomic_load(&service->broken))
			return false;
		if (!deadline_run_once(service, deadline))
			return true;
	}
	return false;
}

void deadlines_run(struct service *service)
{
	const struct deadline *deadline = service->definition->deadlines;
	int64_t now_us = clock_now_us(&service->clock);
	bool all_done = true;

	pauses_end(service, clock_monotonic_us());
	for (; deadline && deadline->name; deadline++)
		all_done = deadline_run(service, deadline) && all_done;
	if (all_done)
		atomic_store(&service->deadlines_run_until_us, now_us);
}

void deadlines_forget(struct service *service)
{
	pauses_end(service, INT64_MAX);
}
