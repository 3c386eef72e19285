/* sessions.h - from the secret a request carries to the access token the daemons verify
 *
 * `Authorization: Bearer SECRET` (keys, tools) or the cookie ocop_session (portal). Identity
 * exchanges the secret for a token of some minutes; it is kept here for up to a minute, never
 * beyond its expiry, by the secret's hash. Requests with the same secret share one exchange.
 *
 * A cookie is sent by the browser whoever wrote the page, so a write with a cookie must come from a
 * page of ours: Sec-Fetch-Site same-origin (or none), else an Origin whose host is the request's.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct backends;
struct http_request;
struct sessions;

#define SESSION_COOKIE "ocop_session"

/* "name=...; HttpOnly" for Set-Cookie is these two around the secret; add "; Secure" behind TLS. */
#define SESSION_COOKIE_ATTRIBUTES "; Path=/; HttpOnly; SameSite=Strict"

/* Begins with none remembered. Asks identity through the backends, which must live longer. */
struct sessions *sessions_create(struct backends *backends);

/* Forgets all; an exchange under way frees its part when it is answered. NULL is fine. */
void sessions_destroy(struct sessions *sessions);

/* Exactly one of the two holds: refusal is NULL and the token is good (empty, with account_id "",
 * when the request carries no secret), or refusal is a reply to show (TOKEN_INVALID,
 * DAEMON_UNREACHABLE, ...). Both live for the call. */
typedef void session_fn(void *context, const ProtobufCBinaryData *access_token,
			const char *account_id, const Ocop__Common__V1__Reply *refusal);

/* Finds the request's token; calls back now when it is known or not needed, else later. */
void sessions_find(struct sessions *sessions, const struct http_request *request,
		   session_fn *on_token, void *context);

/* True when the browser says that a page of ours sends the request: a form, or who has typed the
 * address. sessions_find asks it for every write with a cookie; who opens or closes a session asks
 * it himself. */
bool sessions_own_page(const struct http_request *request);

/* The secret a request carries (for signing out), or NULL; NULL also for a cookie that turned out
 * to be over (request->is_signed_out). */
const char *sessions_secret(const struct http_request *request);

/* Forgets a secret's token: signed out. */
void sessions_forget(struct sessions *sessions, const char *secret);

/* Secrets remembered now; for metrics. */
size_t sessions_count(const struct sessions *sessions);
