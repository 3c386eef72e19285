/* routes_fixture.h - routes without sockets: what is asked of daemons and answered to clients is
 * kept
 *
 * The functions of http_response.c, backends.c, sessions.c and uploads.c that routes call are here
 * instead: the test says what a daemon replies and sees what went out.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "common/settings.h"
#include "gateway/backends.h"
#include "gateway/files/documents.h"
#include "gateway/files/downloads.h"
#include "gateway/files/report_photo.h"
#include "gateway/files/uploads.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/limits_fixture.h"
#include "gateway/routes.h"
#include "gateway/sessions.h"
#include "gateway/streams/streams.h"

enum { FIXTURE_HEADERS_MAX = 16 };

/* One exchange; reset by ask(). */
struct exchange {
	struct gateway gateway;
	struct arena *arena;
	struct http_header request_headers[FIXTURE_HEADERS_MAX];
	size_t request_header_count;

	/* What the daemon shall answer; NULL: nothing is asked. */
	const ProtobufCMessage *reply;
	const char *reply_type;
	const char *away; /* sources that do not answer: "scoring_tn1,scoring_tn2" */
	size_t any_shard;
	bool no_shards; /* until any is asked for, unless it is away */
	uint64_t reply_version;
	bool reply_remembered;
	Ocop__Common__V1__Outcome reply_outcome;
	Ocop__Common__V1__Refusal *refusals[4];
	size_t refusal_count;

	/* What it was asked. */
	int calls;
	char source[SOURCE_NAME_SIZE];
	enum backend_endpoint endpoint;
	ProtobufCMessage *message;
	bool has_command_id;
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	uint64_t expected_version;
	bool has_token;

	/* What the client got. */
	int answers;
	int status;
	struct http_header headers[FIXTURE_HEADERS_MAX];
	size_t header_count;
	char *body;
	size_t body_size;
};

static struct exchange *now; /* the test's; stubs know no other way to it */

void http_respond(struct http_request *request, int status, const struct http_header *headers,
		  size_t header_count, const void *body, size_t body_size_bytes)
{
	now->answers++;
	now->status = status;
	now->header_count = header_count;
	for (size_t i = 0; i < header_count; i++)
		now->headers[i] = (struct http_header){
			arena_strdup(now->arena, headers[i].name),
			arena_strdup(now->arena, headers[i].value),
		};
	if (request->also.name)
		now->headers[now->header_count++] = request->also; /* in the test's arena */
	now->body = memory_copy(body_size_bytes ? body : "", body_size_bytes);
	now->body_size = body_size_bytes;
}

/* Parts come together as one body. */
void http_respond_begin(struct http_request *request, int status, const struct http_header *headers,
			size_t header_count, uint64_t size_bytes)
{
	(void)size_bytes;
	http_respond(request, status, headers, header_count, "", 0);
}

void http_respond_part(struct http_request *request, const void *bytes, size_t size_bytes,
		       http_room_fn *on_room, void *context)
{
	(void)request;
	now->body = memory_realloc(now->body, now->body_size + size_bytes + 1);
	memcpy(now->body + now->body_size, bytes, size_bytes);
	now->body_size += size_bytes;
	now->body[now->body_size] = '\0';
	on_room(context);
}

void http_respond_end(struct http_request *request)
{
	(void)request; /* the test's own */
}

void http_respond_abort(struct http_request *request)
{
	(void)request; /* as above */
	now->status = 0;
}

bool http_request_is_abandoned(const struct http_request *request)
{
	(void)request; /* nobody leaves */
	return false;
}

const char *http_status_phrase(int status)
{
	(void)status;
	return "Phrase";
}

void backends_ask(struct backends *backends, const struct backend_call *call,
		  backend_reply_fn *on_reply, void *context)
{
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT;
	Ocop__Common__V1__Refusal unreachable = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal *refusals[] = {&unreachable};
	ProtobufCBinaryData packed = message_pack(call->message, now->arena);

	(void)backends;
	now->calls++;
	(void)snprintf(now->source, sizeof(now->source), "%s", call->source);
	if (strcmp(call->source, BACKENDS_ANY_SHARD) == 0)
		now->no_shards = now->away != NULL;
	now->endpoint = call->endpoint;
	now->message = message_unpack(call->message->descriptor, packed.data, packed.len,
				      now->arena, NULL);
	now->has_command_id = call->command_id != NULL;
	if (call->command_id)
		memcpy(now->command_id, call->command_id, COMMAND_ID_SIZE_BYTES);
	now->expected_version = call->expected_version;
	now->has_token = call->access_token.len > 0;

	if (now->away && strstr(now->away, call->source)) {
		unreachable.code = REFUSAL(DAEMON_UNREACHABLE);
		reply.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
		reply.refusals = refusals;
		reply.n_refusals = 1;
		on_reply(context, &reply);
		return;
	}
	reply.outcome = now->reply_outcome;
	if (now->reply)
		reply.body = message_pack(now->reply, now->arena);
	reply.version = now->reply_version;
	reply.remembered = now->reply_remembered;
	reply.refusals = now->refusals;
	reply.n_refusals = now->refusal_count;
	on_reply(context, &reply);
}

bool backends_source_of_shard(const char *shard, char *ret_source)
{
	return snprintf(ret_source, SOURCE_NAME_SIZE, "scoring_%s", shard) < SOURCE_NAME_SIZE;
}

bool backends_source_of_id(const char *id, char *ret_source)
{
	char shard[SHARD_NAME_SIZE];

	return identifier_shard(id, shard) && backends_source_of_shard(shard, ret_source);
}

size_t backends_scoring_count(const struct backends *backends)
{
	(void)backends;
	return now->no_shards ? 0 : 2;
}

const char *backends_scoring_source(const struct backends *backends, size_t index)
{
	(void)backends;
	if (now->no_shards)
		return NULL;
	return index ? "scoring_tn2" : "scoring_tn1";
}

bool backends_shards_known(const struct backends *backends)
{
	(void)backends;
	return !now->no_shards;
}

const char *backends_any_scoring_source(const struct backends *backends)
{
	return backends_scoring_source(backends, now->any_shard);
}

void backends_pass_over(struct backends *backends, const char *source)
{
	assert_string_equal(source, backends_any_scoring_source(backends));
	now->any_shard = !now->any_shard;
}

void sessions_find(struct sessions *sessions, const struct http_request *request,
		   session_fn *on_token, void *context)
{
	ProtobufCBinaryData token = {5, (uint8_t *)memory_copy("token", 5)};

	(void)sessions;
	(void)request;
	on_token(context, &token, "account_1", NULL);
	memory_free(token.data);
}

const char *sessions_secret(const struct http_request *request)
{
	return request->is_signed_out ? NULL : http_request_cookie(request, SESSION_COOKIE);
}

bool sessions_own_page(const struct http_request *request)
{
	return http_request_header(request, "sec-fetch-site") != NULL;
}

void sessions_forget(struct sessions *sessions, const char *secret)
{
	(void)sessions;
	(void)secret;
}

void uploads_handle(struct gateway *gateway, struct http_request *request, const char *upload_id)
{
	(void)gateway;
	http_respond(request, 200, NULL, 0, upload_id ? upload_id : "new", 3);
}

uint64_t streams_log_size(const struct streams *streams)
{
	(void)streams;
	return 0;
}

void stream_handle(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	(void)gateway;
	(void)values;
	http_respond(request, 200, NULL, 0, route->path, strlen(route->path));
}

void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id)
{
	(void)gateway;
	(void)dossier_id;
	http_respond(request, 200, NULL, 0, evidence_id, strlen(evidence_id));
}

void thumbnail_download(struct gateway *gateway, struct http_request *request,
			const char *dossier_id, const char *evidence_id)
{
	evidence_download(gateway, request, dossier_id, evidence_id);
}

void paper_download(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *paper_id)
{
	evidence_download(gateway, request, dossier_id, paper_id);
}

void kept_paper_download(struct gateway *gateway, struct http_request *request,
			 const char *paper_id)
{
	(void)gateway;
	(void)request;
	(void)paper_id;
}

uint64_t form_photo_size(const struct http_request *request, const struct multipart *form,
			 const char *trailer)
{
	(void)request;
	(void)form;
	(void)trailer;
	return 0;
}

void product_photo_download(struct gateway *gateway, struct http_request *request,
			    const char *photo_id)
{
	(void)gateway;
	(void)request;
	(void)photo_id;
}

void pack_photo_download(struct gateway *gateway, struct http_request *request, const char *sha256,
			 bool thumbnail)
{
	(void)gateway;
	(void)request;
	(void)sha256;
	(void)thumbnail;
}

void report_photo_download(struct gateway *gateway, struct http_request *request,
			   const char *photo_id, bool thumbnail)
{
	(void)gateway; /* as above */
	(void)thumbnail;
	http_respond(request, 200, NULL, 0, photo_id, strlen(photo_id));
}

void open_data_download(struct gateway *gateway, struct http_request *request, const char *name)
{
	(void)gateway; /* as above */
	http_respond(request, 200, NULL, 0, name, strlen(name));
}

void report_photo_upload(struct gateway *gateway, struct http_request *request)
{
	(void)gateway; /* as above */
	http_respond(request, 201, NULL, 0, "photo", 5);
}

void report_photo_take(struct gateway *gateway, struct http_request *request,
		       const struct report_photo_source *source, report_photo_fn *on_kept,
		       void *context)
{
	(void)gateway; /* as above */
	(void)request;
	(void)source;
	on_kept(context, "photo_1", NULL);
}

uint64_t report_body_size(const struct http_request *request)
{
	return request->body_size_bytes;
}

bool report_may_come(struct gateway *gateway, struct http_request *request, bool is_anonymous)
{
	(void)is_anonymous;
	(void)gateway; /* all may */
	(void)request;
	return true;
}

void http_request_read(struct http_request *request, http_piece_fn *on_piece, void *context)
{
	on_piece(context, request->body, request->body_size_bytes, HTTP_PIECE_LAST);
}

void document_print(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *document)
{
	evidence_download(gateway, request, dossier_id, document);
}

void document_pack(struct gateway *gateway, struct http_request *request, const char *dossier_id)
{
	evidence_download(gateway, request, dossier_id, dossier_id);
}

void document_export(struct gateway *gateway, struct http_request *request, const char *kind)
{
	evidence_download(gateway, request, "", kind);
}

static inline int exchange_set_up_kind(void **state, const char *kind)
{
	static const struct setting none[] = {{0}};
	char *arguments[] = {(char *)"gateway",
			     (char *)"--rulebooks-dir",
			     (char *)SOURCE_DIR "/deploy/rulebooks",
			     (char *)"--instance-kind",
			     (char *)kind,
			     NULL};

	now = memory_alloc(sizeof(*now));
	now->arena = arena_create(ARENA_LIMIT_BYTES);
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	assert_int_equal(settings_read("gateway", none, 5, arguments, &now->gateway.settings), 0);
	assert_int_equal(routes_open(&now->gateway), 0);
	limits_create(&now->gateway);
	*state = now;
	return 0;
}

static inline int exchange_set_up(void **state)
{
	return exchange_set_up_kind(state, "demo");
}

static inline int exchange_tear_down(void **state)
{
	struct exchange *exchange = *state;

	limits_destroy(&exchange->gateway);
	routes_close(&exchange->gateway);
	settings_destroy(exchange->gateway.settings);
	memory_free(exchange->body);
	arena_destroy(exchange->arena);
	memory_free(exchange);
	return 0;
}

/* A header of the next request; names in lower case. */
static inline void with_header(const char *name, const char *value)
{
	assert_true(now->request_header_count < FIXTURE_HEADERS_MAX);
	now->request_headers[now->request_header_count++] = (struct http_header){name, value};
}

/* Sends "/path?query" with a body (NULL for none) and keeps the answer. */
static inline void ask(const char *method, const char *target, const char *body)
{
	char *path = arena_strdup(now->arena, target);
	char *query = strchr(path, '?');
	struct http_request request = {
		.method = method,
		.path = path,
		.query = query ? query + 1 : "",
		.headers = now->request_headers,
		.body = (const uint8_t *)(body ? body : ""),
		.body_size_bytes = body ? strlen(body) : 0,
		.peer = "127.0.0.1",
		.request_id = "request-1",
		.arena = now->arena,
	};

	if (query)
		*query = '\0';
	if (body)
		with_header("content-type", "application/json; charset=utf-8");
	with_header("host", "ocop.example");
	request.header_count = now->request_header_count;
	memory_free(now->body);
	now->body = NULL;
	now->answers = now->calls = 0;
	routes_handle(&now->gateway, &request);
	assert_int_equal(now->answers, 1);
	now->request_header_count = 0;
}

/* A header of the answer; NULL when there is none. */
static inline const char *header(const char *name)
{
	for (size_t i = 0; i < now->header_count; i++)
		if (strcasecmp(now->headers[i].name, name) == 0)
			return now->headers[i].value;
	return NULL;
}

static inline void assert_has(const char *text)
{
	if (!strstr(now->body, text))
		fail_msg("'%s' is not in: %s", text, now->body);
}

static inline void assert_lacks(const char *text)
{
	if (strstr(now->body, text))
		fail_msg("'%s' is in: %s", text, now->body);
}

/* A problem with this status, whose first error names this rule and field. */
static inline void assert_problem(int status, const char *rule, const char *field)
{
	json_t *problem = json_loads(now->body, 0, NULL);
	json_t *error = json_array_get(json_object_get(problem, "errors"), 0);
	const char *seen = json_string_value(json_object_get(error, "field"));

	assert_non_null(problem);
	assert_string_equal(header("content-type"), "application/problem+json");
	assert_string_equal(json_string_value(json_object_get(error, "rule")), rule);
	assert_string_equal(seen ? seen : "", field);
	assert_int_equal(now->status, status);
	assert_int_equal(json_integer_value(json_object_get(problem, "status")), status);
	assert_string_equal(json_string_value(json_object_get(problem, "instance")), "request-1");
	json_decref(problem);
}

#define ROUTE_TEST(name) cmocka_unit_test_setup_teardown(name, exchange_set_up, exchange_tear_down)
