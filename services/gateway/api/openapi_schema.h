/* openapi_schema.h - messages as JSON Schema (2020-12), for the OpenAPI document
 */
#pragma once

#include <jansson.h>
#include <protobuf-c/protobuf-c.h>

/* The schema of a field's value; messages and enums become references into `schemas`, where they
 * are added when they are not there yet. */
json_t *openapi_field_schema(json_t *schemas, const ProtobufCFieldDescriptor *field);

/* A reference to a message's schema, which is added with all it needs. */
json_t *openapi_message_schema(json_t *schemas, const ProtobufCMessageDescriptor *descriptor);
