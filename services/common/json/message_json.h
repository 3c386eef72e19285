/* message_json.h - messages to JSON and back, by their descriptors
 *
 * The canonical mapping of proto3: names in lowerCamelCase, 64-bit integers as texts, bytes in
 * base64, enums by name, Timestamp as RFC 3339, maps as objects; of a oneof only the case that is
 * set. Fields without presence are always written.
 *
 * Reading is strict, and collects everything that is wrong, not only the first: a client sees in
 * one answer all it must mend.
 */
#pragma once

#include <jansson.h>
#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/refusal.h"

struct arena;

enum {
	MESSAGE_FAULTS_MAX = 64,
	MESSAGE_FIELDS_MAX = 64, /* of one message that is written */
	/* Most bytes of one text, as in bus/envelope.h. */
	MESSAGE_TEXT_LIMIT_BYTES = 64 * 1024
};

/* One thing that is wrong. */
struct message_fault {
	Ocop__Common__V1__RefusalCode code; /* FIELD_UNKNOWN, FIELD_INVALID, FIELD_TOO_LONG,
					       TEXT_INVALID, MESSAGE_TOO_LARGE */
	const char *field;                  /* path as in the JSON: "findings[2].checkCode" */
	const char *detail;                 /* what would be right */
};

/* All that is wrong; what lies beyond MESSAGE_FAULTS_MAX is not kept. */
struct message_faults {
	struct message_fault items[MESSAGE_FAULTS_MAX];
	size_t count;
};

/* Adds one; field and detail are borrowed. */
void message_faults_add(struct message_faults *faults, Ocop__Common__V1__RefusalCode code,
			const char *field, const char *detail);

/* Builds the message in the arena. Returns NULL and the faults when anything is wrong. A field that
 * is null is as if it were not there (proto3); an element of an array or map may not be null. A
 * 32-bit integer is written as an integer, never as a text or with a point. */
ProtobufCMessage *message_from_json(const json_t *json,
				    const ProtobufCMessageDescriptor *descriptor,
				    struct arena *arena, struct message_faults *faults);

/* Sets one field that is neither repeated nor a message from a text, as a path or a query string
 * has it. `name` is what faults call it. */
void message_set_text(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
		      const char *text, const char *name, struct arena *arena,
		      struct message_faults *faults);

/* The JSON of a packed message as text, without blanks, a zero behind it; give it back with
 * memory_free. NULL for bytes that message_unpack (bus/envelope.h) takes for none, for those in
 * which something stands twice that may stand once, and for elements of arrays and maps that go on
 * beyond ARENA_LIMIT_BYTES of JSON. */
char *packed_to_json_text(const ProtobufCMessageDescriptor *descriptor,
			  const ProtobufCBinaryData *bytes, size_t *ret_size_bytes);

/* The same of a message of ours, with the elements that were packed already (message_element);
 * never NULL. A text that is no UTF-8 becomes "". */
char *message_to_json_text(const ProtobufCMessage *message, size_t *ret_size_bytes);

/* The same to look into or add to; give it back with json_decref. Never NULL. */
json_t *message_to_json(const ProtobufCMessage *message);
