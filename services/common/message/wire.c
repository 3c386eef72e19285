/* wire.c - packed bytes read field by field, as protobuf has them */
#include "common/message/wire.h"

#include <endian.h>
#include <string.h>

enum { TAG_TYPE_BITS = 3, TAG_TYPE_MASK = 7, VARINT_BITS_MAX = 64 };

/* The tenth byte has one bit left. */
static bool take_varint(struct wire *wire, uint64_t *ret_value)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < VARINT_BITS_MAX && wire->at < wire->end; shift += 7) {
		uint8_t byte = *wire->at++;
		if (shift == 63 && byte > 1)
			return false;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

/* Nearly all have one byte or two. */
static bool take_short_varint(struct wire *wire, uint32_t *ret_value)
{
	const uint8_t *begin = wire->at;
	uint64_t value;

	if (begin < wire->end && begin[0] < 0x80) {
		*ret_value = begin[0];
		wire->at += 1;
		return true;
	}
	if (wire->end - begin >= 2 && begin[1] > 0 && begin[1] < 0x80) {
		*ret_value = (uint32_t)(begin[1] << 7 | (begin[0] & 0x7f));
		wire->at += 2;
		return true;
	}
	if (!take_varint(wire, &value) || value > UINT32_MAX)
		return false;
	*ret_value = (uint32_t)value;
	return wire->at - begin == 1 || wire->at[-1] != 0;
}

static bool take_bytes(struct wire *wire, size_t size_bytes, const uint8_t **ret_bytes)
{
	if (size_bytes > (size_t)(wire->end - wire->at))
		return false;
	*ret_bytes = wire->at;
	wire->at += size_bytes;
	return true;
}

bool wire_take_number(struct wire *wire, uint8_t type, uint64_t *ret_bits)
{
	const uint8_t *bytes;
	uint64_t wide;
	uint32_t narrow;

	switch (type) {
	case PROTOBUF_C_WIRE_TYPE_VARINT:
		return take_varint(wire, ret_bits);
	case PROTOBUF_C_WIRE_TYPE_64BIT:
		if (!take_bytes(wire, sizeof(wide), &bytes))
			return false;
		memcpy(&wide, bytes, sizeof(wide));
		*ret_bits = le64toh(wide);
		return true;
	case PROTOBUF_C_WIRE_TYPE_32BIT:
		if (!take_bytes(wire, sizeof(narrow), &bytes))
			return false;
		memcpy(&narrow, bytes, sizeof(narrow));
		*ret_bits = le32toh(narrow);
		return true;
	default: /* groups, and 6 and 7, which never were */
		return false;
	}
}

bool wire_take_field(struct wire *wire, struct wire_field *ret_field)
{
	uint32_t tag;

	if (!take_short_varint(wire, &tag) || tag >> TAG_TYPE_BITS == 0)
		return false;
	ret_field->number = tag >> TAG_TYPE_BITS;
	ret_field->type = tag & TAG_TYPE_MASK;
	if (ret_field->type != PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED)
		return wire_take_number(wire, ret_field->type, &ret_field->bits);
	return take_short_varint(wire, &ret_field->size_bytes) &&
	       take_bytes(wire, ret_field->size_bytes, &ret_field->bytes);
}

/* Most messages number their fields from 1 without gaps. */
const ProtobufCFieldDescriptor *wire_known_field(const ProtobufCMessageDescriptor *descriptor,
						 uint32_t number)
{
	if (number <= descriptor->n_fields && descriptor->fields[number - 1].id == number)
		return &descriptor->fields[number - 1];
	return protobuf_c_message_descriptor_get_field(descriptor, number);
}
