/* wire.h - packed bytes read field by field, as protobuf has them
 *
 * Tags and lengths stand in their shortest form, as every encoder writes them: the parsers of other
 * forms disagree, and what one reader does not see another might. Groups are gone from proto3.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

/* Messages nest as deep as their definitions do, which is less; none refers to itself. */
enum { WIRE_DEPTH_MAX = 16 };

/* Bytes of one message that are not read yet. Borrowed. */
struct wire {
	const uint8_t *at;
	const uint8_t *end;
};

/* A field as it stands there. */
struct wire_field {
	uint32_t number;
	uint8_t type;         /* a ProtobufCWireType */
	uint32_t size_bytes;  /* of what has a length, as bytes */
	uint64_t bits;        /* of anything else */
	const uint8_t *bytes; /* borrowed */
};

/* Takes the next number of this wire type, which has no length; false where there is none. */
bool wire_take_number(struct wire *wire, uint8_t type, uint64_t *ret_bits);

/* Takes the next field; false where the bytes are none: what it says of one then is nothing. */
bool wire_take_field(struct wire *wire, struct wire_field *ret_field);

/* The message's field of this number, which is not 0; NULL when it knows none. */
const ProtobufCFieldDescriptor *wire_known_field(const ProtobufCMessageDescriptor *descriptor,
						 uint32_t number);
