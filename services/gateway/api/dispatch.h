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
	size_t shard; /* TARGET_EVERY_SHARD: which is asked */
};

/* Answers the request, now or later. */
void dispatch_start(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values);

/* The same for a message that is made already, in the request's arena. */
void dispatch_message(struct gateway *gateway, struct http_request *request,
		      const struct route *route, ProtobufCMessage *message);

/* Answers with JSON of the message, as rows without `respond` do, and further headers. */
void dispatch_respond_json(const struct dispatch *dispatch, const ProtobufCMessage *reply,
			   const struct http_header *headers, size_t header_count);

/* Answers with a body of another kind under the reply's ETag; 304 when the client has it. */
void dispatch_respond_body(const struct dispatch *dispatch, const char *etag,
			   const char *media_type, const void *body, size_t size_bytes);
