/* backends.c - who is asked: the daemons by name, the shards by identity's table */
#include "gateway/backends.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <uv.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"
#include "gateway/backend_lane.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum { REFRESH_EVERY_MS = 1000, PROBE_TEXT_SIZE = 1024 };

#define SCORING_PREFIX "scoring_"

/* A daemon. */
struct source {
	char name[SOURCE_NAME_SIZE];
	bool shard;
	bool closed; /* a shard that gets no more rounds: it need not answer */
	struct lane lanes[BACKEND_ENDPOINT_COUNT];
};

struct backends {
	struct lane_hub hub;
	struct clock *clock;
	char *addresses; /* begin with this */
	uv_prepare_t turn;
	uv_timer_t refresh;
	int handles_open;
	struct source *sources[BACKEND_SOURCES_MAX];
	size_t source_count;
	size_t any_shard;            /* which of the shards is asked what any can answer */
	struct lane_calls refused;   /* too large to be sent */
	struct lane_calls unknown;   /* name a shard that is looked up next */
	struct lane_calls looked_up; /* ... or now */
	bool refreshing;
	bool table_read; /* once: the shards are known */
};

/* Answers that are awaited to say who is there. */
struct probe {
	const struct backends *backends;
	backends_probe_fn *on_probed;
	void *context;
	size_t awaited;
	char missing[PROBE_TEXT_SIZE];
};

struct probe_part {
	struct probe *probe;
	char source[SOURCE_NAME_SIZE];
};

static struct source *source_find(const struct backends *backends, const char *name)
{
	if (strcmp(name, BACKENDS_ANY_SHARD) == 0)
		name = backends_scoring_source(backends, 0);
	for (size_t i = 0; name && i < backends->source_count; i++) {
		if (strcmp(backends->sources[i]->name, name) == 0)
			return backends->sources[i];
	}
	return NULL;
}

static const char *const endpoint_names[BACKEND_ENDPOINT_COUNT] = {
	[BACKEND_COMMANDS] = "commands", [BACKEND_QUERIES] = "queries", [BACKEND_FILES] = "files"};

static struct source *source_add(struct backends *backends, const char *name, bool shard)
{
	struct source *source = memory_alloc(sizeof(*source));

	assert(backends->source_count < BACKEND_SOURCES_MAX && "the caller has looked");
	(void)snprintf(source->name, sizeof(source->name), "%s", name); /* names are short */
	source->shard = shard;
	for (int e = 0; e < BACKEND_ENDPOINT_COUNT; e++) {
		char address[LANE_ADDRESS_SIZE];
		(void)snprintf(address, sizeof(address), "%s/%s.%s", backends->addresses, name,
			       endpoint_names[e]); /* bounded by the setting */
		lane_open(&source->lanes[e], &backends->hub, (enum backend_endpoint)e, address);
	}
	backends->sources[backends->source_count++] = source;
	return source;
}

static void call_route(struct backends *backends, struct lane_call *call, bool last)
{
	struct source *source = source_find(backends, call->source);

	if (source)
		lane_push(&source->lanes[call->endpoint], call);
	else if (last && strcmp(call->source, BACKENDS_ANY_SHARD) == 0)
		lane_call_refuse(&backends->hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED,
				 REFUSAL(DAEMON_UNREACHABLE), call->source);
	else if (last)
		lane_call_refuse(&backends->hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED,
				 REFUSAL(SHARD_UNKNOWN), call->source);
	else
		STAILQ_INSERT_TAIL(&backends->unknown, call, link);
}

/* Those of an unknown shard wait on, or, at last, are told that there is none of that name. */
static void calls_route(struct backends *backends, struct lane_calls *waiting, bool last)
{
	struct lane_calls calls = STAILQ_HEAD_INITIALIZER(calls);
	struct lane_call *call;

	STAILQ_CONCAT(&calls, waiting);
	while ((call = STAILQ_FIRST(&calls))) {
		STAILQ_REMOVE_HEAD(&calls, link);
		call_route(backends, call, last);
	}
}

/* Nobody answered them: `detail` says who, NULL for the daemon that was asked. */
static void calls_refuse(struct backends *backends, struct lane_calls *calls, const char *detail)
{
	struct lane_call *call;

	while ((call = STAILQ_FIRST(calls))) {
		STAILQ_REMOVE_HEAD(calls, link);
		lane_call_refuse(&backends->hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED,
				 REFUSAL(DAEMON_UNREACHABLE), detail ? detail : call->source);
	}
}

static void shard_record(struct backends *backends, const Ocop__Identity__V1__Shard *shard)
{
	char name[SOURCE_NAME_SIZE];
	struct source *source;

	if (strcmp(shard->service, "scoring") != 0 || !backends_source_of_shard(shard->name, name))
		return;
	source = source_find(backends, name);
	if (!source && backends->source_count == BACKEND_SOURCES_MAX) {
		log_write(LOG_ERROR, "shards_too_many", "source=%s", name);
		return;
	}
	if (!source) {
		source = source_add(backends, name, true);
		log_write(LOG_INFO, "shard_found", "source=%s", name);
	}
	source->closed = shard->closed;
	lane_move(&source->lanes[BACKEND_COMMANDS], shard->commands_address);
	lane_move(&source->lanes[BACKEND_QUERIES], shard->queries_address);
}

static void on_shards(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct backends *backends = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Identity__V1__ListShardsReply *table = NULL;

	backends->refreshing = false;
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		table = (const Ocop__Identity__V1__ListShardsReply *)message_unpack(
			&ocop__identity__v1__list_shards_reply__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	for (size_t i = 0; table && i < table->n_shards; i++)
		shard_record(backends, table->shards[i]);
	if (table) {
		backends->table_read = true;
		calls_route(backends, &backends->looked_up, true);
		calls_route(backends, &backends->unknown, false); /* came meanwhile */
	}
	calls_refuse(backends, &backends->looked_up, "identity");
	arena_destroy(arena);
}

static void on_identity_status(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct backends *backends = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Common__V1__StatusReply *status = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		status = (const Ocop__Common__V1__StatusReply *)message_unpack(
			&ocop__common__v1__status_reply__descriptor, reply->body.data,
			reply->body.len, arena, NULL);
	if (status && backends->clock)
		clock_set_offset_us(backends->clock, status->clock_offset_seconds * 1000000);
	arena_destroy(arena);
}

static void refresh_shards(struct backends *backends)
{
	Ocop__Identity__V1__ListShards message = OCOP__IDENTITY__V1__LIST_SHARDS__INIT;
	struct backend_call call = {.source = "identity",
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .request_id = "shards"};

	if (backends->refreshing)
		return;
	backends->refreshing = true;
	STAILQ_CONCAT(&backends->looked_up, &backends->unknown);
	backends_ask(backends, &call, on_shards, backends);
}

static void refresh_clock(struct backends *backends)
{
	Ocop__Common__V1__Status message = OCOP__COMMON__V1__STATUS__INIT;
	struct backend_call call = {.source = "identity",
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .request_id = "clock"};

	backends_ask(backends, &call, on_identity_status, backends);
}

static void on_refresh(uv_timer_t *timer)
{
	struct backends *backends = timer->data;

	if (backends->refreshing)
		return; /* identity does not answer: no heap of questions */
	refresh_shards(backends);
	refresh_clock(backends);
}

/* Before the loop waits again: all that this turn brought goes out together. */
static void on_turn(uv_prepare_t *prepare)
{
	struct backends *backends = prepare->data;
	struct lane_call *call;

	while ((call = STAILQ_FIRST(&backends->refused))) {
		STAILQ_REMOVE_HEAD(&backends->refused, link);
		lane_call_refuse(&backends->hub, call, OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED,
				 REFUSAL(MESSAGE_TOO_LARGE), NULL);
	}
	if (!STAILQ_EMPTY(&backends->unknown))
		refresh_shards(backends);
	for (size_t i = 0; i < backends->source_count; i++) {
		for (int e = 0; e < BACKEND_ENDPOINT_COUNT; e++)
			lane_flush(&backends->sources[i]->lanes[e]);
	}
}

static void add_bootstrap_shards(struct backends *backends, const char *names)
{
	while (names && *names) {
		size_t length = strcspn(names, ", ");
		char shard[SHARD_NAME_SIZE] = "";
		char source[SOURCE_NAME_SIZE];

		if (length < sizeof(shard))
			memcpy(shard, names, length);
		if (backends_source_of_shard(shard, source) && !source_find(backends, source))
			source_add(backends, source, true);
		names += length;
		names += strspn(names, ", ");
	}
}

int backends_open(struct bus *bus, struct uv_loop_s *loop, const struct backends_options *options,
		  struct backends **ret_backends)
{
	static const char *const services[] = {"identity", "registration", "certification",
					       "market", "notification"};
	struct backends *backends = memory_alloc(sizeof(*backends));

	backends->hub = (struct lane_hub){.bus = bus,
					  .loop = loop,
					  .arena = arena_create(ARENA_LIMIT_BYTES),
					  .timeout_ms = options->timeout_ms};
	backends->clock = options->clock;
	backends->addresses = memory_strdup(options->addresses);
	STAILQ_INIT(&backends->refused);
	STAILQ_INIT(&backends->unknown);
	STAILQ_INIT(&backends->looked_up);
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		source_add(backends, services[i], false);
	add_bootstrap_shards(backends, options->scoring_shards);

	backends->handles_open = 2;
	(void)uv_prepare_init(loop, &backends->turn); /* these four always succeed */
	(void)uv_timer_init(loop, &backends->refresh);
	backends->turn.data = backends;
	backends->refresh.data = backends;
	(void)uv_prepare_start(&backends->turn, on_turn);
	(void)uv_timer_start(&backends->refresh, on_refresh, 0, REFRESH_EVERY_MS);
	*ret_backends = backends;
	return 0;
}

static void on_handle_closed(uv_handle_t *handle)
{
	struct backends *backends = handle->data;

	if (--backends->handles_open)
		return;
	for (size_t i = 0; i < backends->source_count; i++)
		memory_free(backends->sources[i]);
	arena_destroy(backends->hub.arena);
	memory_free(backends->addresses);
	memory_free(backends);
}

void backends_close(struct backends *backends)
{
	if (!backends)
		return;
	backends->hub.closing = true;
	for (size_t i = 0; i < backends->source_count; i++) {
		for (int e = 0; e < BACKEND_ENDPOINT_COUNT; e++)
			lane_close(&backends->sources[i]->lanes[e]);
	}
	calls_refuse(backends, &backends->unknown, NULL);
	calls_refuse(backends, &backends->looked_up, NULL);
	calls_refuse(backends, &backends->refused,
		     NULL); /* last: what was asked meanwhile is here */
	uv_close((uv_handle_t *)&backends->turn, on_handle_closed);
	uv_close((uv_handle_t *)&backends->refresh, on_handle_closed);
}

static struct lane_call *call_create(const struct backend_call *call, backend_reply_fn *on_reply,
				     void *context)
{
	Ocop__Common__V1__Envelope envelope = OCOP__COMMON__V1__ENVELOPE__INIT;
	struct lane_call *created;

	envelope.type = (char *)(uintptr_t)call->message->descriptor->name;
	envelope.request_id = (char *)(uintptr_t)(call->request_id ? call->request_id : "");
	envelope.access_token = call->access_token;
	envelope.expected_version = call->expected_version;
	if (call->command_id) {
		envelope.id.data = (uint8_t *)(uintptr_t)call->command_id;
		envelope.id.len = COMMAND_ID_SIZE_BYTES;
	}
	envelope.body.len = protobuf_c_message_get_packed_size(call->message);
	envelope.body.data = memory_alloc(envelope.body.len);
	(void)protobuf_c_message_pack(call->message, envelope.body.data); /* fits, as reckoned */

	size_t size_bytes = ocop__common__v1__envelope__get_packed_size(&envelope);
	created = memory_alloc(sizeof(*created) + size_bytes);
	created->size_bytes = ocop__common__v1__envelope__pack(&envelope, created->bytes);
	created->on_reply = on_reply;
	created->context = context;
	created->endpoint = call->endpoint;
	created->timeout_ms = call->timeout_ms;
	(void)snprintf(created->source, sizeof(created->source), "%s", call->source); /* a name
											 too long is
											 unknown */
	memory_free(envelope.body.data);
	return created;
}

void backends_ask(struct backends *backends, const struct backend_call *call,
		  backend_reply_fn *on_reply, void *context)
{
	enum { FRAME_ROOM_BYTES = 16 };
	struct lane_call *created = call_create(call, on_reply, context);

	backends->hub.figures.waiting++;
	if (call->endpoint == BACKEND_COMMANDS)
		backends->hub.figures.commands++;
	else
		backends->hub.figures.queries++;
	if (created->size_bytes > FRAME_LIMIT_BYTES - FRAME_ROOM_BYTES || backends->hub.closing)
		STAILQ_INSERT_TAIL(&backends->refused, created, link);
	else
		call_route(backends, created, false);
}

bool backends_source_of_shard(const char *shard, char *ret_source)
{
	size_t length = strlen(shard);

	if (length < 2 || length >= SHARD_NAME_SIZE ||
	    strspn(shard, "abcdefghijklmnopqrstuvwxyz0123456789") != length)
		return false;
	(void)snprintf(ret_source, SOURCE_NAME_SIZE, SCORING_PREFIX "%s", shard); /* fits */
	return true;
}

bool backends_source_of_id(const char *id, char *ret_source)
{
	char shard[SHARD_NAME_SIZE];

	return identifier_shard(id, shard) && backends_source_of_shard(shard, ret_source);
}

size_t backends_scoring_count(const struct backends *backends)
{
	size_t count = 0;

	for (size_t i = 0; i < backends->source_count; i++)
		count += backends->sources[i]->shard;
	return count;
}

const char *backends_scoring_source(const struct backends *backends, size_t index)
{
	for (size_t i = 0; i < backends->source_count; i++) {
		if (backends->sources[i]->shard && index-- == 0)
			return backends->sources[i]->name;
	}
	return NULL;
}

bool backends_shards_known(const struct backends *backends)
{
	return backends->table_read;
}

const char *backends_any_scoring_source(const struct backends *backends)
{
	return backends_scoring_source(backends, backends->any_shard);
}

void backends_pass_over(struct backends *backends, const char *source)
{
	const char *asked = backends_any_scoring_source(backends);

	/* Many may have found out about the same shard: one step is enough for all of them. */
	if (asked && strcmp(asked, source) == 0)
		backends->any_shard = (backends->any_shard + 1) % backends_scoring_count(backends);
}

static void probe_miss(struct probe *probe, const char *source)
{
	size_t used = strlen(probe->missing);

	(void)snprintf(probe->missing + used, sizeof(probe->missing) - used, "%s%s",
		       used ? ", " : "", source); /* a cut list still says no */
}

/* One answer less is awaited; after the last it is told. */
static void probe_count(struct probe *probe)
{
	if (--probe->awaited)
		return;
	if (!probe->backends->table_read)
		probe_miss(probe, BACKENDS_ANY_SHARD);
	probe->on_probed(probe->context, probe->missing);
	memory_free(probe);
}

static void on_probe_reply(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct probe_part *part = context;
	struct probe *probe = part->probe;

	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		probe_miss(probe, part->source);
	memory_free(part);
	probe_count(probe);
}

static void probe_source(struct backends *backends, struct source *source, struct probe *probe)
{
	Ocop__Common__V1__Status message = OCOP__COMMON__V1__STATUS__INIT;
	struct probe_part *part = memory_alloc(sizeof(*part));
	struct backend_call call = {.source = source->name,
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .request_id = "probe"};
	struct lane_call *created = call_create(&call, on_probe_reply, part);

	part->probe = probe;
	memcpy(part->source, source->name, sizeof(part->source));
	created->probe = true;
	backends->hub.figures.waiting++;
	lane_push(&source->lanes[BACKEND_QUERIES], created);
}

void backends_probe(struct backends *backends, backends_probe_fn *on_probed, void *context)
{
	struct probe *probe = memory_alloc(sizeof(*probe));

	probe->on_probed = on_probed;
	probe->context = context;
	probe->backends = backends;
	probe->awaited = 1; /* this function, until all are asked */
	for (size_t i = 0; i < backends->source_count; i++) {
		if (backends->sources[i]->closed)
			continue;
		probe->awaited++;
		probe_source(backends, backends->sources[i], probe);
	}
	probe_count(probe);
}

struct backends_figures backends_figures(const struct backends *backends)
{
	return backends->hub.figures;
}
