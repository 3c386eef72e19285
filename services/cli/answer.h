/* answer.h - what a verb prints of a daemon's answer
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct session;

/* A command whose answer is ocop.common.v1.Accepted: sends it as the operator and prints the id, or
 * with --json {"id", "version"}. Returns an exit_status, having said why not. */
int answer_accepted(struct session *session, const char *source, const ProtobufCMessage *command);

/* A message as one line of JSON. */
void answer_json(const ProtobufCMessage *message);

/* Prints one item of a list for people, in a line. */
typedef void answer_item_fn(const ProtobufCMessage *item);

/* A list to its end, page by page: each item as `print` does it, with --json as answer_json. The
 * query has a `cursor`, filled in here; what answers it, of type `page`, has `next` and one
 * repeated message. Returns an exit_status, having said why not. */
int answer_list(struct session *session, const char *source, ProtobufCMessage *query,
		const ProtobufCMessageDescriptor *page, answer_item_fn *print);
