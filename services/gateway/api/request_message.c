/* request_message.c - the message a request means: from its path, its query and its body */
#include "gateway/api/request_message.h"

#include <jansson.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/json/json_name.h"
#include "common/json/json_read.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/routes.h"

/* A body that is what it says: JSON in UTF-8. */
static bool is_json(const struct http_request *request)
{
	const char *type = http_request_header(request, "content-type");
	size_t length;

	if (!type)
		return false;
	length = strcspn(type, "; \t");
	return length == strlen("application/json") &&
	       strncasecmp(type, "application/json", length) == 0;
}

static ProtobufCMessage *empty_message(const struct route *route, struct arena *arena)
{
	ProtobufCMessage *message = arena_alloc(arena, route->message->sizeof_message);

	route->message->message_init(message);
	return message;
}

static ProtobufCMessage *message_of_body(struct http_request *request, const struct route *route,
					 struct message_faults *faults)
{
	struct json_fault fault;
	ProtobufCMessage *message;
	json_t *json;

	if (request->body_size_bytes == 0)
		return empty_message(route, request->arena);
	if (!is_json(request)) {
		message_faults_add(faults, REFUSAL(MEDIA_TYPE), "", "application/json");
		return NULL;
	}
	json = json_read((const char *)request->body, request->body_size_bytes,
			 HTTP_BODY_LIMIT_BYTES, &fault);
	if (!json) {
		message_faults_add(faults, fault.code, "",
				   arena_strdup(request->arena, fault.detail));
		return NULL;
	}
	message = message_from_json(json, route->message, request->arena, faults);
	json_decref(json);
	return message;
}

/* What a field holds before anything was said: "" or 0. */
static bool is_unset(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const char *slot = (const char *)message + field->offset;

	if (field->type == PROTOBUF_C_TYPE_STRING)
		return **(char *const *)slot == '\0';
	return *(const uint32_t *)slot == 0;
}

static bool is_same(const ProtobufCMessage *one, const ProtobufCMessage *other,
		    const ProtobufCFieldDescriptor *field)
{
	const char *slot = (const char *)one + field->offset;
	const char *other_slot = (const char *)other + field->offset;

	if (field->type == PROTOBUF_C_TYPE_STRING)
		return strcmp(*(char *const *)slot, *(char *const *)other_slot) == 0;
	return *(const uint32_t *)slot == *(const uint32_t *)other_slot;
}

/* The path says which thing is meant; a body may repeat it, not contradict it. Fields in paths are
 * texts and 32-bit numbers. */
static void set_path_value(ProtobufCMessage *message, const char *name, const char *value,
			   const struct route *route, struct arena *arena,
			   struct message_faults *faults)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(route->message, name);
	ProtobufCMessage *from_path = empty_message(route, arena);
	const char *path = json_path(arena, name);

	message_set_text(from_path, field, value, path, arena, faults);
	if (!is_unset(message, field) && !is_same(message, from_path, field))
		message_faults_add(faults, REFUSAL(FIELD_INVALID), path,
				   "is not what the path says");
	message_set_text(message, field, value, path, arena, faults);
}

static void set_parameter(ProtobufCMessage *message, const struct parameter *parameter,
			  const struct route *route, struct arena *arena,
			  struct message_faults *faults)
{
	const ProtobufCFieldDescriptor *field = json_field(route->message, parameter->name);
	char *name = arena_strdup(arena, parameter->name);

	if (!field || field->label == PROTOBUF_C_LABEL_REPEATED ||
	    field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_BYTES) {
		message_faults_add(faults, REFUSAL(PARAMETER_UNKNOWN), name, "no such parameter");
		return;
	}
	if (!is_unset(message, field)) {
		message_faults_add(faults, REFUSAL(FIELD_INVALID), name, "is given twice");
		return;
	}
	message_set_text(message, field, parameter->value, name, arena, faults);
}

/* `lang` chooses the language of problems everywhere. */
static void set_parameters(ProtobufCMessage *message, const struct http_request *request,
			   const struct route *route, struct message_faults *faults)
{
	bool from_query = strcmp(route->method, "GET") == 0;
	struct parameters parameters;

	if (parameters_read(request->arena, request->query, &parameters) != 0) {
		message_faults_add(faults, REFUSAL(HTTP_MALFORMED), "", "query");
		return;
	}
	for (size_t i = 0; i < parameters.count; i++) {
		const struct parameter *parameter = &parameters.items[i];

		if (strcmp(parameter->name, "lang") == 0)
			continue;
		if (from_query)
			set_parameter(message, parameter, route, request->arena, faults);
		else
			message_faults_add(faults, REFUSAL(PARAMETER_UNKNOWN), parameter->name,
					   "no such parameter");
	}
}

ProtobufCMessage *request_message(struct http_request *request, const struct route *route,
				  const struct route_values *values)
{
	struct message_faults *faults = arena_alloc(request->arena, sizeof(*faults));
	ProtobufCMessage *message = message_of_body(request, route, faults);

	if (message) {
		for (size_t i = 0; i < values->count; i++)
			set_path_value(message, values->names[i], values->values[i], route,
				       request->arena, faults);
		set_parameters(message, request, route, faults);
	}
	if (faults->count == 0)
		return message;
	problem_respond_faults(request, faults);
	return NULL;
}
