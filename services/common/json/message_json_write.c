/* message_json_write.c - messages to JSON, by their descriptors
 *
 * Straight from packed bytes to text, without a message or a tree between: it is what most answers
 * spend their time on. A message is read twice: which field stands where, then field by field in
 * the order of the descriptor, what is not there as its default.
 */
#include "common/json/message_json.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "common/json/json_names.h"
#include "common/json/json_text.h"
#include "common/message/wire.h"

enum { FIRST_BYTES = 4096 };

/* A message and what is known of where it stands. */
struct packed {
	const ProtobufCMessageDescriptor *descriptor;
	struct wire wire;
	struct json_names *names; /* of its array; NULL where it is none's */
	int depth;
};

/* The fields of a message by their place in its descriptor. */
struct fields {
	uint64_t there;                           /* a bit for each */
	const uint8_t *begin[MESSAGE_FIELDS_MAX]; /* where the first of them stands */
	uint32_t count[MESSAGE_FIELDS_MAX];
	struct wire_field value[MESSAGE_FIELDS_MAX]; /* of one that is no array */
};

static ProtobufCWireType wire_type(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_BYTES:
	case PROTOBUF_C_TYPE_MESSAGE:
		return PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED;
	case PROTOBUF_C_TYPE_FIXED64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_DOUBLE:
		return PROTOBUF_C_WIRE_TYPE_64BIT;
	case PROTOBUF_C_TYPE_FIXED32:
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_FLOAT:
		return PROTOBUF_C_WIRE_TYPE_32BIT;
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_ENUM:
	case PROTOBUF_C_TYPE_BOOL:
		return PROTOBUF_C_WIRE_TYPE_VARINT;
	}
	assert(false && "every type has one");
	return PROTOBUF_C_WIRE_TYPE_VARINT;
}

/* Numbers of an array may stand together, behind one length. */
static bool type_fits(const ProtobufCFieldDescriptor *field, uint8_t type)
{
	return type == wire_type(field->type) || (field->label == PROTOBUF_C_LABEL_REPEATED &&
						  type == PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED);
}

static bool has_other_case(const ProtobufCMessageDescriptor *descriptor,
			   const ProtobufCFieldDescriptor *field, const struct fields *fields)
{
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		if (fields->there >> i & 1 &&
		    (descriptor->fields[i].flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
		    descriptor->fields[i].quantifier_offset == field->quantifier_offset)
			return true;
	}
	return false;
}

/* False for what stands there twice and is no array, or is another case of a oneof: no encoder
 * writes either, and what is replaced would have to be looked at all the same. */
static bool field_note(const ProtobufCMessageDescriptor *descriptor,
		       const ProtobufCFieldDescriptor *field, const uint8_t *begin,
		       struct fields *fields)
{
	unsigned number = (unsigned)(field - descriptor->fields);

	if (fields->there >> number & 1) {
		fields->count[number]++;
		return field->label == PROTOBUF_C_LABEL_REPEATED;
	}
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
	    has_other_case(descriptor, field, fields))
		return false;
	fields->there |= UINT64_C(1) << number;
	fields->begin[number] = begin;
	fields->count[number] = 1;
	return true;
}

/* False where the bytes are no such message. */
static bool fields_find(const struct packed *packed, struct fields *fields)
{
	struct wire wire = packed->wire;

	assert(packed->descriptor->n_fields <= MESSAGE_FIELDS_MAX && "every message fits");
	fields->there = 0;
	while (wire.at < wire.end) {
		const ProtobufCFieldDescriptor *field;
		const uint8_t *begin = wire.at;
		struct wire_field value;

		if (!wire_take_field(&wire, &value))
			return false;
		field = wire_known_field(packed->descriptor, value.number);
		if (!field)
			continue;
		if (!type_fits(field, value.type) ||
		    !field_note(packed->descriptor, field, begin, fields))
			return false;
		fields->value[field - packed->descriptor->fields] = value;
	}
	return true;
}

/* What is not there has nothing in it, which is its default. */
static const struct wire_field *value_of(const struct fields *fields, unsigned number)
{
	static const uint8_t nothing[1];
	static const struct wire_field none = {.bytes = nothing};

	return fields->there >> number & 1 ? &fields->value[number] : &none;
}

/* 1, -2, 2 ... stand as 2, 3, 4 ... */
static int64_t unfold(uint64_t bits)
{
	return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

static void put_number(struct json_text *text, ProtobufCType type, uint64_t bits)
{
	switch (type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_ENUM:
		json_text_put_signed(text, (int32_t)(uint32_t)bits);
		return;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		json_text_put_signed(text, (int64_t)bits);
		return;
	case PROTOBUF_C_TYPE_SINT32:
		json_text_put_signed(text, unfold((uint32_t)bits));
		return;
	case PROTOBUF_C_TYPE_SINT64:
		json_text_put_signed(text, unfold(bits));
		return;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		json_text_put_unsigned(text, (uint32_t)bits);
		return;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		json_text_put_unsigned(text, bits);
		return;
	case PROTOBUF_C_TYPE_BOOL:
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_BYTES:
	case PROTOBUF_C_TYPE_MESSAGE:
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		break;
	}
	assert(false && "messages have no floating point");
}

/* 64 bits are a text. */
static bool is_long(ProtobufCType type)
{
	return type == PROTOBUF_C_TYPE_INT64 || type == PROTOBUF_C_TYPE_SINT64 ||
	       type == PROTOBUF_C_TYPE_SFIXED64 || type == PROTOBUF_C_TYPE_UINT64 ||
	       type == PROTOBUF_C_TYPE_FIXED64;
}

static void add_number(struct json_text *text, ProtobufCType type, uint64_t bits)
{
	json_text_reserve(text, JSON_NUMBER_BYTES);
	if (is_long(type))
		json_text_put_byte(text, '"');
	put_number(text, type, bits);
	if (is_long(type))
		json_text_put_byte(text, '"');
}

static void add_enum(struct json_text *text, const ProtobufCEnumDescriptor *descriptor,
		     uint64_t bits)
{
	int number = (int)(uint32_t)bits;
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	if (value)
		json_text_add_text(text, value->name, strlen(value->name));
	else
		add_number(text, PROTOBUF_C_TYPE_ENUM, bits);
}

static void add_bool(struct json_text *text, bool value)
{
	json_text_reserve(text, JSON_NUMBER_BYTES);
	if (value)
		json_text_put(text, "true", 4);
	else
		json_text_put(text, "false", 5);
}

/* A message in a message: the one circle in this file. */
static bool add_object(struct json_text *text, const struct packed *packed);

/* Its fields are seconds and nanos. */
static bool add_timestamp(struct json_text *text, const struct packed *packed)
{
	struct fields fields;

	if (!fields_find(packed, &fields))
		return false;
	json_text_add_time(text, (int64_t)value_of(&fields, 0)->bits,
			   (int32_t)(uint32_t)value_of(&fields, 1)->bits);
	return true;
}

static bool add_message(struct json_text *text, const ProtobufCFieldDescriptor *field,
			const struct wire_field *value, struct json_names *names, int depth)
{
	struct packed inner = {
		.descriptor = field->descriptor,
		.wire = {value->bytes, value->bytes + value->size_bytes},
		.names = names,
		.depth = depth + 1,
	};

	if (inner.depth == WIRE_DEPTH_MAX)
		return false;
	return json_is_timestamp(inner.descriptor) ? add_timestamp(text, &inner)
						   : add_object(text, &inner);
}

static bool add_value(struct json_text *text, const ProtobufCFieldDescriptor *field,
		      const struct wire_field *value, struct json_names *names, int depth)
{
	if (field->type == PROTOBUF_C_TYPE_MESSAGE)
		return add_message(text, field, value, names, depth);
	if (field->type == PROTOBUF_C_TYPE_STRING)
		json_text_add_text(text, (const char *)value->bytes, value->size_bytes);
	else if (field->type == PROTOBUF_C_TYPE_BYTES)
		json_text_add_bytes(text, value->bytes, value->size_bytes);
	else if (field->type == PROTOBUF_C_TYPE_ENUM)
		add_enum(text, field->descriptor, value->bits);
	else if (field->type == PROTOBUF_C_TYPE_BOOL)
		add_bool(text, value->bits != 0);
	else
		add_number(text, field->type, value->bits);
	return true;
}

/* A comma, but before the first: no value ends in what opens an array or a map. False where it
 * gets too long. */
static bool part(struct json_text *text)
{
	char last = text->bytes[text->size_bytes - 1];

	if (last != '[' && last != '{')
		json_text_add_byte(text, ',');
	return text->size_bytes <= text->limit_bytes;
}

/* A key is a text, whatever its type. */
static void quote(struct json_text *text, size_t begin)
{
	if (text->bytes[begin] == '"')
		return;
	json_text_reserve(text, 2);
	memmove(text->bytes + begin + 1, text->bytes + begin, text->size_bytes - begin);
	text->bytes[begin] = '"';
	text->size_bytes++;
	json_text_put_byte(text, '"');
}

static bool add_map_entry(struct json_text *text, const ProtobufCFieldDescriptor *field,
			  const struct wire_field *value, int depth)
{
	struct packed entry = {
		.descriptor = field->descriptor,
		.wire = {value->bytes, value->bytes + value->size_bytes},
	};
	struct fields fields;
	size_t begin;

	if (!part(text))
		return false;
	begin = text->size_bytes;
	if (!fields_find(&entry, &fields) ||
	    !add_value(text, &entry.descriptor->fields[0], value_of(&fields, 0), NULL, depth + 1))
		return false;
	quote(text, begin);
	json_text_add_byte(text, ':');
	return add_value(text, &entry.descriptor->fields[1], value_of(&fields, 1), NULL, depth + 1);
}

/* Numbers that stand together. */
static bool add_packed_numbers(struct json_text *text, const ProtobufCFieldDescriptor *field,
			       const struct wire_field *together)
{
	struct wire wire = {together->bytes, together->bytes + together->size_bytes};

	while (wire.at < wire.end) {
		struct wire_field value = {.bits = 0};

		if (!part(text) ||
		    !wire_take_number(&wire, (uint8_t)wire_type(field->type), &value.bits) ||
		    !add_value(text, field, &value, NULL, 0))
			return false;
	}
	return true;
}

static bool add_element(struct json_text *text, const ProtobufCFieldDescriptor *field,
			const struct wire_field *value, struct json_names *names, int depth)
{
	if (json_field_is_map(field))
		return add_map_entry(text, field, value, depth);
	if (value->type != wire_type(field->type))
		return add_packed_numbers(text, field, value);
	return part(text) && add_value(text, field, value, names, depth);
}

/* The elements need not stand side by side. */
static bool add_elements(struct json_text *text, const struct packed *packed, unsigned number,
			 const struct fields *fields)
{
	const ProtobufCFieldDescriptor *field = &packed->descriptor->fields[number];
	struct wire wire = {fields->begin[number], packed->wire.end};
	struct json_names names;

	json_names_clear(&names);
	for (uint32_t left = fields->count[number]; left > 0; left--) {
		struct wire_field value;

		do {
			(void)wire_take_field(&wire, &value); /* as when it was found */
		} while (value.number != field->id);
		if (!add_element(text, field, &value, &names, packed->depth))
			return false;
	}
	return true;
}

static bool add_repeated(struct json_text *text, const struct packed *packed, unsigned number,
			 const struct fields *fields)
{
	bool is_map = json_field_is_map(&packed->descriptor->fields[number]);

	json_text_add_byte(text, is_map ? '{' : '[');
	if (fields->there >> number & 1 && !add_elements(text, packed, number, fields))
		return false;
	json_text_add_byte(text, is_map ? '}' : ']');
	return true;
}

/* A message that is not there has no default, nor has a case of a oneof. */
static bool has_default(const ProtobufCFieldDescriptor *field)
{
	return field->label == PROTOBUF_C_LABEL_REPEATED ||
	       (field->type != PROTOBUF_C_TYPE_MESSAGE &&
		!(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF));
}

static bool add_field(struct json_text *text, const struct packed *packed, unsigned number,
		      const struct fields *fields)
{
	const ProtobufCFieldDescriptor *field = &packed->descriptor->fields[number];

	json_names_add(packed->names, number, field->name, text);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return add_repeated(text, packed, number, fields);
	return add_value(text, field, value_of(fields, number), NULL, packed->depth);
}

/* False where the bytes are no such message. */
static bool add_object(struct json_text *text, const struct packed *packed)
{
	struct fields fields;
	size_t begin = text->size_bytes;

	if (!fields_find(packed, &fields))
		return false;
	for (unsigned i = 0; i < packed->descriptor->n_fields; i++) {
		if (!(fields.there >> i & 1) && !has_default(&packed->descriptor->fields[i]))
			continue;
		if (!add_field(text, packed, i, &fields))
			return false;
	}
	if (text->size_bytes == begin)
		json_text_add_byte(text, '{');
	text->bytes[begin] = '{';
	json_text_add_byte(text, '}');
	return true;
}

char *packed_to_json_text(const ProtobufCMessageDescriptor *descriptor,
			  const ProtobufCBinaryData *bytes, size_t *ret_size_bytes)
{
	struct json_text text = json_text_begin(FIRST_BYTES + 2 * bytes->len);
	struct packed packed = {.descriptor = descriptor, .wire = {bytes->data, bytes->data}};

	text.limit_bytes = ARENA_LIMIT_BYTES;
	if (bytes->len > 0) /* protobuf leaves the pointer of empty bytes NULL */
		packed.wire.end += bytes->len;
	if (add_object(&text, &packed) && !text.unclean)
		return json_text_take(&text, ret_size_bytes);
	memory_free(text.bytes);
	return NULL;
}

char *message_to_json_text(const ProtobufCMessage *message, size_t *ret_size_bytes)
{
	size_t size_bytes = protobuf_c_message_get_packed_size(message);
	struct json_text text = json_text_begin(FIRST_BYTES + 2 * size_bytes);
	uint8_t *bytes = memory_realloc(NULL, size_bytes + 1); /* may be none */
	struct packed packed = {.descriptor = message->descriptor,
				.wire = {bytes, bytes + size_bytes}};
	bool written;

	(void)protobuf_c_message_pack(message, bytes);
	written = add_object(&text, &packed);
	assert(written && "what was just packed");
	memory_free(bytes);
	return json_text_take(&text, ret_size_bytes);
}

json_t *message_to_json(const ProtobufCMessage *message)
{
	size_t size_bytes;
	char *text = message_to_json_text(message, &size_bytes);
	json_t *json = json_loadb(text, size_bytes, 0, NULL);

	assert(json && "what was just written");
	memory_free(text);
	return json;
}
