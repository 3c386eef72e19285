/* request_message.h - the message a request means: from its path, its query and its body
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct http_request;
struct route;
struct route_values;

/* Builds the row's message in the request's arena. Returns NULL after it has answered with a
 * problem: a parameter or field the message does not have, a wrong type, a body that contradicts
 * the path, bytes that are no JSON. */
ProtobufCMessage *request_message(struct http_request *request, const struct route *route,
				  const struct route_values *values);
