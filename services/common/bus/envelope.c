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
#include "common/message/wire.h"

/* Bytes of one message, and where it stands in the whole. */
struct scan {
	const ProtobufCMessageDescriptor *descriptor;
	const struct scan *parent;
	const char *field; /* the parent's field this message is in */
	struct wire wire;
	int depth;
};

static bool scan_message(struct scan *scan, struct arena *arena, const char **ret_field);

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

static bool scan_inner(const struct scan *scan, const ProtobufCFieldDescriptor *field,
		       const struct wire_field *value, struct arena *arena, const char **ret_field)
{
	struct scan inner = {
		.descriptor = field->descriptor,
		.parent = scan,
		.field = field->name,
		.wire = {value->bytes, value->bytes + value->size_bytes},
		.depth = scan->depth + 1,
	};

	return inner.depth < WIRE_DEPTH_MAX && scan_message(&inner, arena, ret_field);
}

static bool scan_field(struct scan *scan, struct arena *arena, const char **ret_field)
{
	const ProtobufCFieldDescriptor *field;
	struct wire_field value;

	if (!wire_take_field(&scan->wire, &value))
		return false;
	if (value.type != PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED)
		return true;
	field = wire_known_field(scan->descriptor, value.number);
	if (field == NULL)
		return true;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return check_text(scan, field, value.bytes, value.size_bytes, arena, ret_field);
	return field->type != PROTOBUF_C_TYPE_MESSAGE ||
	       scan_inner(scan, field, &value, arena, ret_field);
}

static bool scan_message(struct scan *scan, struct arena *arena, const char **ret_field)
{
	while (scan->wire.at < scan->wire.end)
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
		.wire = {bytes, (const uint8_t *)bytes + size_bytes},
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
