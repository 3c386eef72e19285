/* dispatch.c - a request of the API on its way: JSON to message to daemon and back */
#include "gateway/api/dispatch.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/bus/envelope.h"
#include "gateway/api/request_message.h"
#include "gateway/api/session_cookie.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "ocop/common/v1/queries.pb-c.h"

static char **text_field(ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

	assert(field && field->type == PROTOBUF_C_TYPE_STRING && "rows name texts of the message");
	return (char **)((char *)message + field->offset);
}

/* A page shows a refusal in its own way. */
static void refused(const struct dispatch *dispatch, const Ocop__Common__V1__Reply *reply)
{
	if (dispatch->on_answer)
		dispatch->on_answer(dispatch->context, NULL, 0, reply);
	else
		problem_respond_reply(dispatch->request, reply);
}

static void refuse_one(const struct dispatch *dispatch, Ocop__Common__V1__RefusalCode code,
		       const char *field, const char *detail)
{
	Ocop__Common__V1__Refusal refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal *refusals[] = {&refusal};
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT;

	refusal.code = code;
	refusal.field = arena_strdup(dispatch->request->arena, field ? field : "");
	refusal.detail = arena_strdup(dispatch->request->arena, detail ? detail : "");
	reply.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	reply.refusals = refusals;
	reply.n_refusals = 1;
	refused(dispatch, &reply);
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
	refuse_one(dispatch, code, field, NULL);
	return false;
}

/* The cursor of a list over all shards is "SOURCE/CURSOR OF THE SOURCE". */
static bool find_shard_of_cursor(struct dispatch *dispatch)
{
	char **cursor = text_field(dispatch->message, "cursor");
	size_t length = strcspn(*cursor, "/");
	size_t count = backends_scoring_count(dispatch->gateway->backends);

	dispatch->first_page = **cursor == '\0';
	if (dispatch->first_page)
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
	return backends_shards_known(dispatch->gateway->backends)
		       ? refuse(dispatch, REFUSAL(CURSOR_INVALID), "cursor")
		       : refuse(dispatch, REFUSAL(DAEMON_UNREACHABLE), NULL);
}

static void use_source(struct dispatch *dispatch, const char *source)
{
	(void)snprintf(dispatch->source, sizeof(dispatch->source), "%s", source); /* they fit */
}

/* The shard of this index; the first is looked up where none is known yet. */
static void use_shard(struct dispatch *dispatch)
{
	const char *source = backends_scoring_source(dispatch->gateway->backends, dispatch->shard);

	use_source(dispatch, source ? source : BACKENDS_ANY_SHARD);
}

static bool find_source(struct dispatch *dispatch)
{
	const char *name;

	switch (dispatch->route->target) {
	case TARGET_SERVICE:
		use_source(dispatch, dispatch->route->source);
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
		name = backends_any_scoring_source(dispatch->gateway->backends);
		use_source(dispatch, name ? name : BACKENDS_ANY_SHARD);
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

/* Asked, not answered and another asked: a circle. */
static void on_reply(void *context, const Ocop__Common__V1__Reply *reply);

static void ask(struct dispatch *dispatch)
{
	bool command = dispatch->route->kind == ROUTE_COMMAND;
	struct backend_call call = {
		.source = dispatch->source,
		.endpoint = command ? BACKEND_COMMANDS : BACKEND_QUERIES,
		.message = dispatch->message,
		.command_id = command ? dispatch->command_id : NULL,
		.request_id = dispatch->request->request_id,
		.access_token = dispatch->access_token,
		.expected_version = dispatch->expected_version,
	};

	backends_ask(dispatch->gateway->backends, &call, on_reply, dispatch);
}

static bool is_unreachable(const Ocop__Common__V1__Reply *reply)
{
	return reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED &&
	       reply->n_refusals == 1 && reply->refusals[0]->code == REFUSAL(DAEMON_UNREACHABLE);
}

/* Keeps that the shard just asked is away. While it was asked, others may have been added. */
static void away_add(struct dispatch *dispatch)
{
	if (!dispatch->away)
		dispatch->away = arena_alloc(dispatch->request->arena,
					     BACKEND_SOURCES_MAX * sizeof(*dispatch->away));
	dispatch->away[dispatch->away_count++] =
		arena_strdup(dispatch->request->arena, strchr(dispatch->source, '_') + 1);
}

/* A shard that is away delays its own rounds only: what any can answer another is asked, and a list
 * over all goes on behind it. False when there is no other. */
static bool ask_another_shard(struct dispatch *dispatch)
{
	struct backends *backends = dispatch->gateway->backends;
	size_t count = backends_scoring_count(backends);

	if (count == 0)
		return false;
	if (dispatch->route->target == TARGET_ANY_SHARD) {
		backends_pass_over(backends, dispatch->source);
		if (++dispatch->away_count >= count)
			return false;
		use_source(dispatch, backends_any_scoring_source(backends));
	} else if (dispatch->route->target == TARGET_EVERY_SHARD) {
		away_add(dispatch);
		if (dispatch->shard + 1 >= count)
			return false;
		*text_field(dispatch->message, "cursor") = (char *)"";
		dispatch->shard++;
		use_shard(dispatch);
	} else {
		return false;
	}
	ask(dispatch);
	return true;
}

/* Names the shards that are away beside what others have listed. */
static void set_missing(const struct dispatch *dispatch, ProtobufCMessage *reply)
{
	const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(
		reply->descriptor, "missing_shards");

	assert(field && "lists over all shards have it");
	*(char ***)((char *)reply + field->offset) = dispatch->away;
	*(size_t *)((char *)reply + field->quantifier_offset) = dispatch->away_count;
}

/* The last shards are away: what the others have was on the pages before. */
static ProtobufCMessage *empty_page(const struct dispatch *dispatch)
{
	const ProtobufCMessageDescriptor *descriptor = dispatch->route->reply;
	ProtobufCMessage *page = arena_alloc(dispatch->request->arena, descriptor->sizeof_message);

	protobuf_c_message_init(descriptor, page);
	return page;
}

static void respond(struct dispatch *dispatch, ProtobufCMessage *message)
{
	if (dispatch->route->target == TARGET_EVERY_SHARD) {
		set_next(dispatch, message);
		set_missing(dispatch, message);
	}
	if (dispatch->on_answer)
		dispatch->on_answer(dispatch->context, message, dispatch->version, NULL);
	else if (dispatch->route->respond)
		dispatch->route->respond(dispatch, message);
	else
		dispatch_respond_json(dispatch, message, NULL, 0);
}

/* Who looks into an answer, or adds to it, needs it unpacked. */
static bool needs_message(const struct dispatch *dispatch)
{
	const struct route *route = dispatch->route;

	return dispatch->on_answer || route->respond || route->location ||
	       route->target == TARGET_EVERY_SHARD;
}

/* False for bytes that are not what the row says. */
static bool respond_accepted(struct dispatch *dispatch, const ProtobufCBinaryData *body)
{
	ProtobufCMessage *message;

	if (!needs_message(dispatch))
		return dispatch_respond_packed(dispatch, body);
	message = message_unpack(dispatch->route->reply, body->data, body->len,
				 dispatch->request->arena, NULL);
	if (message)
		respond(dispatch, message);
	return message != NULL;
}

static void on_reply(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct dispatch *dispatch = context;

	if (strcmp(dispatch->source, BACKENDS_ANY_SHARD) == 0)
		use_shard(dispatch); /* has been looked up: it is the first */
	if (is_unreachable(reply) && ask_another_shard(dispatch))
		return;
	if (dispatch->route->limit && dispatch->route->limit->came_out)
		dispatch->route->limit->came_out(dispatch->gateway, dispatch->request,
						 dispatch->message, reply);
	if (is_unreachable(reply) && dispatch->route->target == TARGET_EVERY_SHARD &&
	    !dispatch->first_page) {
		respond(dispatch, empty_page(dispatch));
		return;
	}
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED) {
		refused(dispatch, reply);
		return;
	}
	dispatch->version = reply->version;
	dispatch->remembered = reply->remembered;
	if (!respond_accepted(dispatch, &reply->body))
		refuse_one(dispatch, REFUSAL(HANDLER_FAILED), NULL, "answer");
}

/* A session that is over, and asked again without: the other circle in this file. */
static void set_out(struct dispatch *dispatch);

/* A page is shown to whoever once signed in as to anybody; what is not for all leads him to sign
 * in. A key that is over is another thing: whoever sends it wants what it opens. */
static bool is_stale_cookie(const struct dispatch *dispatch, const Ocop__Common__V1__Reply *refusal)
{
	const struct http_request *request = dispatch->request;

	return dispatch->on_answer && http_request_is_safe(request) &&
	       !http_request_header(request, "authorization") && sessions_secret(request) &&
	       refusal->n_refusals > 0 && refusal->refusals[0]->code == REFUSAL(TOKEN_INVALID);
}

static void forget_cookie(struct http_request *request)
{
	request->is_signed_out = true;
	request->also = (struct http_header){"Set-Cookie", session_cookie(request, "")};
}

static bool may_come(struct dispatch *dispatch)
{
	const struct route_limit *limit = dispatch->route->limit;

	return !limit || limit->may_come(dispatch->gateway, dispatch->request, dispatch->message) ||
	       refuse(dispatch, limit->refusal, NULL);
}

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct dispatch *dispatch = context;

	(void)account_id; /* the token says it, signed */
	if (refusal && is_stale_cookie(dispatch, refusal)) {
		forget_cookie(dispatch->request);
		set_out(dispatch);
		return;
	}
	if (refusal) {
		refused(dispatch, refusal);
		return;
	}
	if (!may_come(dispatch))
		return;
	dispatch->access_token.len = access_token->len;
	dispatch->access_token.data =
		arena_copy(dispatch->request->arena, access_token->data, access_token->len);
	ask(dispatch);
}

/* What the source needs is there: the session, then the question. */
static void set_out(struct dispatch *dispatch)
{
	static const ProtobufCBinaryData no_token = {0};

	if (dispatch->route->anonymous)
		on_token(dispatch, &no_token, "", NULL);
	else
		sessions_find(dispatch->gateway->sessions, dispatch->request, on_token, dispatch);
}

static struct dispatch *dispatch_create(struct gateway *gateway, struct http_request *request,
					const struct route *route, ProtobufCMessage *message)
{
	struct dispatch *dispatch = arena_alloc(request->arena, sizeof(*dispatch));

	dispatch->gateway = gateway;
	dispatch->request = request;
	dispatch->route = route;
	dispatch->message = message;
	return dispatch;
}

void dispatch_message(struct gateway *gateway, struct http_request *request,
		      const struct route *route, ProtobufCMessage *message)
{
	struct dispatch *dispatch = dispatch_create(gateway, request, route, message);

	if (!find_source(dispatch))
		return;
	if (route->kind == ROUTE_COMMAND &&
	    (!read_command_id(dispatch) || !read_expected_version(dispatch)))
		return;
	set_out(dispatch);
}

void dispatch_ask(struct gateway *gateway, struct http_request *request,
		  const struct dispatch_question *question)
{
	struct dispatch *dispatch =
		dispatch_create(gateway, request, question->route, question->message);

	dispatch->on_answer = question->on_answer;
	dispatch->context = question->context;
	dispatch->expected_version = question->expected_version;
	if (!find_source(dispatch))
		return;
	if (question->command_id)
		memcpy(dispatch->command_id, question->command_id, COMMAND_ID_SIZE_BYTES);
	else
		command_id_create(clock_machine_us(), dispatch->command_id);
	set_out(dispatch);
}

void dispatch_start(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	ProtobufCMessage *message = request_message(request, route, values);

	if (message)
		dispatch_message(gateway, request, route, message);
}
