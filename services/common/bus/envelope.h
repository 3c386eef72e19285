/* envelope.h - frames: packed and unpacked, with their limits
 *
 * One place where bytes from outside become messages: capped before unpacking, unpacked into a
 * bounded arena, every string checked (UTF-8, no zero bytes, no control characters).
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct arena;

enum {
	EVENT_LIMIT_BYTES = 64 * 1024,
	FRAME_LIMIT_BYTES = 1024 * 1024,
	REPLY_LIMIT_BYTES = 1024 * 1024 - 4096, /* leaves room for its frame */
	FRAME_COMMANDS_MAX = 64,
	FRAME_QUERIES_MAX = 8,
	TEXT_LIMIT_BYTES = 64 * 1024,
	REQUEST_ID_LENGTH_MAX = 64,
	VARINT_SIZE_MAX = 10
};

/* Unpacks any message into the arena; returns NULL for bytes that are not one, that are too large,
 * or with a string that is not clean text, whose path is then in *ret_field (may be NULL). */
ProtobufCMessage *message_unpack(const ProtobufCMessageDescriptor *descriptor, const void *bytes,
				 size_t size_bytes, struct arena *arena, const char **ret_field);

/* The request id of an envelope when it is what it should be, at most 64 printable characters
 * without blanks; "" otherwise: it stands in logs and events as it is. As long as the envelope. */
const char *envelope_request_id(const Ocop__Common__V1__Envelope *envelope);

/* Packs into the arena. */
ProtobufCBinaryData message_pack(const ProtobufCMessage *message, struct arena *arena);

/* Writes a number as protobuf does, seven bits a byte, the last ones first; returns how many bytes,
 * at most VARINT_SIZE_MAX. */
size_t varint_write(uint8_t *ret_bytes, size_t value);

/* What is packed already as one more element of the repeated field with this number: for the
 * unknown fields of a message, which are packed behind those that it knows. Copies into the arena.
 */
ProtobufCMessageUnknownField message_element(uint32_t field_number,
					     const ProtobufCBinaryData *packed,
					     struct arena *arena);

/* True for two messages of one type that say the same: they pack to the same bytes. */
bool message_is_same(const ProtobufCMessage *left, const ProtobufCMessage *right,
		     struct arena *arena);
