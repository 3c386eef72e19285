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
#include <utf8proc.h>

#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "common/json/json_time.h"
#include "common/json/message_slot.h"
#include "google/protobuf/timestamp.pb-c.h"

enum {
	FIRST_BYTES = 1024,
	DIGITS_MAX = 20, /* of 64 bits */
	ESCAPE_BYTES = 6 /* of one sign at most: \u001f */
};

/* What has been written. */
struct json_text {
	char *bytes;
	size_t size_bytes, capacity;
};

/* Room for so many bytes more. */
static void reserve(struct json_text *text, size_t bytes)
{
	if (text->capacity - text->size_bytes >= bytes)
		return;
	text->capacity = 2 * text->capacity + bytes;
	text->bytes = memory_realloc(text->bytes, text->capacity);
}

static void add(struct json_text *text, const char *bytes, size_t size_bytes)
{
	reserve(text, size_bytes);
	memcpy(text->bytes + text->size_bytes, bytes, size_bytes);
	text->size_bytes += size_bytes;
}

static void add_byte(struct json_text *text, char byte)
{
	reserve(text, 1);
	text->bytes[text->size_bytes++] = byte;
}

static bool is_plain(unsigned char byte)
{
	return byte >= ' ' && byte < 0x80 && byte != '"' && byte != '\\';
}

static void add_escaped(struct json_text *text, char byte)
{
	static const char letters[] =
		"\"\"\\\\\bb\ff\nn\rr\tt"; /* each with its letter behind it */
	char escape[ESCAPE_BYTES + 1];

	for (size_t i = 0; i + 1 < sizeof(letters); i += 2) {
		if (letters[i] != byte)
			continue;
		add(text, (char[]){'\\', letters[i + 1]}, 2);
		return;
	}
	(void)snprintf(escape, sizeof(escape), "\\u%04X", (unsigned char)byte); /* fits */
	add(text, escape, ESCAPE_BYTES);
}

/* Adds a run of signs that stand as they are; returns what is behind it, NULL for what is no
 * UTF-8. */
static const char *add_run(struct json_text *text, const char *run)
{
	const char *end = run;
	utf8proc_int32_t sign;
	utf8proc_ssize_t size;

	for (;;) {
		while (is_plain((unsigned char)*end))
			end++;
		if ((unsigned char)*end < 0x80)
			break;
		/* A sign cut off ends at the zero, which continues none. */
		size = utf8proc_iterate((const utf8proc_uint8_t *)end, -1, &sign);
		if (size <= 0)
			return NULL;
		end += size;
	}
	add(text, run, (size_t)(end - run));
	return end;
}

static void add_text(struct json_text *text, const char *value)
{
	size_t begin = text->size_bytes;

	add_byte(text, '"');
	while (value && *value) {
		value = add_run(text, value);
		if (!value)
			text->size_bytes = begin + 1;
		else if (*value)
			add_escaped(text, *value++);
	}
	add_byte(text, '"');
}

static void add_bytes(struct json_text *text, const ProtobufCBinaryData *bytes)
{
	size_t size = sodium_base64_encoded_len(bytes->len, sodium_base64_VARIANT_ORIGINAL);

	add_byte(text, '"');
	reserve(text, size);
	sodium_bin2base64(text->bytes + text->size_bytes, size, bytes->data, bytes->len,
			  sodium_base64_VARIANT_ORIGINAL);
	text->size_bytes += size - 1; /* not its zero */
	add_byte(text, '"');
}

static void add_unsigned(struct json_text *text, uint64_t number)
{
	char digits[DIGITS_MAX];
	size_t begin = sizeof(digits);

	do {
		digits[--begin] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	add(text, digits + begin, sizeof(digits) - begin);
}

static void add_signed(struct json_text *text, int64_t number)
{
	if (number < 0)
		add_byte(text, '-');
	add_unsigned(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void add_enum(struct json_text *text, const ProtobufCEnumDescriptor *descriptor, int number)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	if (value)
		add_text(text, value->name);
	else
		add_signed(text, number);
}

/* A message in a message: the one circle in this file. */
static void add_object(struct json_text *text, const ProtobufCMessage *message);

static void add_message(struct json_text *text, const ProtobufCMessage *message)
{
	const Google__Protobuf__Timestamp *timestamp;
	char moment[JSON_TIME_SIZE];

	if (!json_is_timestamp(message->descriptor)) {
		add_object(text, message);
		return;
	}
	timestamp = (const Google__Protobuf__Timestamp *)message;
	json_time_print(timestamp->seconds, timestamp->nanos, moment);
	add_text(text, moment);
}

/* The value in a slot of the field's type. */
static void add_slot(struct json_text *text, const ProtobufCFieldDescriptor *field,
		     const void *slot)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		add_signed(text, *(const int32_t *)slot);
		return;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		add_unsigned(text, *(const uint32_t *)slot);
		return;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		add_byte(text, '"');
		add_signed(text, *(const int64_t *)slot);
		add_byte(text, '"');
		return;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		add_byte(text, '"');
		add_unsigned(text, *(const uint64_t *)slot);
		add_byte(text, '"');
		return;
	case PROTOBUF_C_TYPE_BOOL:
		if (*(const protobuf_c_boolean *)slot)
			add(text, "true", 4);
		else
			add(text, "false", 5);
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
		add_message(text, *(ProtobufCMessage *const *)slot);
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
		add_byte(text, '"');
		reserve(text, 1);
		memmove(text->bytes + begin + 1, text->bytes + begin, text->size_bytes - begin);
		text->bytes[begin] = '"';
		text->size_bytes++;
	}
	add_byte(text, ':');
	add_slot(text, value, base + value->offset);
}

static void add_repeated(struct json_text *text, const ProtobufCFieldDescriptor *field,
			 size_t count, const char *items)
{
	bool map = json_field_is_map(field);
	size_t size = message_slot_size(field->type);

	add_byte(text, map ? '{' : '[');
	for (size_t i = 0; i < count; i++) {
		const void *slot = items + i * size;

		if (i > 0)
			add_byte(text, ',');
		if (map)
			add_map_entry(text, *(ProtobufCMessage *const *)slot);
		else
			add_slot(text, field, slot);
	}
	add_byte(text, map ? '}' : ']');
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

static void add_name(struct json_text *text, const char *proto_name)
{
	reserve(text, JSON_NAME_SIZE + 3);
	text->bytes[text->size_bytes++] = '"';
	json_name(proto_name, text->bytes + text->size_bytes);
	text->size_bytes += strlen(text->bytes + text->size_bytes);
	text->bytes[text->size_bytes++] = '"';
	text->bytes[text->size_bytes++] = ':';
}

static void add_object(struct json_text *text, const ProtobufCMessage *message)
{
	const char *base = (const char *)message;
	char before = '{';

	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		const void *slot = base + field->offset;
		const void *quantifier = base + field->quantifier_offset;

		if (!is_written(field, slot, quantifier))
			continue;
		add_byte(text, before);
		before = ',';
		add_name(text, field->name);
		if (field->label == PROTOBUF_C_LABEL_REPEATED)
			add_repeated(text, field, *(const size_t *)quantifier,
				     *(const char *const *)slot);
		else
			add_slot(text, field, slot);
	}
	if (before == '{')
		add_byte(text, before);
	add_byte(text, '}');
}

char *message_to_json_text(const ProtobufCMessage *message, size_t *ret_size_bytes)
{
	struct json_text text = {.bytes = memory_alloc(FIRST_BYTES), .capacity = FIRST_BYTES};

	add_object(&text, message);
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
