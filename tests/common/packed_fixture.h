/* packed_fixture.h - packed messages of any kind, by chance: fields in any order, numbers of arrays
 * together and alone
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/json/json_name.h"

enum {
	MESSAGE_BYTES_MAX = 64 * 1024,
	FIELDS_AT_MOST = 256 /* that stand in one message */
};

/* Bytes as they are written, and chance. */
struct writing {
	struct arena *arena;
	uint64_t chance;
	unsigned keys; /* of maps: each once */
};

struct piece {
	uint8_t *bytes;
	size_t size_bytes;
};

/* Marsaglia's xorshift. */
static inline uint64_t pick(struct writing *writing, uint64_t count)
{
	writing->chance ^= writing->chance << 13;
	writing->chance ^= writing->chance >> 7;
	writing->chance ^= writing->chance << 17;
	return writing->chance % count;
}

static inline void put(struct piece *piece, const void *bytes, size_t size_bytes)
{
	memcpy(piece->bytes + piece->size_bytes, bytes, size_bytes);
	piece->size_bytes += size_bytes;
}

static inline void put_varint(struct piece *piece, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		piece->bytes[piece->size_bytes++] = (uint8_t)(value | 0x80);
	piece->bytes[piece->size_bytes++] = (uint8_t)value;
}

static inline void put_delimited(struct piece *piece, uint32_t number, const void *bytes,
				 size_t size_bytes)
{
	put_varint(piece, (uint64_t)number << 3 | PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED);
	put_varint(piece, size_bytes);
	put(piece, bytes, size_bytes);
}

static inline uint64_t any_bits(struct writing *writing)
{
	uint64_t bits = pick(writing, UINT64_MAX);

	return pick(writing, 4) == 0 ? bits : bits >> (64 - 1 - pick(writing, 62));
}

/* Bits that the type has: more than 32 are no number of 32, and enums have names. */
static inline uint64_t bits_of(struct writing *writing, const ProtobufCFieldDescriptor *field)
{
	const ProtobufCEnumDescriptor *names = field->descriptor;

	switch (field->type) {
	case PROTOBUF_C_TYPE_BOOL:
		return pick(writing, 2);
	case PROTOBUF_C_TYPE_ENUM:
		return (uint32_t)names->values[pick(writing, names->n_values)].value;
	case PROTOBUF_C_TYPE_INT32:
		return (uint64_t)(int32_t)any_bits(writing);
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_SINT32:
		return (uint32_t)any_bits(writing);
	default:
		return any_bits(writing);
	}
}

static inline bool is_varint(ProtobufCType type)
{
	return type == PROTOBUF_C_TYPE_INT32 || type == PROTOBUF_C_TYPE_UINT32 ||
	       type == PROTOBUF_C_TYPE_SINT32 || type == PROTOBUF_C_TYPE_INT64 ||
	       type == PROTOBUF_C_TYPE_UINT64 || type == PROTOBUF_C_TYPE_SINT64 ||
	       type == PROTOBUF_C_TYPE_BOOL || type == PROTOBUF_C_TYPE_ENUM;
}

/* A message in a message: a circle. */
static inline struct piece any_message(struct writing *writing,
				       const ProtobufCMessageDescriptor *descriptor, int depth);

/* Moments that have a text. */
static inline struct piece any_moment(struct writing *writing)
{
	struct piece piece = {.bytes = arena_alloc(writing->arena, 32)};

	put_varint(&piece, 1 << 3);
	put_varint(&piece, pick(writing, 253402300799));
	put_varint(&piece, 2 << 3);
	put_varint(&piece, pick(writing, 1000000000));
	return piece;
}

static inline void put_text(struct writing *writing, struct piece *piece, uint32_t number)
{
	static const char *const texts[] = {
		"",
		"a",
		"Miến dong Tài Hoan",
		"\"trà\\ hoa\"\n\tvàng",
		"Hợp tác xã Ví dụ 1, thôn Nà Làng, xã Côn Minh",
		"tám chữ ",
		"\xf0\x9f\x8d\xb5",
		"\xc2\xa0",
		"\xe0\xa4\x85\xef\xbf\xbd",
	};
	const char *text = texts[pick(writing, sizeof texts / sizeof *texts)];

	put_delimited(piece, number, text, strlen(text));
}

static inline struct piece any_field(struct writing *writing, const ProtobufCFieldDescriptor *field,
				     int depth);

/* Each key once. */
static inline struct piece any_entry(struct writing *writing,
				     const ProtobufCMessageDescriptor *entry, int depth)
{
	struct piece piece = any_field(writing, &entry->fields[1], depth);
	char key[16];

	(void)snprintf(key, sizeof key, "%u", writing->keys++);
	put_delimited(&piece, 1, key, strlen(key));
	return piece;
}

static inline struct piece any_inner(struct writing *writing, const ProtobufCFieldDescriptor *field,
				     int depth)
{
	if (json_is_timestamp(field->descriptor))
		return any_moment(writing);
	if (json_field_is_map(field))
		return any_entry(writing, field->descriptor, depth);
	return any_message(writing, field->descriptor, depth + 1);
}

/* Numbers of an array: together or alone. */
static inline void put_numbers(struct writing *writing, struct piece *piece,
			       const ProtobufCFieldDescriptor *field)
{
	struct piece together = {.bytes = arena_alloc(writing->arena, 64)};
	bool alone = field->label != PROTOBUF_C_LABEL_REPEATED || pick(writing, 2) == 0;

	assert_true(is_varint(field->type)); /* no message has others */
	if (alone) {
		put_varint(piece, (uint64_t)field->id << 3);
		put_varint(piece, bits_of(writing, field));
		return;
	}
	for (size_t i = pick(writing, 5); i > 0; i--)
		put_varint(&together, bits_of(writing, field));
	put_delimited(piece, field->id, together.bytes, together.size_bytes);
}

static inline struct piece any_field(struct writing *writing, const ProtobufCFieldDescriptor *field,
				     int depth)
{
	struct piece piece = {.bytes = arena_alloc(writing->arena, 96)};
	uint64_t bytes = pick(writing, UINT64_MAX);

	if (field->type == PROTOBUF_C_TYPE_STRING) {
		put_text(writing, &piece, field->id);
	} else if (field->type == PROTOBUF_C_TYPE_BYTES) {
		put_delimited(&piece, field->id, &bytes, pick(writing, 8));
	} else if (field->type == PROTOBUF_C_TYPE_MESSAGE) {
		struct piece inner = any_inner(writing, field, depth);

		piece.bytes = arena_alloc(writing->arena, inner.size_bytes + 16);
		put_delimited(&piece, field->id, inner.bytes, inner.size_bytes);
	} else {
		put_numbers(writing, &piece, field);
	}
	return piece;
}

/* How often a field stands there. */
static inline size_t times(struct writing *writing, const ProtobufCFieldDescriptor *field,
			   int depth)
{
	if (field->type == PROTOBUF_C_TYPE_MESSAGE && depth >= 2)
		return 0;
	return pick(writing, field->label == PROTOBUF_C_LABEL_REPEATED ? 4 : 2);
}

/* Of a oneof, whose cases stand side by side, one. */
static inline bool is_other_case(const ProtobufCFieldDescriptor *field, unsigned *oneof)
{
	bool is_other;

	if (!(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF))
		return false;
	is_other = *oneof == field->quantifier_offset;
	*oneof = field->quantifier_offset;
	return is_other;
}

static inline struct piece any_message(struct writing *writing,
				       const ProtobufCMessageDescriptor *descriptor, int depth)
{
	struct piece message = {.bytes = arena_alloc(writing->arena, MESSAGE_BYTES_MAX)};
	struct piece fields[FIELDS_AT_MOST];
	size_t count = 0;
	unsigned oneof = 0;

	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
		size_t more = times(writing, field, depth);

		if (more > 0 && is_other_case(field, &oneof))
			continue;
		for (; more > 0; more--)
			fields[count++] = any_field(writing, field, depth);
	}
	for (; count > 0; count--) {
		struct piece *any = &fields[pick(writing, count)];

		put(&message, any->bytes, any->size_bytes);
		*any = fields[count - 1];
	}
	return message;
}
