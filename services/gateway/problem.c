/* problem.c - why not, as application/problem+json (RFC 9457) */
#include "gateway/problem.h"

#include <assert.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "gateway/http.h"

static const char *message_of(const struct refusal_text *text, enum language language)
{
	return in_language(language, text->vi, text->en);
}

/* A refusal's texts hold what a client sent; what is not UTF-8 is left out. */
static void set_text(json_t *object, const char *name, const char *text)
{
	json_t *value = text && *text ? json_string(text) : NULL;

	if (value)
		(void)json_object_set_new(object, name, value); /* fails only without memory */
}

static json_t *error_of(struct arena *arena, enum language language,
			const Ocop__Common__V1__Refusal *refusal)
{
	const struct refusal_text *text = refusal_text(refusal->code);
	json_t *error = json_object();

	set_text(error, "field", json_path(arena, refusal->field ? refusal->field : ""));
	set_text(error, "rule", text->name);
	set_text(error, "message", message_of(text, language));
	set_text(error, "detail", refusal->detail);
	return error;
}

char *problem_text(struct arena *arena, enum language language, const char *request_id,
		   const Ocop__Common__V1__Refusal *const *refusals, size_t count, int *ret_status)
{
	const struct refusal_text *first = refusal_text(refusals[0]->code);
	json_t *problem = json_object();
	json_t *errors = json_array();
	char *dumped, *text;

	set_text(problem, "type", arena_printf(arena, "/problems/%s", first->name));
	set_text(problem, "title", message_of(first, language));
	(void)json_object_set_new(problem, "status", json_integer(first->http_status));
	set_text(problem, "detail", refusals[0]->detail);
	set_text(problem, "instance", request_id);
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(errors, error_of(arena, language, refusals[i]));
	(void)json_object_set_new(problem, "errors", errors);

	dumped = json_dumps(problem, JSON_COMPACT);
	assert(dumped && "memory is always there");
	text = arena_strdup(arena, dumped);
	free(dumped);
	json_decref(problem);
	*ret_status = first->http_status;
	return text;
}

/* Whoever refused knows how long to wait. */
static bool says_when(const struct http_request *request)
{
	return request->also.name && strcmp(request->also.name, "Retry-After") == 0;
}

static void respond(struct http_request *request, const Ocop__Common__V1__Refusal *const *refusals,
		    size_t count, const char *allow)
{
	enum language language = language_of(request);
	struct http_header headers[5] = {
		{"Content-Type", "application/problem+json"},
		{"Content-Language", language_code(language)},
	};
	size_t header_count = 2;
	int status;
	const char *body = problem_text(request->arena, language, request->request_id, refusals,
					count, &status);

	if (status == 401)
		headers[header_count++] = (struct http_header){"WWW-Authenticate", "Bearer"};
	if ((status == 503 || status == 429) && !says_when(request))
		headers[header_count++] = (struct http_header){"Retry-After", "1"};
	if (allow)
		headers[header_count++] = (struct http_header){"Allow", allow};
	http_respond(request, status, headers, header_count, body, strlen(body));
}

static void respond_one(struct http_request *request, Ocop__Common__V1__RefusalCode code,
			const char *field, const char *detail, const char *allow)
{
	Ocop__Common__V1__Refusal refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	const Ocop__Common__V1__Refusal *refusals[] = {&refusal};

	refusal.code = code;
	refusal.field = arena_strdup(request->arena, field ? field : "");
	refusal.detail = arena_strdup(request->arena, detail ? detail : "");
	respond(request, refusals, 1, allow);
}

void problem_respond(struct http_request *request, Ocop__Common__V1__RefusalCode code,
		     const char *field, const char *detail)
{
	respond_one(request, code, field, detail, NULL);
}

void problem_respond_method(struct http_request *request, const char *allow)
{
	respond_one(request, REFUSAL(METHOD_NOT_ALLOWED), NULL, allow, allow);
}

void problem_respond_faults(struct http_request *request, const struct message_faults *faults)
{
	Ocop__Common__V1__Refusal refusals[MESSAGE_FAULTS_MAX];
	const Ocop__Common__V1__Refusal *pointers[MESSAGE_FAULTS_MAX];

	for (size_t i = 0; i < faults->count; i++) {
		ocop__common__v1__refusal__init(&refusals[i]);
		refusals[i].code = faults->items[i].code;
		refusals[i].field = arena_strdup(request->arena, faults->items[i].field);
		refusals[i].detail = arena_strdup(request->arena, faults->items[i].detail);
		pointers[i] = &refusals[i];
	}
	respond(request, pointers, faults->count, NULL);
}

void problem_respond_reply(struct http_request *request, const Ocop__Common__V1__Reply *reply)
{
	if (reply->n_refusals == 0) {
		problem_respond(request, REFUSAL(DAEMON_UNREACHABLE), NULL, NULL);
		return;
	}
	respond(request, (const Ocop__Common__V1__Refusal *const *)reply->refusals,
		reply->n_refusals, NULL);
}
