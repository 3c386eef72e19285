/* asked.h - how somebody asks: a reader or a machine, where a pack is, and what else the query says
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

struct http_request;

/* The first value of a name in the query; "" where there is none. */
const char *request_asked(const struct http_request *request, const char *name);

/* True for whoever accepts JSON and no page. */
bool asked_for_json(const struct http_request *request);

/* Where the pack is, by `?commune=`: five digits, or "" for anything else and without. */
const char *asked_in_commune(const struct http_request *request);

/* Answers a machine with the message. */
void asked_respond_json(struct http_request *request, int status, const ProtobufCMessage *message);
