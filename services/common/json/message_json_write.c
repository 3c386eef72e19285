/* message_json_write.c - messages to JSON, by their descriptors
 *
 * jansson returns NULL when memory ends or a text is not UTF-8. The first never happens (memory is
 * always there), the second only if a daemon broke its word; such a text becomes "".
 */
#include "common/json/message_json.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "common/json/json_time.h"
#include "common/json/message_slot.h"
#include "google/protobuf/timestamp.pb-c.h"

static json_t *json_of_text(const char *text)
{
	json_t *json = json_string(text ? text : "");

	return json ? json : json_string("");
}

static json_t *json_of_bytes(const ProtobufCBinaryData *bytes)
{
	size_t size = sodium_base64_encoded_len(bytes->len, sodium_base64_VARIANT_ORIGINAL);
	char *text = memory_alloc(size);
	json_t *json;

	sodium_bin2base64(text, size, bytes->data, bytes->len, sodium_base64_VARIANT_ORIGINAL);
	json = json_string(text);
	memory_free(text);
	return json;
}

static json_t *json_of_i64(int64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%lld", (long long)number); /* always fits */
	return json_string(text);
}

static json_t *json_of_u64(uint64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%llu", (unsigned long long)number); /* always fits */
	return json_string(text);
}

static json_t *json_of_enum(const ProtobufCEnumDescriptor *descriptor, int number)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(descriptor, number);

	return value ? json_string(value->name) : json_integer(number);
}

static json_t *json_of_message(const ProtobufCMessage *message)
{
	const Google__Protobuf__Timestamp *timestamp;
	char text[JSON_TIME_SIZE];

	if (!json_is_timestamp(message->descriptor))
		return message_to_json(message);
	timestamp = (const Google__Protobuf__Timestamp *)message;
	json_time_print(timestamp->seconds, timestamp->nanos, text);
	return json_string(text);
}

/* The value in a slot of the field's type. */
static json_t *json_of_slot(const ProtobufCFieldDescriptor *field, const void *slot)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		return json_integer(*(const int32_t *)slot);
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		return json_integer(*(const uint32_t *)slot);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return json_of_i64(*(const int64_t *)slot);
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return json_of_u64(*(const uint64_t *)slot);
	case PROTOBUF_C_TYPE_BOOL:
		return json_boolean(*(const protobuf_c_boolean *)slot);
	case PROTOBUF_C_TYPE_ENUM:
		return json_of_enum(field->descriptor, *(const int *)slot);
	case PROTOBUF_C_TYPE_STRING:
		return json_of_text(*(char *const *)slot);
	case PROTOBUF_C_TYPE_BYTES:
		return json_of_bytes(slot);
	case PROTOBUF_C_TYPE_MESSAGE:
		return json_of_message(*(ProtobufCMessage *const *)slot);
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		break;
	}
	assert(false && "messages have no floating point");
	return NULL;
}

static void write_map_entry(json_t *object, const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *key_field = &entry->descriptor->fields[0];
	const ProtobufCFieldDescriptor *value_field = &entry->descriptor->fields[1];
	const char *base = (const char *)entry;
	json_t *key = json_of_slot(key_field, base + key_field->offset);
	json_t *value = json_of_slot(value_field, base + value_field->offset);
	char number[24];

	if (json_is_string(key)) {
		(void)json_object_set_new(object, json_string_value(key), value);
	} else {
		(void)snprintf(number, sizeof(number), "%lld",
			       (long long)json_integer_value(key)); /* always fits */
		(void)json_object_set_new(object, number, value);
	}
	json_decref(key);
}

static json_t *json_of_repeated(const ProtobufCFieldDescriptor *field, size_t count,
				const char *items)
{
	bool map = json_field_is_map(field);
	size_t size = message_slot_size(field->type);
	json_t *json = map ? json_object() : json_array();

	for (size_t i = 0; i < count; i++) {
		const void *slot = items + i * size;

		if (map)
			write_map_entry(json, *(ProtobufCMessage *const *)slot);
		else
			(void)json_array_append_new(json, json_of_slot(field, slot));
	}
	return json;
}

/* The field's value; NULL for a message that is not there and for another case of a oneof. */
static json_t *json_of_field(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const char *base = (const char *)message;
	const void *slot = base + field->offset;
	const void *quantifier = base + field->quantifier_offset;

	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return json_of_repeated(field, *(const size_t *)quantifier,
					*(const char *const *)slot);
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
	    *(const uint32_t *)quantifier != field->id)
		return NULL;
	if (field->type == PROTOBUF_C_TYPE_MESSAGE && !*(ProtobufCMessage *const *)slot)
		return NULL;
	return json_of_slot(field, slot);
}

json_t *message_to_json(const ProtobufCMessage *message)
{
	json_t *object = json_object();
	char name[JSON_NAME_SIZE];

	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		json_t *value = json_of_field(message, field);

		if (!value)
			continue;
		json_name(field->name, name);
		/* Fails only without memory. */
		(void)json_object_set_new_nocheck(object, name, value);
	}
	return object;
}
