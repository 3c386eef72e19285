/* problem.h - why not, as application/problem+json (RFC 9457)
 *
 * `type` is "/problems/NAME" of the first refusal, `title` its text in the language asked for,
 * `detail` what was seen, `instance` the request id, and `errors` one entry a refusal: `field` as
 * the JSON has it, `rule` the refusal's name, `message`, `detail`.
 */
#pragma once

#include <stddef.h>

#include "common/refusal.h"
#include "gateway/language.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct arena;
struct http_request;
struct message_faults;

/* Answers the request with one reason. field and detail may be NULL. */
void problem_respond(struct http_request *request, Ocop__Common__V1__RefusalCode code,
		     const char *field, const char *detail);

/* Answers with what is wrong with a body or with parameters. */
void problem_respond_faults(struct http_request *request, const struct message_faults *faults);

/* Answers with a daemon's refusals; a failed reply without one is DAEMON_UNREACHABLE. */
void problem_respond_reply(struct http_request *request, const Ocop__Common__V1__Reply *reply);

/* Answers METHOD_NOT_ALLOWED; allow lists those that are: "GET, PUT". */
void problem_respond_method(struct http_request *request, const char *allow);

/* The same as text, in the arena, where there is no request (or not yet), and the status of its
 * first refusal. */
char *problem_text(struct arena *arena, enum language language, const char *request_id,
		   const Ocop__Common__V1__Refusal *const *refusals, size_t count, int *ret_status);
