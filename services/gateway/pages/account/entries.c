/* entries.c - what a form of ours sends, and the message it means
 *
 * The way to the message is JSON's, so that a form is read by the same rules as the API.
 */
#include "gateway/pages/account/entries.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"

/* --- the body */

static bool is_form(const struct http_request *request)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const char *type = http_request_header(request, "content-type");
	size_t length = type ? strcspn(type, "; \t") : 0;

	return length == sizeof(form) - 1 && strncasecmp(type, form, length) == 0;
}

/* Decodes one side of a pair; browsers end lines by CRLF. NULL for what is no clean text. */
static const char *decode(struct arena *arena, const char *text, size_t size_bytes)
{
	char *decoded = percent_decode(arena, text, size_bytes, 1);
	size_t length = 0;

	if (!decoded)
		return NULL;
	for (const char *c = decoded; *c; c++) {
		if (*c != '\r' || c[1] != '\n')
			decoded[length++] = *c;
	}
	decoded[length] = '\0';
	return text_is_clean(decoded, length) ? decoded : NULL;
}

static bool pair_read(struct arena *arena, const char *pair, size_t size_bytes,
		      struct entries *entries)
{
	const char *equals = memchr(pair, '=', size_bytes);
	size_t name_size = equals ? (size_t)(equals - pair) : size_bytes;
	struct entry *entry;

	if (size_bytes == 0)
		return true;
	if (entries->count == ENTRIES_MAX)
		return false;
	entry = &entries->items[entries->count++];
	entry->name = decode(arena, pair, name_size);
	entry->value = equals ? decode(arena, equals + 1, size_bytes - name_size - 1) : "";
	return entry->name && entry->value;
}

bool entries_read(const struct http_request *request, struct entries *ret_entries)
{
	struct arena *arena = request->arena;
	const char *body = (const char *)request->body;
	const char *end = body ? body + request->body_size_bytes : NULL;

	if (!is_form(request))
		return false;
	ret_entries->items = arena_alloc(arena, ENTRIES_MAX * sizeof(*ret_entries->items));
	ret_entries->count = 0;
	while (body && body < end) {
		const char *ampersand = memchr(body, '&', (size_t)(end - body));
		size_t size_bytes = (size_t)((ampersand ? ampersand : end) - body);

		if (!pair_read(arena, body, size_bytes, ret_entries))
			return false;
		body += size_bytes + 1;
	}
	return true;
}

const char *entries_value(const struct entries *entries, const char *name)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (strcmp(entries->items[i].name, name) == 0)
			return entries->items[i].value;
	}
	return NULL;
}

bool entries_have(const struct entries *entries, const char *name, const char *value)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (strcmp(entries->items[i].name, name) == 0 &&
		    strcmp(entries->items[i].value, value) == 0)
			return true;
	}
	return false;
}

void entries_join(struct entries *entries, const char *name, const char *value)
{
	if (entries->count < ENTRIES_MAX)
		entries->items[entries->count++] = (struct entry){name, value};
}

/* --- the message */

enum { GROUP_DIGITS = 3 };

/* "65.000", "65 000" and "65,000" as people group digits, one sign between all groups; anything
 * else stays as it is: "12.50" and "65.000,00" are no whole numbers. */
static const char *ungrouped(struct arena *arena, const char *text)
{
	char *digits = arena_strdup(arena, text);
	size_t size = strspn(text, "0123456789"), length = size;
	char between = text[size];

	if (size == 0 || size > GROUP_DIGITS || !between || !strchr("., ", between))
		return text;
	for (const char *rest = text + size; *rest; rest += 1 + GROUP_DIGITS) {
		if (*rest != between || strspn(rest + 1, "0123456789") < GROUP_DIGITS)
			return text;
		memcpy(digits + length, rest + 1, GROUP_DIGITS);
		length += GROUP_DIGITS;
	}
	digits[length] = '\0';
	return digits;
}

/* What JSON writes for a value of this type; what it cannot be is left a text, for its fault. */
static json_t *json_of_value(struct arena *arena, const ProtobufCFieldDescriptor *field,
			     const char *value)
{
	char *end;
	long long number;

	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		number = strtoll(ungrouped(arena, value), &end, 10);
		return *end || end == value ? json_string(value) : json_integer(number);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return json_string(ungrouped(arena, value));
	case PROTOBUF_C_TYPE_BOOL:
		return strcmp(value, "true") == 0 ? json_true() : json_string(value);
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
	case PROTOBUF_C_TYPE_ENUM:
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_BYTES:
	case PROTOBUF_C_TYPE_MESSAGE:
		return json_string(value);
	}
	return json_string(value);
}

/* The member of an object, made when it is not there; borrowed. NULL where another entry said that
 * it is something else. */
static json_t *member(json_t *object, const char *name, json_t *(*create)(void))
{
	json_t *found = json_object_get(object, name);
	json_t *made = create();

	if (!found) {
		(void)json_object_set_new(object, name, made); /* fails only without memory */
		return made;
	}
	if (json_typeof(found) != json_typeof(made))
		found = NULL;
	json_decref(made);
	return found;
}

/* The object at this place of an array: those before it that were not sent are empty, so that the
 * places of the form and of the message are the same. */
static json_t *element(json_t *array, size_t index)
{
	while (json_is_array(array) && json_array_size(array) <= index)
		(void)json_array_append_new(array, json_object()); /* as above */
	return json_array_get(array, index);
}

/* One step of a path: name, place or none, and what stands behind. False for what is no path. */
static bool step_read(struct arena *arena, const char *path, const char **ret_name, long *ret_index,
		      const char **ret_rest)
{
	size_t length = strcspn(path, ".[");
	char *end = (char *)(uintptr_t)(path + length); /* only read */

	*ret_name = arena_printf(arena, "%.*s", (int)length, path);
	*ret_index = -1;
	if (*end == '[') {
		*ret_index = strtol(end + 1, &end, 10);
		if (*end != ']' || *ret_index < 0 || *ret_index >= ENTRY_ELEMENTS_MAX)
			return false;
		end++;
	}
	*ret_rest = *end == '.' ? end + 1 : end;
	return *end == '.' || *end == '\0';
}

static void value_set(struct arena *arena, json_t *object, const ProtobufCFieldDescriptor *field,
		      const char *name, const char *value)
{
	json_t *json;

	if (*value == '\0')
		return;
	json = field ? json_of_value(arena, field, value) : json_string(value);
	if (field && field->label == PROTOBUF_C_LABEL_REPEATED)
		/* Frees the value where there is no array: then the member is the fault. */
		(void)json_array_append_new(member(object, name, json_array), json);
	else
		(void)json_object_set_new(object, name, json);
}

/* A name that leads nowhere becomes a member that the message does not have, and so a fault. */
static void entry_set(struct arena *arena, json_t *object,
		      const ProtobufCMessageDescriptor *descriptor, const struct entry *entry)
{
	const char *path = entry->name, *name, *rest;
	json_t *const whole = object;
	long index;

	while (step_read(arena, path, &name, &index, &rest)) {
		const ProtobufCFieldDescriptor *field = json_field(descriptor, name);

		if (*rest == '\0' && index < 0) {
			value_set(arena, object, field, name, entry->value);
			return;
		}
		if (!field || field->type != PROTOBUF_C_TYPE_MESSAGE || *rest == '\0' ||
		    (index >= 0) != (field->label == PROTOBUF_C_LABEL_REPEATED))
			break;
		descriptor = field->descriptor;
		object = index < 0 ? member(object, name, json_object)
				   : element(member(object, name, json_array), (size_t)index);
		if (!json_is_object(object))
			break;
		path = rest;
	}
	(void)json_object_set_new(json_is_object(object) ? object : whole, entry->name,
				  json_string(entry->value));
}

ProtobufCMessage *entries_message(const struct entries *entries,
				  const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
				  struct message_faults *faults)
{
	json_t *json = json_object();
	ProtobufCMessage *message;

	for (size_t i = 0; i < entries->count; i++) {
		if (entries->items[i].name[0] != '_')
			entry_set(arena, json, descriptor, &entries->items[i]);
	}
	message = message_from_json(json, descriptor, arena, faults);
	json_decref(json);
	return message;
}
