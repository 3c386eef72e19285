/* openapi_schema.c - messages as JSON Schema (2020-12), for the OpenAPI document
 *
 * The mapping is that of common/json/message_json.h; what that refuses, this does not allow.
 */
#include "gateway/api/openapi_schema.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "common/json/json_name.h"

enum { SCHEMA_NAME_SIZE = 128 };

/* "ocop.scoring.v1.PlanRound" is "scoring.PlanRound". */
static void schema_name(const char *package_name, const char *full_name,
			char name[SCHEMA_NAME_SIZE])
{
	const char *short_name = strrchr(full_name, '.') + 1;
	int written = -1;

	if (strncmp(package_name, "ocop.", strlen("ocop.")) == 0)
		written = snprintf(name, SCHEMA_NAME_SIZE, "%.*s.%s",
				   (int)strcspn(package_name + strlen("ocop."), "."),
				   package_name + strlen("ocop."), short_name);
	assert(written > 0 && written < SCHEMA_NAME_SIZE && "messages are ours and names fit");
}

static json_t *reference(const char *name)
{
	char text[SCHEMA_NAME_SIZE + 32];

	(void)snprintf(text, sizeof(text), "#/components/schemas/%s", name); /* room is given */
	return json_pack("{s:s}", "$ref", text);
}

static json_t *enum_schema(json_t *schemas, const ProtobufCEnumDescriptor *descriptor)
{
	char name[SCHEMA_NAME_SIZE];
	json_t *values;

	schema_name(descriptor->package_name, descriptor->name, name);
	if (json_object_get(schemas, name))
		return reference(name);
	values = json_array();
	for (unsigned i = 0; i < descriptor->n_values; i++)
		(void)json_array_append_new(values, json_string(descriptor->values[i].name));
	(void)json_object_set_new(schemas, name,
				  json_pack("{s:s,s:o}", "type", "string", "enum", values));
	return reference(name);
}

static json_t *value_schema(json_t *schemas, const ProtobufCFieldDescriptor *field)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		return json_pack("{s:s,s:s}", "type", "integer", "format", "int32");
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		return json_pack("{s:s,s:i,s:I}", "type", "integer", "minimum", 0, "maximum",
				 (json_int_t)UINT32_MAX);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return json_pack("{s:[ss],s:s}", "type", "string", "integer", "pattern",
				 "^-?[0-9]{1,19}$");
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return json_pack("{s:[ss],s:s}", "type", "string", "integer", "pattern",
				 "^[0-9]{1,20}$");
	case PROTOBUF_C_TYPE_BOOL:
		return json_pack("{s:s}", "type", "boolean");
	case PROTOBUF_C_TYPE_ENUM:
		return enum_schema(schemas, field->descriptor);
	case PROTOBUF_C_TYPE_STRING:
		return json_pack("{s:s}", "type", "string");
	case PROTOBUF_C_TYPE_BYTES:
		return json_pack("{s:s,s:s}", "type", "string", "contentEncoding", "base64");
	case PROTOBUF_C_TYPE_MESSAGE:
		return openapi_message_schema(schemas, field->descriptor);
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		break;
	}
	assert(false && "messages have no floating point");
	return NULL;
}

json_t *openapi_field_schema(json_t *schemas, const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessageDescriptor *entry;

	if (json_field_is_map(field)) {
		entry = field->descriptor;
		return json_pack("{s:s,s:o}", "type", "object", "additionalProperties",
				 value_schema(schemas, &entry->fields[1]));
	}
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return json_pack("{s:s,s:o}", "type", "array", "items",
				 value_schema(schemas, field));
	return value_schema(schemas, field);
}

json_t *openapi_message_schema(json_t *schemas, const ProtobufCMessageDescriptor *descriptor)
{
	char name[SCHEMA_NAME_SIZE];
	char field_name[JSON_NAME_SIZE];
	json_t *properties;

	if (json_is_timestamp(descriptor))
		return json_pack("{s:s,s:s}", "type", "string", "format", "date-time");
	schema_name(descriptor->package_name, descriptor->name, name);
	if (json_object_get(schemas, name))
		return reference(name);

	properties = json_object();
	(void)json_object_set_new(schemas, name,
				  json_pack("{s:s,s:O,s:b}", "type", "object", "properties",
					    properties, "additionalProperties", 0));
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];

		json_name(field->name, field_name);
		(void)json_object_set_new(properties, field_name,
					  openapi_field_schema(schemas, field));
	}
	json_decref(properties);
	return reference(name);
}
