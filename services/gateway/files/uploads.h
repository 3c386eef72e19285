/* uploads.h - files in: tus 1.0.0 over registration's `files` endpoint
 *
 * Rows of the route table call this; it answers the request. Their bodies come in pieces.
 */
#pragma once

struct gateway;
struct http_request;

/* The most that registration's setting evidence_limit_bytes can be: what it takes, it says itself.
 */
enum { UPLOAD_BODY_LIMIT_BYTES = 1024 * 1024 * 1024 };

/* POST and OPTIONS on /api/v1/uploads (upload_id NULL), HEAD, PATCH and DELETE on
 * /api/v1/uploads/{id}; a POST there says in X-HTTP-Method-Override which of them it means. */
void uploads_handle(struct gateway *gateway, struct http_request *request, const char *upload_id);
