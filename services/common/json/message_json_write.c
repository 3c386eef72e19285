/* message_json_write.c - messages to JSON, by their descriptors
 *
 * Straight to text, without a tree between: it is what most answers spend their time on. A text
 * that is no UTF-8 (a daemon broke its word) becomes "".
 */
#include "common/json/message_json.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/base/text.h"
#include "common/json/json_name.h"
#include "common/json/json_time.h"
#include "common/json/message_slot.h"
#include "google/protobuf/timestamp.pb-c.h"

enum {
	FIRST_BYTES = 4096,
	DIGITS_MAX = 20,                 /* of 64 bits */
	NUMBER_BYTES = DIGITS_MAX + 3,   /* in quotation marks and with a sign */
	ESCAPE_BYTES = 6,                /* of one sign at most: \u001f */
	NAME_BYTES = JSON_NAME_SIZE + 4, /* with what stands around it */
	NAME_STEP_BYTES = 32,            /* most names end within it */
	NAMES_MAX = 48                   /* what is kept of one array's; the rest is made again */
};

/* What has been written. What is called add_ makes room for what it writes, what is called put_
 * finds it. */
struct json_text {
	char *bytes;
	size_t size_bytes, capacity;
};

/* The names of the fields of an array's elements, as the first of these has them: `,"name":`. They
 * are copied in steps of a fixed size, which takes no call. */
struct names {
	char bytes[NAMES_MAX][NAME_BYTES];
	uint8_t sizes[NAMES_MAX]; /* 0: not made yet */
};

/* Room for so many bytes more. */
static void reserve(struct json_text *text, size_t bytes)
{
	if (text->capacity - text->size_bytes >= bytes)
		return;
	text->capacity = 2 * text->capacity + bytes;
	text->bytes = memory_realloc(text->bytes, text->capacity);
}

static void put(struct json_text *text, const char *bytes, size_t size_bytes)
{
	memcpy(text->bytes + text->size_bytes, bytes, size_bytes);
	text->size_bytes += size_bytes;
}

static void put_byte(struct json_text *text, char byte)
{
	text->bytes[text->size_bytes++] = byte;
}

static void add_byte(struct json_text *text, char byte)
{
	reserve(text, 1);
	put_byte(text, byte);
}

static void put_escaped(struct json_text *text, char byte)
{
	static const char letters[] =
		"\"\"\\\\\bb\ff\nn\rr\tt"; /* each with its letter behind it */
	char escape[ESCAPE_BYTES + 1];

	for (size_t i = 0; i + 1 < sizeof(letters); i += 2) {
		if (letters[i] != byte)
			continue;
		put(text, (char[]){'\\', letters[i + 1]}, 2);
		return;
	}
	(void)snprintf(escape, sizeof(escape), "\\u%04X", (unsigned char)byte); /* fits */
	put(text, escape, ESCAPE_BYTES);
}

/* The sign that ended a plain run; returns its bytes, 0 for what is no UTF-8. JSON escapes no
 * control characters but those below the blank. */
static size_t put_sign(struct json_text *text, const char *sign)
{
	const unsigned char *bytes = (const unsigned char *)sign;
	size_t size;

	if (bytes[0] < 0x7f) {
		put_escaped(text, *sign);
		return 1;
	}
	if (bytes[0] == 0x7f)
		size = 1;
	else /* a sign that is cut off ends at the zero, which continues none */
		size = bytes[0] == 0xc2 && (bytes[1] & 0xc0) == 0x80 ? 2 : 0;
	put(text, sign, size);
	return size;
}

/* What is left of a text whose room is there, from a sign that is not plain on. False where it is
 * no UTF-8. */
static bool add_rest(struct json_text *text, const char *value, size_t left)
{
	while (left > 0) {
		size_t size;

		reserve(text, ESCAPE_BYTES + left + 1);
		size = put_sign(text, value);
		if (size == 0)
			return false;
		value += size;
		left -= size;
		size = text_plain_size(value, left);
		put(text, value, size);
		value += size;
		left -= size;
	}
	return true;
}

/* Most texts are one plain run. What is written so far is looked up and noted once: between each
 * two bytes it would be the longest of all waits. */
static void add_text(struct json_text *text, const char *value)
{
	const char *signs = value ? value : "";
	size_t size = strlen(signs);
	size_t plain = text_plain_size(signs, size);
	size_t begin = text->size_bytes;
	char *at;

	reserve(text, size + 2);
	at = text->bytes + begin;
	*at++ = '"';
	memcpy(at, signs, plain);
	at[plain] = '"';
	if (plain == size) {
		text->size_bytes = begin + size + 2;
		return;
	}
	text->size_bytes = begin + 1 + plain;
	if (!add_rest(text, signs + plain, size - plain))
		text->size_bytes = begin + 1;
	put_byte(text, '"');
}

static void add_bytes(struct json_text *text, const ProtobufCBinaryData *bytes)
{
	size_t size = sodium_base64_encoded_len(bytes->len, sodium_base64_VARIANT_ORIGINAL);

	reserve(text, size + 2);
	put_byte(text, '"');
	sodium_bin2base64(text->bytes + text->size_bytes, size, bytes->data, bytes->len,
			  sodium_base64_VARIANT_ORIGINAL);
	text->size_bytes += size - 1; /* not its zero */
	put_byte(text, '"');
}

static void put_unsigned(struct json_text *text, uint64_t number)
{
	char digits[DIGITS_MAX];
	size_t begin = sizeof(digits);

	if (number < 10) { /* as most are */
		put_byte(text, (char)('0' + number));
		return;
	}
	do {
		digits[--begin] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	put(text, digits + begin, sizeof(digits) - begin);
}

static void put_signed(struct json_text *text, int64_t number)
{
	if (number < 0)
		put_byte(text, '-');
	put_unsigned(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void add_enum(struct json_text *text, const ProtobufCEnumDescriptor *descriptor, int number)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	if (value)
		add_text(text, value->name);
	else
		put_signed(text, number);
}

static void add_timestamp(struct json_text *text, const Google__Protobuf__Timestamp *timestamp)
{
	reserve(text, JSON_TIME_SIZE + 2);
	put_byte(text, '"');
	json_time_print(timestamp->seconds, timestamp->nanos, text->bytes + text->size_bytes);
	text->size_bytes += strlen(text->bytes + text->size_bytes);
	put_byte(text, '"');
}

/* A message in a message: the one circle in this file. */
static void add_object(struct json_text *text, const ProtobufCMessage *message,
		       struct names *names);

static void add_message(struct json_text *text, const ProtobufCMessage *message,
			struct names *names)
{
	if (json_is_timestamp(message->descriptor))
		add_timestamp(text, (const Google__Protobuf__Timestamp *)message);
	else
		add_object(text, message, names);
}

/* The value in a slot of the field's type. */
static void add_slot(struct json_text *text, const ProtobufCFieldDescriptor *field,
		     const void *slot)
{
	reserve(text, NUMBER_BYTES);
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		put_signed(text, *(const int32_t *)slot);
		return;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		put_unsigned(text, *(const uint32_t *)slot);
		return;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		put_byte(text, '"');
		put_signed(text, *(const int64_t *)slot);
		put_byte(text, '"');
		return;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		put_byte(text, '"');
		put_unsigned(text, *(const uint64_t *)slot);
		put_byte(text, '"');
		return;
	case PROTOBUF_C_TYPE_BOOL:
		if (*(const protobuf_c_boolean *)slot)
			put(text, "true", 4);
		else
			put(text, "false", 5);
		return;
	case PROTOBUF_C_TYPE_ENUM:
		add_enum(text, field->descriptor, *(const int *)slot);
		return;
	case PROTOBUF_C_TYPE_STRING:
		add_text(text, *(char *const *)slot);
		return;
	case PROTOBUF_C_TYPE_BYTES:
		add_bytes(text, slot);
		return;
	case PROTOBUF_C_TYPE_MESSAGE:
		add_message(text, *(ProtobufCMessage *const *)slot, NULL);
		return;
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		break;
	}
	assert(false && "messages have no floating point");
}

/* A key is a text, whatever its type. */
static void add_map_entry(struct json_text *text, const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *key = &entry->descriptor->fields[0];
	const ProtobufCFieldDescriptor *value = &entry->descriptor->fields[1];
	const char *base = (const char *)entry;
	size_t begin = text->size_bytes;

	add_slot(text, key, base + key->offset);
	if (text->bytes[begin] != '"') {
		reserve(text, 2);
		put_byte(text, '"');
		memmove(text->bytes + begin + 1, text->bytes + begin, text->size_bytes - begin);
		text->bytes[begin] = '"';
		text->size_bytes++;
	}
	add_byte(text, ':');
	add_slot(text, value, base + value->offset);
}

static void add_map(struct json_text *text, size_t count, ProtobufCMessage *const *entries)
{
	add_byte(text, '{');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			add_byte(text, ',');
		add_map_entry(text, entries[i]);
	}
	add_byte(text, '}');
}

static void add_messages(struct json_text *text, size_t count, ProtobufCMessage *const *messages)
{
	struct names names;

	memset(names.sizes, 0, sizeof(names.sizes));
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			add_byte(text, ',');
		add_message(text, messages[i], &names);
	}
}

static void add_scalars(struct json_text *text, const ProtobufCFieldDescriptor *field, size_t count,
			const char *items)
{
	size_t size = message_slot_size(field->type);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			add_byte(text, ',');
		add_slot(text, field, items + i * size);
	}
}

static void add_repeated(struct json_text *text, const ProtobufCFieldDescriptor *field,
			 size_t count, const void *items)
{
	if (json_field_is_map(field)) {
		add_map(text, count, items);
		return;
	}
	add_byte(text, '[');
	if (field->type == PROTOBUF_C_TYPE_MESSAGE)
		add_messages(text, count, items);
	else
		add_scalars(text, field, count, items);
	add_byte(text, ']');
}

/* False for a message that is not there and for another case of a oneof. */
static bool is_written(const ProtobufCFieldDescriptor *field, const void *slot,
		       const void *quantifier)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return true;
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
	    *(const uint32_t *)quantifier != field->id)
		return false;
	return field->type != PROTOBUF_C_TYPE_MESSAGE || *(ProtobufCMessage *const *)slot;
}

/* Returns the bytes of `,"name":`. */
static size_t make_name(const char *proto_name, char name[NAME_BYTES])
{
	size_t size = 2;

	memcpy(name, ",\"", size);
	json_name(proto_name, name + size);
	size += strlen(name + size);
	memcpy(name + size, "\":", 2);
	return size + 2;
}

static void put_kept_name(struct json_text *text, const char name[NAME_BYTES], size_t size_bytes)
{
	char *at = text->bytes + text->size_bytes;

	memcpy(at, name, NAME_STEP_BYTES);
	if (size_bytes > NAME_STEP_BYTES)
		memcpy(at + NAME_STEP_BYTES, name + NAME_STEP_BYTES, NAME_BYTES - NAME_STEP_BYTES);
	text->size_bytes += size_bytes;
}

static void add_name(struct json_text *text, const ProtobufCMessageDescriptor *descriptor,
		     unsigned field, struct names *names)
{
	const char *proto_name = descriptor->fields[field].name;

	reserve(text, NAME_BYTES);
	if (names == NULL || field >= NAMES_MAX) {
		text->size_bytes += make_name(proto_name, text->bytes + text->size_bytes);
		return;
	}
	if (names->sizes[field] == 0) {
		memset(names->bytes[field], 0, NAME_BYTES); /* what is behind is copied, too */
		names->sizes[field] = (uint8_t)make_name(proto_name, names->bytes[field]);
	}
	put_kept_name(text, names->bytes[field], names->sizes[field]);
}

/* `names` are those of its array, NULL where it is none's. */
static void add_object(struct json_text *text, const ProtobufCMessage *message, struct names *names)
{
	const char *base = (const char *)message;
	char before = '{';

	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		const void *slot = base + field->offset;
		const void *quantifier = base + field->quantifier_offset;
		size_t begin = text->size_bytes;

		if (!is_written(field, slot, quantifier))
			continue;
		add_name(text, message->descriptor, i, names);
		text->bytes[begin] = before;
		before = ',';
		if (field->label == PROTOBUF_C_LABEL_REPEATED)
			add_repeated(text, field, *(const size_t *)quantifier,
				     *(const void *const *)slot);
		else if (field->type == PROTOBUF_C_TYPE_STRING) /* as most are */
			add_text(text, *(char *const *)slot);
		else
			add_slot(text, field, slot);
	}
	if (before == '{')
		add_byte(text, before);
	add_byte(text, '}');
}

char *message_to_json_text(const ProtobufCMessage *message, size_t *ret_size_bytes)
{
	struct json_text text = {
		.bytes = memory_realloc(NULL, FIRST_BYTES),
		.capacity = FIRST_BYTES,
	};

	add_object(&text, message, NULL);
	*ret_size_bytes = text.size_bytes;
	add_byte(&text, '\0');
	return text.bytes;
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
