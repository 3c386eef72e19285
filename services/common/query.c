/* query.c - the one path every query takes, on reader threads */
#include "common/query.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

struct query_job;

/* A thread's part in a frame. */
struct query_part {
	struct work work;
	struct query_job *job;
	struct arena *arena; /* of what it answers; NULL until it does */
};

/* What a query came to. */
struct query_outcome {
	struct reply *reply;
	enum decision decision;
};

/* A frame of queries until it is answered: whichever threads are free take one query after the
 * other. Who answers the last sends all; who leaves last frees it. */
struct query_job {
	struct service *service;
	const struct query *rows;
	struct bus_request *request;
	struct arena *arena; /* of the frame as it came */
	const Ocop__Common__V1__Frame *frame;
	struct query_outcome outcomes[FRAME_QUERIES_MAX];
	atomic_size_t next;       /* query to take */
	atomic_size_t unanswered; /* queries */
	atomic_size_t present;    /* parts */
	size_t answered_bytes;    /* all answers of a frame must fit in one */
	size_t part_count;
	struct query_part parts[FRAME_QUERIES_MAX];
};

int64_t page_limit(uint32_t asked)
{
	if (!asked)
		return PAGE_LIMIT_DEFAULT;
	return asked < PAGE_LIMIT_MAX ? asked : PAGE_LIMIT_MAX;
}

static const struct query *row_find(const struct query *rows, const char *type)
{
	for (; rows && rows->message; rows++) {
		if (!strcmp(rows->message->name, type))
			return rows;
	}
	return NULL;
}

static bool row_is_common(const struct query *row)
{
	return row_find(common_queries, row->message->name) == row;
}

static Ocop__Common__V1__RefusalCode caller_check(struct service *service, const struct query *row,
						  const Ocop__Common__V1__Envelope *envelope,
						  struct arena *arena, struct caller *caller)
{
	Ocop__Common__V1__RefusalCode why =
		access_token_verify(service->verifier, &envelope->access_token, arena, caller);

	/* A stale token must not keep anybody from what is open to all. */
	if (why && !(row->allow & ALLOW_ANYONE))
		return why;
	if (caller_has_role(caller, row->allow))
		return REFUSAL(UNSPECIFIED);
	return caller->account_id[0] ? REFUSAL(ROLE_MISSING) : REFUSAL(TOKEN_MISSING);
}

static Ocop__Common__V1__RefusalCode subject_check(struct transaction *tx, const struct query *row,
						   const ProtobufCMessage *message,
						   const char **ret_field)
{
	struct subject subject = {0};

	if (!row->subject)
		return REFUSAL(UNSPECIFIED);
	row->subject(tx, message, &subject);
	if (transaction_failed(tx))
		return REFUSAL(HANDLER_FAILED);
	*ret_field = subject.why ? subject.why_field : NULL;
	if (subject.why)
		return subject.why;
	if (!subject.exists)
		return REFUSAL(NO_SUCH_THING);
	if (!caller_may(transaction_caller(tx), row->allow, &subject))
		return REFUSAL(SCOPE_MISSING);
	return REFUSAL(UNSPECIFIED);
}

/* Every daemon's own queries say what is in the store, whatever that is worth. */
static Ocop__Common__V1__RefusalCode mute_check(const struct service *service,
						const struct transaction *tx,
						const struct query *row)
{
	if (!service->definition->mute || row->even_mute || row_is_common(row))
		return REFUSAL(UNSPECIFIED);
	return service->definition->mute(tx);
}

/* Answers in a transaction of its own: what was committed when it began. */
static enum decision answer(struct service *service, const struct query *row,
			    const struct caller *caller, const ProtobufCMessage *message,
			    struct store_connection *connection, struct reply *reply)
{
	struct transaction_options options =
		service_transaction(service, reply_arena(reply), caller);
	struct transaction *tx = transaction_begin(connection, &options);
	const char *field = NULL;
	Ocop__Common__V1__RefusalCode why = mute_check(service, tx, row);
	enum decision decision = REFUSED;

	if (!why)
		why = subject_check(tx, row, message, &field);
	if (why)
		reply_refuse(reply, why, field, NULL);
	else
		decision = row->handle(tx, message, reply);
	if (transaction_failed(tx))
		decision = FAILED;
	transaction_rollback(tx);
	return decision;
}

enum decision query_answer(struct service *service, const struct query *rows,
			   const Ocop__Common__V1__Envelope *envelope,
			   struct store_connection *connection, struct reply *reply)
{
	struct arena *arena = reply_arena(reply);
	struct caller caller = {.account_id = "", .agency_id = ""};
	const struct query *row = row_find(rows, envelope->type);
	const ProtobufCMessage *message;
	Ocop__Common__V1__RefusalCode why;
	const char *field = NULL;

	caller.request_id = envelope_request_id(envelope);
	if (envelope->id.len == COMMAND_ID_SIZE_BYTES)
		caller.command_id = envelope->id.data; /* files are written once an id, too */
	if (!row)
		row = row_find(common_queries, envelope->type);
	if (!row) {
		reply_refuse(reply, REFUSAL(MESSAGE_UNKNOWN), envelope->type, NULL);
		return REFUSED;
	}
	message = message_unpack(row->message, envelope->body.data, envelope->body.len, arena,
				 &field);
	if (!message) {
		reply_refuse(reply, field ? REFUSAL(TEXT_INVALID) : REFUSAL(MESSAGE_UNREADABLE),
			     field, NULL);
		return REFUSED;
	}
	why = caller_check(service, row, envelope, arena, &caller);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return REFUSED;
	}
	return answer(service, row, &caller, message, connection, reply);
}

static void answer_fill(struct query_job *job, struct reply *reply, enum decision decision,
			Ocop__Common__V1__Reply *ret_answer)
{
	struct reply *too_large;

	reply_fill(reply, decision, ret_answer);
	metrics_add(&job->service->metrics,
		    decision == ACCEPTED ? METRIC_QUERIES_ANSWERED : METRIC_QUERIES_REFUSED, 1);
	job->answered_bytes += ret_answer->body.len;
	if (job->answered_bytes <= REPLY_LIMIT_BYTES)
		return;
	job->answered_bytes -= ret_answer->body.len;
	too_large = reply_create(reply_arena(reply));
	reply_refuse(too_large, REFUSAL(REPLY_TOO_LARGE), NULL, NULL);
	reply_fill(too_large, REFUSED, ret_answer);
}

static void query_job_send(struct query_job *job, struct arena *arena)
{
	Ocop__Common__V1__ReplyFrame frame = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	size_t count = job->frame->n_envelopes;
	Ocop__Common__V1__Reply *answers = arena_alloc(arena, count * sizeof(*answers));
	ProtobufCBinaryData packed;

	frame.n_replies = count;
	frame.replies = arena_alloc(arena, count * sizeof(*frame.replies));
	for (size_t i = 0; i < count; i++) {
		ocop__common__v1__reply__init(&answers[i]);
		answer_fill(job, job->outcomes[i].reply, job->outcomes[i].decision, &answers[i]);
		frame.replies[i] = &answers[i];
	}
	packed = message_pack(&frame.base, arena);
	bus_request_answer(job->request, packed.data, packed.len);
}

static void query_job_leave(struct query_job *job)
{
	if (atomic_fetch_sub(&job->present, 1) > 1)
		return;
	for (size_t i = 0; i < job->part_count; i++)
		arena_destroy(job->parts[i].arena);
	arena_destroy(job->arena);
	memory_free(job);
}

static void query_part_run(struct work *work, struct store_connection *connection)
{
	struct query_part *part = (struct query_part *)work;
	struct query_job *job = part->job;
	size_t at;

	while ((at = atomic_fetch_add(&job->next, 1)) < job->frame->n_envelopes) {
		struct query_outcome *outcome = &job->outcomes[at];

		/* Room for each query of its own: what one reads and answers takes nothing from the
		 * next. */
		if (!part->arena)
			part->arena = arena_create(FRAME_QUERIES_MAX * (size_t)ARENA_LIMIT_BYTES);
		outcome->reply = reply_create(part->arena);
		outcome->decision = query_answer(job->service, job->rows, job->frame->envelopes[at],
						 connection, outcome->reply);
		if (atomic_fetch_sub(&job->unanswered, 1) == 1)
			query_job_send(job, part->arena);
	}
	query_job_leave(job);
}

/* Parts for as many threads as may have something to do. */
static void query_job_start(struct query_job *job, struct work_pool *pool)
{
	size_t threads = work_pool_threads(pool);
	size_t count = job->frame->n_envelopes;
	size_t parts = count < threads ? count : threads;

	atomic_init(&job->next, 0);
	atomic_init(&job->unanswered, count);
	atomic_init(&job->present, parts);
	job->part_count = parts;
	for (size_t i = 0; i < parts; i++)
		job->parts[i] = (struct query_part){.work = {.run = query_part_run}, .job = job};
	for (size_t i = 0; i < parts; i++)
		work_pool_push(pool, &job->parts[i].work);
}

static void frame_receive(struct service *service, const struct query *rows, struct work_pool *pool,
			  struct bus_request *request, const uint8_t *bytes, size_t size_bytes)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__Frame *frame = (const void *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);
	struct query_job *job;

	if (!frame || !frame->n_envelopes || frame->n_envelopes > FRAME_QUERIES_MAX) {
		frame_refuse(service, request);
		arena_destroy(arena);
		return;
	}
	job = memory_alloc(sizeof(*job));
	job->service = service;
	job->rows = rows;
	job->request = request;
	job->arena = arena;
	job->frame = frame;
	query_job_start(job, pool);
}

void query_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			 size_t size_bytes)
{
	struct service *service = context;

	frame_receive(service, service->definition->queries, service->readers, request, bytes,
		      size_bytes);
}

void file_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			size_t size_bytes)
{
	struct service *service = context;

	frame_receive(service, service->definition->files, service->workers, request, bytes,
		      size_bytes);
}
