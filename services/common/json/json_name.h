/* json_name.h - names of fields: snake_case in proto, lowerCamelCase in JSON
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Longest name of a field with its zero; proto/ keeps far below. */
enum { JSON_NAME_SIZE = 64 };

/* Writes the JSON name of a proto field ("dossier_id" gives "dossierId"). */
void json_name(const char *proto_name, char name[JSON_NAME_SIZE]);

/* A path in a message as its JSON has it: names change, what stands in brackets stays
 * ("self_assessment[2.1]" gives "selfAssessment[2.1]"). In the arena. */
char *json_path(struct arena *arena, const char *proto_path);

/* The field that has this name in JSON; NULL when there is none. */
const ProtobufCFieldDescriptor *json_field(const ProtobufCMessageDescriptor *descriptor,
					   const char *name);

/* True for the entries that proto3 makes of a map: a repeated message *Entry of key and value.
 * (protobuf-c drops the flag that says so.) */
bool json_field_is_map(const ProtobufCFieldDescriptor *field);

/* True for google.protobuf.Timestamp, which is a text in JSON. */
bool json_is_timestamp(const ProtobufCMessageDescriptor *descriptor);
