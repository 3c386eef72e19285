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
