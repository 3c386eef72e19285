/* envelope.c - bytes from outside become messages, checked and bounded
 *
 * Strings are checked in the bytes, before unpacking: protobuf-c ends a string at its first zero
 * byte and would hide what follows. The walk knows no field but those of the descriptor; what is
 * unknown is skipped, as protobuf does.
 */
#include "common/bus/envelope.h"

#include <string.h>

#include <assert.h>
#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/text.h"

/* Messages nest as deep as their definitions do; none refers to itself. */
enum { DEPTH_MAX = 16, TAG_TYPE_BITS = 3, TAG_TYPE_MASK = 7, VARINT_BITS_MAX = 70 };

/* Bytes of one message, and where it stands in the whole. */
struct scan {
	const ProtobufCMessageDescriptor *descriptor;
	const struct scan *parent;
	const char *field; /* the parent's field this message is in */
	const uint8_t *at;
	const uint8_t *end;
	int depth;
};

static bool scan_message(struct scan *scan, struct arena *arena, const char **ret_field);

static bool take_varint(struct scan *scan, uint64_t *ret_value)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < VARINT_BITS_MAX && scan->at < scan->end; shift += 7) {
		uint8_t byte = *scan->at++;
		if (shift < 64)
			value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

/* Tags and lengths in their shortest form, as every encoder writes them: the parsers of other forms
 * disagree, and what this walk does not see protobuf-c might. Nearly all have one byte or two. */
static bool take_short_varint(struct scan *scan, uint32_t *ret_value)
{
	const uint8_t *begin = scan->at;
	uint64_t value;

	if (begin < scan->end && begin[0] < 0x80) {
		*ret_value = begin[0];
		scan->at += 1;
		return true;
	}
	if (scan->end - begin >= 2 && begin[1] > 0 && begin[1] < 0x80) {
		*ret_value = (uint32_t)(begin[1] << 7 | (begin[0] & 0x7f));
		scan->at += 2;
		return true;
	}
	if (!take_varint(scan, &value) || value > UINT32_MAX)
		return false;
	*ret_value = (uint32_t)value;
	return scan->at - begin == 1 || scan->at[-1] != 0;
}

static bool take_bytes(struct scan *scan, uint64_t size_bytes, const uint8_t **ret_bytes)
{
	if (size_bytes > (uint64_t)(scan->end - scan->at))
		return false;
	*ret_bytes = scan->at;
	scan->at += size_bytes;
	return true;
}

/* "council.members.name" */
static const char *scan_path(const struct scan *scan, const char *field, struct arena *arena)
{
	const char *path = field;

	for (; scan->parent != NULL; scan = scan->parent)
		path = arena_printf(arena, "%s.%s", scan->field, path);
	return path;
}

static bool check_text(const struct scan *scan, const ProtobufCFieldDescriptor *field,
		       const uint8_t *bytes, size_t size_bytes, struct arena *arena,
		       const char **ret_field)
{
	if (size_bytes <= TEXT_LIMIT_BYTES && text_is_clean((const char *)bytes, size_bytes))
		return true;
	*ret_field = scan_path(scan, field->name, arena);
	return false;
}

/* Most messages number their fields from 1 without gaps. */
static const ProtobufCFieldDescriptor *find_field(const ProtobufCMessageDescriptor *descriptor,
						  uint32_t number)
{
	if (number <= descriptor->n_fields && descriptor->fields[number - 1].id == number)
		return &descriptor->fields[number - 1];
	return protobuf_c_message_descriptor_get_field(descriptor, number);
}

static bool scan_inner(const struct scan *scan, const ProtobufCFieldDescriptor *field,
		       const uint8_t *bytes, size_t size_bytes, struct arena *arena,
		       const char **ret_field)
{
	struct scan inner = {
		.descriptor = field->descriptor,
		.parent = scan,
		.field = field->name,
		.at = bytes,
		.end = bytes + size_bytes,
		.depth = scan->depth + 1,
	};

	return inner.depth < DEPTH_MAX && scan_message(&inner, arena, ret_field);
}

/* A field with a length: a string, a message, bytes, packed numbers or unknown. */
static bool scan_delimited(struct scan *scan, uint32_t number, struct arena *arena,
			   const char **ret_field)
{
	const ProtobufCFieldDescriptor *field = find_field(scan->descriptor, number);
	const uint8_t *bytes;
	uint32_t size_bytes;

	if (!take_short_varint(scan, &size_bytes) || !take_bytes(scan, size_bytes, &bytes))
		return false;
	if (field == NULL)
		return true;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return check_text(scan, field, bytes, size_bytes, arena, ret_field);
	return field->type != PROTOBUF_C_TYPE_MESSAGE ||
	       scan_inner(scan, field, bytes, size_bytes, arena, ret_field);
}

static bool scan_field(struct scan *scan, struct arena *arena, const char **ret_field)
{
	const uint8_t *skipped;
	uint32_t tag;
	uint64_t number;

	if (!take_short_varint(scan, &tag) || tag >> TAG_TYPE_BITS == 0)
		return false;
	switch (tag & TAG_TYPE_MASK) {
	case PROTOBUF_C_WIRE_TYPE_VARINT:
		return take_varint(scan, &number);
	case PROTOBUF_C_WIRE_TYPE_64BIT:
		return take_bytes(scan, 8, &skipped);
	case PROTOBUF_C_WIRE_TYPE_32BIT:
		return take_bytes(scan, 4, &skipped);
	case PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED:
		return scan_delimited(scan, tag >> TAG_TYPE_BITS, arena, ret_field);
	default: /* groups are gone from proto3, 6 and 7 never were */
		return false;
	}
}

static bool scan_message(struct scan *scan, struct arena *arena, const char **ret_field)
{
	while (scan->at < scan->end)
		if (!scan_field(scan, arena, ret_field))
			return false;
	return true;
}

ProtobufCMessage *message_unpack(const ProtobufCMessageDescriptor *descriptor, const void *bytes,
				 size_t size_bytes, struct arena *arena, const char **ret_field)
{
	static const uint8_t nothing[1] = {0};
	const char *ignored = NULL;
	const char **field = ret_field != NULL ? ret_field : &ignored;

	*field = NULL;
	if (size_bytes > FRAME_LIMIT_BYTES)
		return NULL;
	if (size_bytes == 0)
		bytes = nothing; /* protobuf leaves the pointer of empty bytes NULL */
	struct scan scan = {
		.descriptor = descriptor,
		.at = bytes,
		.end = (const uint8_t *)bytes + size_bytes,
	};
	if (!scan_message(&scan, arena, field))
		return NULL;
	return protobuf_c_message_unpack(descriptor, arena_allocator(arena), size_bytes, bytes);
}

ProtobufCBinaryData message_pack(const ProtobufCMessage *message, struct arena *arena)
{
	size_t size_bytes = protobuf_c_message_get_packed_size(message);
	ProtobufCBinaryData packed = {.len = size_bytes, .data = arena_alloc(arena, size_bytes)};
	size_t written = protobuf_c_message_pack(message, packed.data);

	assert(written == size_bytes); /* nobody changed the message meanwhile */
	return packed;
}

size_t varint_write(uint8_t *ret_bytes, size_t value)
{
	size_t size = 0;

	for (; value >= 0x80; value >>= 7)
		ret_bytes[size++] = (uint8_t)(value | 0x80);
	ret_bytes[size++] = (uint8_t)value;
	return size;
}

ProtobufCMessageUnknownField message_element(uint32_t field_number,
					     const ProtobufCBinaryData *packed, struct arena *arena)
{
	uint8_t *bytes = arena_alloc(arena, VARINT_SIZE_MAX + packed->len);
	size_t head = varint_write(bytes, packed->len);

	memcpy(bytes + head, packed->data, packed->len);
	return (ProtobufCMessageUnknownField){.tag = field_number,
					      .wire_type = PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED,
					      .len = head + packed->len,
					      .data = bytes};
}

bool message_is_same(const ProtobufCMessage *left, const ProtobufCMessage *right,
		     struct arena *arena)
{
	ProtobufCBinaryData one, other;

	if (left->descriptor != right->descriptor)
		return false;
	one = message_pack(left, arena);
	other = message_pack(right, arena);
	return one.len == other.len && memcmp(one.data, other.data, one.len) == 0;
}

const char *envelope_request_id(const Ocop__Common__V1__Envelope *envelope)
{
	size_t length = strlen(envelope->request_id);

	if (length > REQUEST_ID_LENGTH_MAX)
		return "";
	for (size_t i = 0; i < length; i++) {
		if (envelope->request_id[i] <= ' ' || envelope->request_id[i] > '~')
			return "";
	}
	return envelope->request_id;
}
