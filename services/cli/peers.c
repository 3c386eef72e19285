/* peers.c - asking the daemons of the instance */
#include "cli/peers.h"

#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "ocop/identity/v1/queries.pb-c.h"

static const int64_t QUERY_TIMEOUT_MS = 10 * 1000;
static const int64_t COMMAND_TIMEOUT_MS = 60 * 1000;
/* How long daemons are asked again that are not there. */
static const int64_t PATIENCE_US = 5 * 1000 * 1000;

/* Every service but scoring, which is its shards. */
static const char *const services[] = {"identity", "registration", "certification", "market",
				       "notification"};

static ProtobufCBinaryData pack_frame(struct session *session, const struct question *questions,
				      size_t count)
{
	Ocop__Common__V1__Frame frame = OCOP__COMMON__V1__FRAME__INIT;
	char *request_id = arena_alloc(session->arena, IDENTIFIER_SIZE);

	identifier_create("cli", NULL, clock_machine_us(), request_id);
	frame.n_envelopes = count;
	frame.envelopes = arena_alloc(session->arena, count * sizeof(*frame.envelopes));
	for (size_t i = 0; i < count; i++) {
		Ocop__Common__V1__Envelope *envelope =
			arena_alloc(session->arena, sizeof(*envelope));
		ocop__common__v1__envelope__init(envelope);
		envelope->type = (char *)questions[i].message->descriptor->name;
		envelope->request_id = request_id;
		envelope->access_token = questions[i].token;
		envelope->body = message_pack(questions[i].message, session->arena);
		if (questions[i].command_id != NULL) {
			envelope->id.data = (uint8_t *)questions[i].command_id;
			envelope->id.len = COMMAND_ID_SIZE_BYTES;
		}
		frame.envelopes[i] = envelope;
	}
	return message_pack(&frame.base, session->arena);
}

static const char *address_of(struct session *session, const char *source, const char *endpoint)
{
	for (size_t i = 0; i < session->shard_count; i++) {
		const struct shard_place *place = &session->shards[i];

		if (strcmp(place->source, source) == 0 && strcmp(endpoint, "commands") == 0)
			return place->commands_address;
		if (strcmp(place->source, source) == 0 && strcmp(endpoint, "queries") == 0)
			return place->queries_address;
	}
	return arena_printf(session->arena, "ipc://%s/%s.%s", session->run_dir, source, endpoint);
}

/* A daemon that starts, or whose machine is busy, is not there for a moment. What is asked again
 * has the same ids: one effect. A run waits once for all that are away together. */
static int ask_patiently(struct session *session, const char *address,
			 const ProtobufCBinaryData *packed, int64_t timeout_ms, uint8_t **ret_bytes,
			 size_t *ret_size_bytes)
{
	const int64_t begun_us = clock_monotonic_us();
	int64_t waited_us = session->waited_us;
	int error;

	do {
		error = bus_ask(address, packed->data, packed->len, timeout_ms, ret_bytes,
				ret_size_bytes);
		waited_us = session->waited_us + clock_monotonic_us() - begun_us;
	} while (error == ERROR_UNREACHABLE && waited_us < PATIENCE_US);
	session->waited_us = error == 0 ? 0 : waited_us;
	return error;
}

int peer_ask(struct session *session, const char *source, const char *endpoint,
	     const struct question *questions, size_t count,
	     const Ocop__Common__V1__ReplyFrame **ret_replies)
{
	const char *address = address_of(session, source, endpoint);
	bool commands = questions[0].command_id != NULL;
	/* A large file is written before it is answered. */
	bool takes_long = commands || strcmp(endpoint, "files") == 0;
	int64_t timeout_ms = takes_long ? COMMAND_TIMEOUT_MS : QUERY_TIMEOUT_MS;
	ProtobufCBinaryData packed = pack_frame(session, questions, count);
	uint8_t *bytes;
	size_t size_bytes;

	int error = ask_patiently(session, address, &packed, timeout_ms, &bytes, &size_bytes);
	if (error != 0)
		return error;
	const Ocop__Common__V1__ReplyFrame *replies =
		(const void *)message_unpack(&ocop__common__v1__reply_frame__descriptor, bytes,
					     size_bytes, session->arena, NULL);
	memory_free(bytes);
	if (replies == NULL || replies->n_replies != count)
		return ERROR_UNREADABLE;
	*ret_replies = replies;
	return 0;
}

const ProtobufCMessage *reply_body(struct session *session, const Ocop__Common__V1__Reply *reply,
				   const ProtobufCMessageDescriptor *descriptor)
{
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED ||
	    strcmp(reply->type, descriptor->name) != 0)
		return NULL;
	return message_unpack(descriptor, reply->body.data, reply->body.len, session->arena, NULL);
}

void reply_complain(const struct session *session, const char *what,
		    const Ocop__Common__V1__Reply *reply)
{
	for (size_t i = 0; i < reply->n_refusals; i++) {
		const Ocop__Common__V1__Refusal *refusal = reply->refusals[i];
		const struct refusal_text *text = refusal_text(refusal->code);

		complain("%s: %s%s%s%s%s", what, refusal->field, refusal->field[0] ? ": " : "",
			 session->vietnamese ? text->vi : text->en, refusal->detail[0] ? " " : "",
			 refusal->detail);
	}
	if (reply->n_refusals == 0)
		complain("%s: the daemon could not; ask again", what);
}

/* The one reply to one question, as an exit_status. */
static int ask_one(struct session *session, const char *source, const char *endpoint,
		   const struct question *question, const ProtobufCMessageDescriptor *descriptor,
		   const ProtobufCMessage **ret_answer)
{
	const Ocop__Common__V1__ReplyFrame *replies;
	int error = peer_ask(session, source, endpoint, question, 1, &replies);

	if (error != 0) {
		complain("%s: %s (sockets in %s)", source, error_text(error), session->run_dir);
		return EXIT_UNREACHABLE;
	}
	const ProtobufCMessage *answer = reply_body(session, replies->replies[0], descriptor);
	if (answer == NULL) {
		reply_complain(session, source, replies->replies[0]);
		return EXIT_NOT_ALLOWED;
	}
	*ret_answer = answer;
	return EXIT_DONE;
}

int peer_query(struct session *session, const char *source, const ProtobufCMessage *query,
	       const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer)
{
	const struct question question = {.message = query};

	return ask_one(session, source, "queries", &question, descriptor, ret_answer);
}

int peer_query_signed_in(struct session *session, const char *source, const ProtobufCMessage *query,
			 const ProtobufCMessageDescriptor *descriptor,
			 const ProtobufCMessage **ret_answer)
{
	struct question question = {.message = query};
	int result = session_sign_in(session, &question.token);

	if (result != EXIT_DONE)
		return result;
	return ask_one(session, source, "queries", &question, descriptor, ret_answer);
}

int peer_file(struct session *session, const char *source, const ProtobufCMessage *query,
	      const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer)
{
	struct question question = {.message = query};
	int result = session_sign_in(session, &question.token);

	if (result != EXIT_DONE)
		return result;
	return ask_one(session, source, "files", &question, descriptor, ret_answer);
}

int peer_command(struct session *session, const char *source, const ProtobufCMessage *command,
		 const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	struct question question = {.message = command, .command_id = id};
	int result = session_sign_in(session, &question.token);

	if (result != EXIT_DONE)
		return result;
	command_id_create(clock_machine_us(), id);
	return ask_one(session, source, "commands", &question, descriptor, ret_answer);
}

const Ocop__Common__V1__StatusReply *peer_status(struct session *session, const char *source)
{
	Ocop__Common__V1__Status query = OCOP__COMMON__V1__STATUS__INIT;
	const struct question question = {.message = &query.base};
	const Ocop__Common__V1__ReplyFrame *replies;

	if (peer_ask(session, source, "queries", &question, 1, &replies) != 0)
		return NULL;
	return (const void *)reply_body(session, replies->replies[0],
					&ocop__common__v1__status_reply__descriptor);
}

char *shard_address(struct session *session, const char *folder, const char *source,
		    const char *endpoint)
{
	const char *given = argument(&session->arguments, endpoint);

	if (given != NULL)
		return (char *)given;
	return arena_printf(session->arena, "ipc://%s/%s.%s", folder, source, endpoint);
}

void shards_forget(struct session *session)
{
	for (size_t i = 0; i < session->shard_count; i++) {
		memory_free(session->shards[i].source);
		memory_free(session->shards[i].commands_address);
		memory_free(session->shards[i].queries_address);
	}
	memory_free(session->shards);
	session->shards = NULL;
	session->shard_count = 0;
}

/* Not in the arena, which a verb may empty. */
static void shards_keep(struct session *session, Ocop__Identity__V1__Shard *const *shards,
			size_t count)
{
	shards_forget(session);
	session->shards = memory_alloc((count + 1) * sizeof(*session->shards));
	session->shard_count = count;
	for (size_t i = 0; i < count; i++)
		session->shards[i] = (struct shard_place){
			.source = memory_printf("%s_%s", shards[i]->service, shards[i]->name),
			.commands_address = memory_strdup(shards[i]->commands_address),
			.queries_address = memory_strdup(shards[i]->queries_address),
		};
}

int sources_list(struct session *session, struct source_list *ret_sources)
{
	Ocop__Identity__V1__ListShards list = OCOP__IDENTITY__V1__LIST_SHARDS__INIT;
	const size_t service_count = sizeof(services) / sizeof(services[0]);
	const ProtobufCMessage *answer;
	size_t shard_count = 0;

	int result = peer_query(session, "identity", &list.base,
				&ocop__identity__v1__list_shards_reply__descriptor, &answer);
	const Ocop__Identity__V1__ListShardsReply *reply = (const void *)answer;
	if (result == EXIT_DONE) {
		shard_count = reply->n_shards;
		shards_keep(session, reply->shards, reply->n_shards);
	}
	ret_sources->names =
		arena_alloc(session->arena, (service_count + shard_count) * sizeof(char *));
	for (size_t i = 0; i < service_count; i++)
		ret_sources->names[i] = services[i];
	for (size_t i = 0; i < shard_count; i++)
		ret_sources->names[service_count + i] = arena_printf(
			session->arena, "%s_%s", reply->shards[i]->service, reply->shards[i]->name);
	ret_sources->count = service_count + shard_count;
	return result;
}
