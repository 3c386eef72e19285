/* dispatch.c - a request of the API on its way: JSON to message to daemon and back */
#include "gateway/api/dispatch.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/text.h"
#include "common/bus/envelope.h"
#include "common/json/message_json.h"
#include "gateway/api/request_message.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "ocop/common/v1/queries.pb-c.h"

/* "18446744073709551615" in quotes, and its zero. */
enum { ETAG_SIZE = 24 };

static char **text_field(ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

	assert(field && field->type == PROTOBUF_C_TYPE_STRING && "rows name texts of the message");
	return (char **)((char *)message + field->offset);
}

/* Idempotency-Key is the command's id; without one the gateway makes one. */
static bool read_command_id(struct dispatch *dispatch)
{
	const char *key = http_request_header(dispatch->request, "idempotency-key");

	if (!key) {
		command_id_create(clock_machine_us(), dispatch->command_id);
		return true;
	}
	if (command_id_parse(key, dispatch->command_id))
		return true;
	problem_respond(dispatch->request, REFUSAL(COMMAND_ID_INVALID), "Idempotency-Key",
			"must be a UUID");
	return false;
}

/* If-Match: "7", as ETag gave it; * is any. Weak ones never match (RFC 9110, 13.1.1). */
static bool read_expected_version(struct dispatch *dispatch)
{
	const char *header = http_request_header(dispatch->request, "if-match");
	char canonical[ETAG_SIZE];
	unsigned long long version;

	if (!header || strcmp(header, "*") == 0)
		return true;
	version = header[0] == '"' ? strtoull(header + 1, NULL, 10) : 0;
	(void)snprintf(canonical, sizeof(canonical), "\"%llu\"", version); /* reckoned to fit */
	if (version > 0 && strcmp(canonical, header) == 0) {
		dispatch->expected_version = version;
		return true;
	}
	problem_respond(dispatch->request, REFUSAL(VERSION_STALE), "If-Match",
			"is no ETag of this thing");
	return false;
}

static bool refuse(const struct dispatch *dispatch, Ocop__Common__V1__RefusalCode code,
		   const char *field)
{
	problem_respond(dispatch->request, code, field, NULL);
	return false;
}

/* The cursor of a list over all shards is "SOURCE/CURSOR OF THE SOURCE". */
static bool find_shard_of_cursor(struct dispatch *dispatch)
{
	char **cursor = text_field(dispatch->message, "cursor");
	size_t length = strcspn(*cursor, "/");
	size_t count = backends_scoring_count(dispatch->gateway->backends);

	if (**cursor == '\0' && count > 0)
		return true;
	for (size_t i = 0; i < count; i++) {
		const char *source = backends_scoring_source(dispatch->gateway->backends, i);

		if (strlen(source) != length || strncmp(source, *cursor, length) != 0 ||
		    (*cursor)[length] != '/')
			continue;
		*cursor += length + 1;
		dispatch->shard = i;
		return true;
	}
	return count == 0 ? refuse(dispatch, REFUSAL(DAEMON_UNREACHABLE), NULL)
			  : refuse(dispatch, REFUSAL(CURSOR_INVALID), "cursor");
}

static void use_shard(struct dispatch *dispatch)
{
	(void)snprintf(dispatch->source, sizeof(dispatch->source), "%s",
		       backends_scoring_source(dispatch->gateway->backends,
					       dispatch->shard)); /* sources fit */
}

static bool find_source(struct dispatch *dispatch)
{
	const char *name;

	switch (dispatch->route->target) {
	case TARGET_SERVICE:
		(void)snprintf(dispatch->source, sizeof(dispatch->source), "%s",
			       dispatch->route->source); /* sources fit */
		return true;
	case TARGET_ROUND:
		name = *text_field(dispatch->message, "round_id");
		return backends_source_of_id(name, dispatch->source) ||
		       refuse(dispatch, REFUSAL(ROUND_UNKNOWN), "roundId");
	case TARGET_SHARD_FIELD:
		name = *text_field(dispatch->message, "shard");
		if (*name == '\0')
			return refuse(dispatch, REFUSAL(FIELD_MISSING), "shard");
		return backends_source_of_shard(name, dispatch->source) ||
		       refuse(dispatch, REFUSAL(SHARD_UNKNOWN), "shard");
	case TARGET_ANY_SHARD:
		if (backends_scoring_count(dispatch->gateway->backends) == 0)
			return refuse(dispatch, REFUSAL(DAEMON_UNREACHABLE), NULL);
		use_shard(dispatch);
		return true;
	case TARGET_EVERY_SHARD:
		if (!find_shard_of_cursor(dispatch))
			return false;
		use_shard(dispatch);
		return true;
	}
	return false;
}

/* A shard's page with the cursor that finds its way back, or on to the next shard. */
static void set_next(const struct dispatch *dispatch, ProtobufCMessage *reply)
{
	const struct backends *backends = dispatch->gateway->backends;
	char **next = text_field(reply, "next");

	if (**next != '\0')
		*next = arena_printf(dispatch->request->arena, "%s/%s", dispatch->source, *next);
	else if (dispatch->shard + 1 < backends_scoring_count(backends))
		*next = arena_printf(dispatch->request->arena, "%s/",
				     backends_scoring_source(backends, dispatch->shard + 1));
}

void dispatch_respond_body(const struct dispatch *dispatch, const char *etag,
			   const char *media_type, const void *body, size_t size_bytes)
{
	struct http_header headers[] = {
		{"Content-Type", media_type},
		{"ETag", etag},
		{"Cache-Control", "no-cache"},
	};

	if (http_request_has_etag(dispatch->request, etag))
		http_respond(dispatch->request, 304, headers + 1, 2, NULL, 0);
	else
		http_respond(dispatch->request, 200, headers, 3, body, size_bytes);
}

static const char *location_of(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const Ocop__Common__V1__Accepted *accepted;

	if (!dispatch->route->location ||
	    reply->descriptor != &ocop__common__v1__accepted__descriptor)
		return NULL;
	accepted = (const Ocop__Common__V1__Accepted *)reply;
	return arena_printf(dispatch->request->arena, "%s%s", dispatch->route->location,
			    accepted->id);
}

void dispatch_respond_json(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			   const struct http_header *further, size_t further_count)
{
	struct http_header headers[8] = {{"Content-Type", "application/json"}};
	size_t count = 1;
	const char *location = location_of(dispatch, reply);
	int status = dispatch->route->status ? dispatch->route->status : 200;
	char etag[ETAG_SIZE];
	json_t *json;
	char *body;

	assert(further_count <= 3 && "headers fit");
	(void)snprintf(etag, sizeof(etag), "\"%llu\"", (unsigned long long)dispatch->version);
	if (dispatch->version > 0)
		headers[count++] = (struct http_header){"ETag", etag};
	if (location)
		headers[count++] = (struct http_header){"Location", location};
	if (dispatch->remembered)
		headers[count++] = (struct http_header){"Idempotent-Replayed", "true"};
	for (size_t i = 0; i < further_count; i++)
		headers[count++] = further[i];

	if (dispatch->version > 0 && dispatch->route->kind == ROUTE_QUERY &&
	    http_request_has_etag(dispatch->request, etag)) {
		http_respond(dispatch->request, 304, headers + 1, count - 1, NULL, 0);
		return;
	}
	json = message_to_json(reply);
	body = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	assert(body && "memory is always there");
	http_respond(dispatch->request, status, headers, count, body, strlen(body));
	free(body);
}

static void on_reply(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct dispatch *dispatch = context;
	ProtobufCMessage *message;

	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED) {
		problem_respond_reply(dispatch->request, reply);
		return;
	}
	message = message_unpack(dispatch->route->reply, reply->body.data, reply->body.len,
				 dispatch->request->arena, NULL);
	if (!message) {
		problem_respond(dispatch->request, REFUSAL(HANDLER_FAILED), NULL, "answer");
		return;
	}
	dispatch->version = reply->version;
	dispatch->remembered = reply->remembered;
	if (dispatch->route->target == TARGET_EVERY_SHARD)
		set_next(dispatch, message);
	if (dispatch->route->respond)
		dispatch->route->respond(dispatch, message);
	else
		dispatch_respond_json(dispatch, message, NULL, 0);
}

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct dispatch *dispatch = context;
	bool command = dispatch->route->kind == ROUTE_COMMAND;
	struct backend_call call = {
		.source = dispatch->source,
		.endpoint = command ? BACKEND_COMMANDS : BACKEND_QUERIES,
		.message = dispatch->message,
		.command_id = command ? dispatch->command_id : NULL,
		.request_id = dispatch->request->request_id,
		.expected_version = dispatch->expected_version,
	};

	(void)account_id; /* the token says it, signed */
	if (refusal) {
		problem_respond_reply(dispatch->request, refusal);
		return;
	}
	call.access_token = *access_token;
	backends_ask(dispatch->gateway->backends, &call, on_reply, dispatch);
}

void dispatch_message(struct gateway *gateway, struct http_request *request,
		      const struct route *route, ProtobufCMessage *message)
{
	static const ProtobufCBinaryData no_token = {0};
	struct dispatch *dispatch = arena_alloc(request->arena, sizeof(*dispatch));

	dispatch->gateway = gateway;
	dispatch->request = request;
	dispatch->route = route;
	dispatch->message = message;
	if (!find_source(dispatch))
		return;
	if (route->kind == ROUTE_COMMAND &&
	    (!read_command_id(dispatch) || !read_expected_version(dispatch)))
		return;
	if (route->anonymous)
		on_token(dispatch, &no_token, "", NULL);
	else
		sessions_find(gateway->sessions, request, on_token, dispatch);
}

void dispatch_start(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	ProtobufCMessage *message = request_message(request, route, values);

	if (message)
		dispatch_message(gateway, request, route, message);
}
