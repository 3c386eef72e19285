/* dispatch.h - a request of the API on its way: JSON to message to daemon and back
 *
 *	path, query, body -> message -> session -> backend -> reply -> JSON or problem
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/identifier.h"
#include "gateway/backends.h"
#include "gateway/routes.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct gateway;
struct http_header;
struct http_request;

/* "18446744073709551615" in quotes, and its zero. */
enum { ETAG_SIZE = 24 };

/* What a page takes instead of JSON and problems: the message of an accepted reply, in the
 * request's arena, and its version; or NULL, and a refusal that lives for the call. */
typedef void dispatch_answer_fn(void *context, const ProtobufCMessage *reply, uint64_t version,
				const Ocop__Common__V1__Reply *refusal);

/* A question that a page asks as a row of the tables has it, with the request's session. */
struct dispatch_question {
	const struct route *route;
	ProtobufCMessage *message; /* in the request's arena */
	const uint8_t *command_id; /* of a command; NULL: a new one */
	uint64_t expected_version; /* 0: any */
	dispatch_answer_fn *on_answer;
	void *context;
};

/* One request under way; lives in the request's arena. */
struct dispatch {
	struct gateway *gateway;
	struct http_request *request;
	const struct route *route;
	ProtobufCMessage *message;
	char source[SOURCE_NAME_SIZE];
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	uint64_t expected_version; /* 0 without If-Match */
	uint64_t version;          /* of the reply; 0 for none */
	bool remembered;
	ProtobufCBinaryData access_token;
	size_t shard;    /* TARGET_EVERY_SHARD: which is asked; 0 of any */
	bool first_page; /* of all shards; nothing was listed yet */
	char **away;     /* shards that did not answer this request */
	size_t away_count;
	dispatch_answer_fn *on_answer; /* of a page; NULL: answered as the row says */
	void *context;
};

/* Answers the request, now or later. */
void dispatch_start(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values);

/* The same for a message that is made already, in the request's arena. */
void dispatch_message(struct gateway *gateway, struct http_request *request,
		      const struct route *route, ProtobufCMessage *message);

/* Asks for a page, which answers the request itself when on_answer has come: once, now or later.
 * The source, the session, the second try and the shards are the straight line of the API. */
void dispatch_ask(struct gateway *gateway, struct http_request *request,
		  const struct dispatch_question *question);

/* Answers with JSON of the message, as rows without `respond` do, and further headers. */
void dispatch_respond_json(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			   const struct http_header *headers, size_t header_count);

/* The same of a message as it came, which is not looked into and so has no Location. False, and
 * nothing is answered, for bytes that are not the row's reply, unless the client has its version.
 */
bool dispatch_respond_packed(const struct dispatch *dispatch, const ProtobufCBinaryData *body);

/* Answers with a body of another kind under the reply's ETag; 304 when the client has it. */
void dispatch_respond_body(const struct dispatch *dispatch, const char *etag,
			   const char *media_type, const void *body, size_t size_bytes);
