/* content_id.h - the command id that follows from a command's content
 *
 * A UUID of version 8 (RFC 9562) from the SHA-256 of type and packed body: the same content sent
 * again, today or from another machine, is the same command.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct arena;

/* Writes COMMAND_ID_SIZE_BYTES bytes. */
void content_id(const ProtobufCMessage *command, struct arena *arena, uint8_t *ret_id);
