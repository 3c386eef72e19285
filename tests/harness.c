/* harness.c - a service in the test's own process */
#include "harness.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { SOURCES_MAX = 16 };

/* What the harness tells in another daemon's name. */
struct told {
	char source[32];
	struct cursor cursor;
};

struct harness {
	struct service service;
	const struct service_definition *definition;
	char folder[64];
	char *shard;
	struct arena *arena;
	uv_loop_t loop;
	uint8_t secret_key[crypto_sign_SECRETKEYBYTES];
	ProtobufCBinaryData token;
	const char *agency_id; /* of who signs in; borrowed */
	struct told told[SOURCES_MAX];
};

static void setting(char **argv, int *argc, const char *name, const char *value)
{
	argv[(*argc)++] = memory_printf("--%s", name);
	argv[(*argc)++] = memory_strdup(value);
}

static void settings_start(struct harness *h, const char *rulebooks_dir)
{
	char *argv[32] = {memory_strdup("test")};
	int argc = 1;

	setting(argv, &argc, "instance_kind", "test");
	setting(argv, &argc, "data_dir", h->folder);
	setting(argv, &argc, "run_dir", h->folder);
	setting(argv, &argc, "rulebooks_dir", rulebooks_dir);
	if (h->shard)
		setting(argv, &argc, "shard", h->shard);
	int error = settings_read(h->definition->name, h->definition->settings, argc, argv,
				  &h->service.settings);

	assert(!error);
	(void)error;
	while (argc)
		memory_free(argv[--argc]);
}

static void key_write(struct harness *h)
{
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
	char hex[2 * crypto_sign_PUBLICKEYBYTES + 1];
	char *path = memory_printf("%s/access-token.pub", h->folder);
	FILE *file = fopen(path, "w");

	assert(file);
	crypto_sign_keypair(public_key, h->secret_key);
	sodium_bin2hex(hex, sizeof(hex), public_key, sizeof(public_key));
	fputs(hex, file);
	fclose(file);
	memory_free(path);
}

static void service_open(struct harness *h)
{
	struct service *service = &h->service;
	char *key = memory_printf("%s/access-token.pub", h->folder);
	char *make_folder = memory_printf("mkdir -p %s/%s", h->folder, service->source);
	char *path = memory_printf("%s/%s/store.sqlite", h->folder, service->source);
	int error = system(make_folder);

	service->folder = memory_printf("%s/%s", h->folder, service->source);

	assert(!error);
	error = store_open(&store_sqlite, path, h->definition->migrations, &service->store);
	assert(!error);
	memcpy(service->store->source, service->source, sizeof(service->source));
	service->store->service = service;
	atomic_store(&service->store->head_sequence, service->store->head.sequence);
	service->verifier = access_token_verifier_create(key, "thai-nguyen");
	if (h->definition->start)
		error = h->definition->start(service, &service->state);
	assert(!error);
	(void)error;
	memory_free(path);
	memory_free(make_folder);
	memory_free(key);
}

void harness_writer_run(struct harness *h)
{
	while (!work_queue_is_empty(&h->service.writer)) {
		struct work *work = work_queue_pop(&h->service.writer);

		work->run(work, store_writer(h->service.store));
	}
}

static void service_shut(struct harness *h)
{
	struct service *service = &h->service;

	if (h->definition->halt && service->state)
		h->definition->halt(service->state);
	harness_writer_run(h);
	if (h->definition->stop && service->state)
		h->definition->stop(service->state);
	service->state = NULL;
	deadlines_forget(service);
	store_close(service->store);
	access_token_verifier_destroy(service->verifier);
	memory_free(service->folder);
}

struct harness *harness_create(const struct service_definition *definition, const char *shard)
{
	struct harness *h = memory_alloc(sizeof(*h));
	char *address;
	int error = sodium_init();

	assert(error >= 0);
	strcpy(h->folder, "/tmp/ocop-test-XXXXXX");
	if (!mkdtemp(h->folder))
		abort();
	h->definition = definition;
	h->service.definition = definition;
	h->shard = memory_strdup(shard);
	h->service.shard = h->shard;
	snprintf(h->service.source, sizeof(h->service.source), "%s%s%s", definition->name,
		 shard ? "_" : "", shard ? shard : "");
	log_open(h->service.source, LOG_ERROR);
	h->arena = arena_create(64 * (size_t)ARENA_LIMIT_BYTES);
	key_write(h);
	settings_start(h, SOURCE_DIR "/deploy/rulebooks");
	pthread_mutex_init(&h->service.follows_mutex, NULL);
	work_queue_init(&h->service.writer);
	uv_loop_init(&h->loop);
	h->service.bus = bus_create(BUS_MEMORY, &h->loop);
	address = memory_printf("memory://%s", h->folder);
	error = bus_publisher_open(h->service.bus, address, &h->service.events);
	assert(!error);
	(void)error;
	memory_free(address);
	service_open(h);
	return h;
}

void harness_restart(struct harness *h)
{
	service_shut(h);
	service_open(h);
}

void harness_restart_with(struct harness *h, const char *rulebooks_dir)
{
	service_shut(h);
	settings_destroy(h->service.settings);
	settings_start(h, rulebooks_dir);
	service_open(h);
}

void harness_destroy(struct harness *h)
{
	char *remove = memory_printf("rm -rf %s", h->folder);

	service_shut(h);
	bus_publisher_close(h->service.events);
	bus_destroy(h->service.bus);
	uv_run(&h->loop, UV_RUN_DEFAULT);
	uv_loop_close(&h->loop);
	work_queue_deinit(&h->service.writer);
	settings_destroy(h->service.settings);
	arena_destroy(h->arena);
	if (system(remove))
		abort();
	memory_free(remove);
	memory_free(h->shard);
	memory_free(h);
}

void harness_advance(struct harness *h, int64_t us)
{
	clock_set_offset_us(&h->service.clock, clock_offset_us(&h->service.clock) + us);
	deadlines_run(&h->service);
}

void harness_set_date(struct harness *h, const char *date)
{
	int32_t day;
	bool sound = date_parse(date, &day);

	assert(sound);
	(void)sound;
	clock_set_offset_us(&h->service.clock, 0);
	harness_advance(h, date_begin_us(day) + 12LL * 3600 * 1000000 - clock_machine_us());
}

const char *harness_folder(const struct harness *h)
{
	return h->service.folder;
}

struct service *harness_service(struct harness *h)
{
	return &h->service;
}

void harness_today(struct harness *h, char *ret_date)
{
	date_print(date_of_us(clock_now_us(&h->service.clock)), ret_date);
}

void harness_set_agency(struct harness *h, const char *agency_id)
{
	h->agency_id = agency_id;
}

void harness_sign_in(struct harness *h, const char *account_id,
		     const Ocop__Common__V1__Grant *grants, size_t count)
{
	Ocop__Common__V1__AccessToken token = OCOP__COMMON__V1__ACCESS_TOKEN__INIT;

	h->token = (ProtobufCBinaryData){0};
	if (!account_id)
		return;
	token.account_id = arena_strdup(h->arena, account_id);
	token.instance = arena_strdup(h->arena, "thai-nguyen");
	token.agency_id = arena_strdup(h->arena, h->agency_id ? h->agency_id : "");
	token.expires_at_us = clock_machine_us() + 3600LL * 1000000;
	token.n_grants = count;
	token.grants = arena_alloc(h->arena, (count + 1) * sizeof(*token.grants));
	for (size_t i = 0; i < count; i++)
		token.grants[i] = arena_copy(h->arena, &grants[i], sizeof(grants[i]));
	h->token = access_token_sign(&token, h->secret_key, h->arena);
}

void harness_sign_in_as(struct harness *h, const char *account_id, Ocop__Common__V1__Role role,
			const char *unit_code)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = role;
	grant.unit_code = arena_strdup(h->arena, unit_code);
	harness_sign_in(h, account_id, &grant, 1);
}

ProtobufCBinaryData harness_token(const struct harness *h)
{
	return h->token;
}

static Ocop__Common__V1__Envelope *envelope_of(struct harness *h, const ProtobufCMessage *message)
{
	Ocop__Common__V1__Envelope *envelope = arena_alloc(h->arena, sizeof(*envelope));

	ocop__common__v1__envelope__init(envelope);
	envelope->type = arena_strdup(h->arena, message->descriptor->name);
	envelope->request_id = arena_strdup(h->arena, "test");
	envelope->body = message_pack(message, h->arena);
	envelope->access_token = h->token;
	return envelope;
}

const Ocop__Common__V1__Reply *harness_command_as(struct harness *h, const uint8_t *id,
						  uint64_t expected_version,
						  const ProtobufCMessage *message)
{
	struct command_item *item = arena_alloc(h->arena, sizeof(*item));
	Ocop__Common__V1__Envelope *envelope = envelope_of(h, message);
	struct store_connection *reader;
	int error;

	envelope->id.data = arena_copy(h->arena, id, COMMAND_ID_SIZE_BYTES);
	envelope->id.len = COMMAND_ID_SIZE_BYTES;
	envelope->expected_version = expected_version;
	item->envelope = envelope;
	command_decode(&h->service, item, h->arena);
	error = store_reader_open(h->service.store, &reader);
	assert(!error);
	(void)error;
	command_prepare(&h->service, item, h->arena, reader);
	store_reader_close(reader);
	command_run_own(&h->service, item, 1, h->arena);
	deadlines_run(&h->service);
	return &item->answer;
}

const Ocop__Common__V1__Reply *harness_command(struct harness *h, const ProtobufCMessage *message)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	return harness_command_as(h, id, 0, message);
}

const Ocop__Common__V1__Reply *harness_own_command(struct harness *h,
						   const ProtobufCMessage *message)
{
	struct command_item *item = arena_alloc(h->arena, sizeof(*item));
	Ocop__Common__V1__Envelope *envelope = envelope_of(h, message);
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	envelope->id.data = arena_copy(h->arena, id, COMMAND_ID_SIZE_BYTES);
	envelope->id.len = COMMAND_ID_SIZE_BYTES;
	item->envelope = envelope;
	item->caller = system_caller;
	item->caller.request_id = envelope->request_id;
	item->caller.command_id = envelope->id.data;
	item->row = h->definition->commands;
	while (item->row->message != message->descriptor)
		item->row++;
	item->message = message;
	command_run_own(&h->service, item, 1, h->arena);
	return &item->answer;
}

static const Ocop__Common__V1__Reply *query_run(struct harness *h, const struct query *rows,
						const uint8_t *id, const ProtobufCMessage *message)
{
	Ocop__Common__V1__Envelope *envelope = envelope_of(h, message);
	Ocop__Common__V1__Reply *answer = arena_alloc(h->arena, sizeof(*answer));
	struct reply *reply = reply_create(h->arena);
	struct store_connection *reader;
	enum decision decision;
	int error = store_reader_open(h->service.store, &reader);

	assert(!error);
	(void)error;
	if (id)
		envelope->id = (ProtobufCBinaryData){COMMAND_ID_SIZE_BYTES, (uint8_t *)id};
	decision = query_answer(&h->service, rows, envelope, reader, reply);
	store_reader_close(reader);
	ocop__common__v1__reply__init(answer);
	reply_fill(reply, decision, answer);
	return answer;
}

const Ocop__Common__V1__Reply *harness_query(struct harness *h, const ProtobufCMessage *message)
{
	return query_run(h, h->definition->queries, NULL, message);
}

const Ocop__Common__V1__Reply *harness_file(struct harness *h, const ProtobufCMessage *message)
{
	return query_run(h, h->definition->files, NULL, message);
}

const Ocop__Common__V1__Reply *harness_file_as(struct harness *h, const uint8_t *id,
					       const ProtobufCMessage *message)
{
	return query_run(h, h->definition->files, id, message);
}

Ocop__Common__V1__RefusalCode harness_refusal(const Ocop__Common__V1__Reply *reply)
{
	return reply->n_refusals ? reply->refusals[0]->code : REFUSAL(UNSPECIFIED);
}

const void *harness_body(struct harness *h, const Ocop__Common__V1__Reply *reply,
			 const ProtobufCMessageDescriptor *descriptor)
{
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED) {
		fprintf(stderr, "not accepted:");
		for (size_t i = 0; i < reply->n_refusals; i++)
			fprintf(stderr, " %s at \"%s\" (%s)",
				refusal_text(reply->refusals[i]->code)->name,
				reply->refusals[i]->field, reply->refusals[i]->detail);
		fprintf(stderr, "\n");
		abort();
	}
	assert(!strcmp(reply->type, descriptor->name));
	return message_unpack(descriptor, reply->body.data, reply->body.len, h->arena, NULL);
}

const char *harness_id(struct harness *h, const Ocop__Common__V1__Reply *reply)
{
	const Ocop__Common__V1__Accepted *accepted =
		harness_body(h, reply, &ocop__common__v1__accepted__descriptor);

	return accepted->id;
}

static struct told *told_by(struct harness *h, const char *source)
{
	for (size_t i = 0; i < SOURCES_MAX; i++) {
		if (!strcmp(h->told[i].source, source))
			return &h->told[i];
		if (!h->told[i].source[0]) {
			snprintf(h->told[i].source, sizeof(h->told[i].source), "%s", source);
			h->told[i].cursor.known = true;
			return &h->told[i];
		}
	}
	abort();
}

void harness_event(struct harness *h, const char *source, const char *thing_id,
		   const ProtobufCMessage *message)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	struct told *told = told_by(h, source);
	struct event_job job = {.service = &h->service, .cursor = told->cursor, .count = 1};
	ProtobufCBinaryData packed;

	event.source = told->source;
	event.sequence = (uint64_t)told->cursor.sequence + 1;
	event.previous_hash = (ProtobufCBinaryData){sizeof(told->cursor.hash), told->cursor.hash};
	event.type = (char *)message->descriptor->name;
	event.thing_id = (char *)thing_id;
	event.thing_version = 1;
	event.actor_id = (char *)"test";
	event.request_id = (char *)"test";
	event.occurred_at_us = clock_now_us(&h->service.clock);
	event.body = message_pack(message, h->arena);
	packed = message_pack(&event.base, h->arena);
	memcpy(job.source, told->source, sizeof(job.source));
	job.arena = h->arena;
	job.events = &packed;
	event_job_apply(&job);
	assert(!job.error);
	told->cursor = job.cursor;
}

/* Reads the log from its end; the event in *ret_last, how many of the type in all. */
static size_t log_scan(struct harness *h, const ProtobufCMessageDescriptor *descriptor,
		       const void **ret_last)
{
	struct transaction_options options =
		service_transaction(&h->service, h->arena, &system_caller);
	struct transaction *tx = transaction_begin(store_writer(h->service.store), &options);
	size_t count = 0;

	statement(tx, "SELECT event FROM outbox_events ORDER BY sequence");
	while (statement_step(tx)) {
		size_t size_bytes;
		const void *bytes = column_bytes(tx, "event", &size_bytes);
		const Ocop__Common__V1__Event *event = (const void *)message_unpack(
			&ocop__common__v1__event__descriptor, bytes, size_bytes, h->arena, NULL);

		if (strcmp(event->type, descriptor->name))
			continue;
		count++;
		*ret_last = message_unpack(descriptor, event->body.data, event->body.len, h->arena,
					   NULL);
	}
	transaction_rollback(tx);
	return count;
}

size_t harness_events(struct harness *h, const ProtobufCMessageDescriptor *descriptor)
{
	const void *last;

	return log_scan(h, descriptor, &last);
}

const void *harness_last_event(struct harness *h, const ProtobufCMessageDescriptor *descriptor)
{
	const void *last = NULL;

	(void)log_scan(h, descriptor, &last); /* the count is not asked */
	return last;
}

int64_t harness_held_events(const struct harness *h)
{
	return atomic_load(&h->service.held_events);
}

struct arena *harness_arena(struct harness *h)
{
	return h->arena;
}
