/* message_json_read.c - JSON to messages, by their descriptors
 *
 * Memory comes from the arena's allocator, which says no over the limit: 30,000 empty objects in a
 * body may ask for more than a command may have. Paths are printed only for faults.
 */
#include "common/json/message_json.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/json/json_name.h"
#include "common/json/json_time.h"
#include "common/json/message_slot.h"
#include "common/json/right_names.h"
#include "google/protobuf/timestamp.pb-c.h"

struct reader {
	struct arena *arena;
	struct message_faults *faults;
	bool full; /* the arena has said no: nothing more is read */
};

/* Where we are: a name, a key of a map, or, with neither, an index. */
struct step {
	const struct step *up;
	const char *name;
	const char *key;
	size_t index;
};

/* Names longer than this are cut where faults name them. */
enum { PATH_SIZE = 256 };

static size_t print_step(const struct step *step, char path[PATH_SIZE])
{
	size_t length = step->up ? print_step(step->up, path) : 0;
	size_t room = PATH_SIZE - length;
	int written;

	if (step->name)
		written = snprintf(path + length, room, "%s%s", length ? "." : "", step->name);
	else if (step->key)
		written = snprintf(path + length, room, "[%s]", step->key);
	else
		written = snprintf(path + length, room, "[%zu]", step->index);
	if (written < 0)
		return length;
	return (size_t)written < room ? length + (size_t)written : PATH_SIZE - 1;
}

/* A cut in the middle of a character would not be UTF-8 any more. */
static void drop_half_character(char *path)
{
	size_t length = strlen(path);

	while (length > 0 && !text_is_clean(path, length))
		path[--length] = '\0';
}

void message_faults_add(struct message_faults *faults, Ocop__Common__V1__RefusalCode code,
			const char *field, const char *detail)
{
	if (faults->count < MESSAGE_FAULTS_MAX)
		faults->items[faults->count++] = (struct message_fault){code, field, detail};
}

/* Zeroed memory, or NULL and a fault: the last one, since faults need memory too. */
static void *take(struct reader *reader, size_t size_bytes)
{
	ProtobufCAllocator *allocator = arena_allocator(reader->arena);
	void *memory = NULL;

	if (!reader->full)
		memory = allocator->alloc(allocator->allocator_data, size_bytes ? size_bytes : 1);
	if (memory)
		return memset(memory, 0, size_bytes);
	if (!reader->full)
		message_faults_add(reader->faults, REFUSAL(MESSAGE_TOO_LARGE), "",
				   "more than a command may hold");
	reader->full = true;
	return NULL;
}

static bool fault(struct reader *reader, Ocop__Common__V1__RefusalCode code,
		  const struct step *step, const char *detail)
{
	char path[PATH_SIZE] = "";
	char *kept;

	if (reader->faults->count == MESSAGE_FAULTS_MAX)
		return false;
	if (step)
		print_step(step, path);
	drop_half_character(path);
	kept = take(reader, strlen(path) + 1);
	if (kept)
		message_faults_add(reader->faults, code, strcpy(kept, path), detail);
	return false;
}

static bool fault_with_names(struct reader *reader, Ocop__Common__V1__RefusalCode code,
			     const struct step *step, const struct right_names *names)
{
	bool room = reader->faults->count < MESSAGE_FAULTS_MAX;
	char *kept = room ? take(reader, strlen(names->text) + 1) : NULL;

	return kept && fault(reader, code, step, strcpy(kept, names->text));
}

static bool read_message(struct reader *reader, const ProtobufCMessageDescriptor *descriptor,
			 const json_t *json, const struct step *step,
			 ProtobufCMessage **ret_message);

static bool read_integer(struct reader *reader, const json_t *json, int64_t least, int64_t most,
			 const struct step *step, int64_t *ret_number)
{
	const char *wrong = NULL;

	if (!json_is_integer(json))
		wrong = "must be an integer";
	else if (json_integer_value(json) < least || json_integer_value(json) > most)
		wrong = "out of range";
	if (wrong) {
		(void)fault(reader, REFUSAL(FIELD_INVALID), step, wrong); /* always false */
		return false;
	}
	*ret_number = json_integer_value(json);
	return true;
}

static bool parse_i64(const char *text, int64_t *ret_number)
{
	char *end;

	if (!*text || strspn(text, "-0123456789") != strlen(text))
		return false;
	errno = 0;
	*ret_number = strtoll(text, &end, 10);
	return errno == 0 && *end == '\0' && end != text;
}

static bool parse_u64(const char *text, uint64_t *ret_number)
{
	char *end;

	if (!*text || strspn(text, "0123456789") != strlen(text))
		return false;
	errno = 0;
	*ret_number = strtoull(text, &end, 10);
	return errno == 0 && *end == '\0';
}

static bool read_i64(struct reader *reader, const json_t *json, const struct step *step,
		     int64_t *ret_number)
{
	if (json_is_string(json) && parse_i64(json_string_value(json), ret_number))
		return true;
	if (json_is_integer(json))
		return read_integer(reader, json, INT64_MIN, INT64_MAX, step, ret_number);
	return fault(reader, REFUSAL(FIELD_INVALID), step,
		     "must be a 64-bit integer, as text or number");
}

static bool read_u64(struct reader *reader, const json_t *json, const struct step *step,
		     uint64_t *ret_number)
{
	int64_t number;

	if (json_is_string(json) && parse_u64(json_string_value(json), ret_number))
		return true;
	if (!json_is_integer(json))
		return fault(reader, REFUSAL(FIELD_INVALID), step,
			     "must be a 64-bit integer without sign, as text or number");
	if (!read_integer(reader, json, 0, INT64_MAX, step, &number))
		return false;
	*ret_number = (uint64_t)number;
	return true;
}

static bool read_text(struct reader *reader, const json_t *json, const struct step *step,
		      char **ret_text)
{
	const char *text = json_string_value(json);
	size_t size = json_string_length(json);
	char *copy;

	if (!json_is_string(json))
		return fault(reader, REFUSAL(FIELD_INVALID), step, "must be a text");
	if (size > MESSAGE_TEXT_LIMIT_BYTES)
		return fault(reader, REFUSAL(FIELD_TOO_LONG), step, "more than 64 KiB");
	if (!text_is_clean(text, size))
		return fault(reader, REFUSAL(TEXT_INVALID), step, "has a control character");

	copy = take(reader, size + 1);
	if (!copy)
		return false;
	memcpy(copy, text, size);
	*ret_text = copy;
	return true;
}

static bool read_bytes(struct reader *reader, const json_t *json, const struct step *step,
		       ProtobufCBinaryData *ret_bytes)
{
	static const int variants[] = {
		sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
		sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING};
	size_t size = json_string_length(json);
	uint8_t *bytes;

	if (!json_is_string(json))
		return fault(reader, REFUSAL(FIELD_INVALID), step, "must be a text in base64");
	bytes = take(reader, size);
	if (!bytes)
		return false;

	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++) {
		if (sodium_base642bin(bytes, size, json_string_value(json), size, NULL,
				      &ret_bytes->len, NULL, variants[i]) == 0) {
			ret_bytes->data = bytes;
			return true;
		}
	}
	*ret_bytes = (ProtobufCBinaryData){0};
	return fault(reader, REFUSAL(FIELD_INVALID), step, "must be a text in base64");
}

static bool read_enum(struct reader *reader, const ProtobufCEnumDescriptor *descriptor,
		      const json_t *json, const struct step *step, int *ret_number)
{
	const ProtobufCEnumValue *value = NULL;
	struct right_names names;

	if (json_is_string(json))
		value = protobuf_c_enum_descriptor_get_value_by_name(descriptor,
								     json_string_value(json));
	if (value) {
		*ret_number = value->value;
		return true;
	}
	right_names_of_enum(descriptor, &names);
	return fault_with_names(reader, REFUSAL(FIELD_INVALID), step, &names);
}

static bool read_timestamp(struct reader *reader, const json_t *json, const struct step *step,
			   ProtobufCMessage *message)
{
	Google__Protobuf__Timestamp *timestamp = (Google__Protobuf__Timestamp *)message;

	if (json_is_string(json) &&
	    json_time_parse(json_string_value(json), &timestamp->seconds, &timestamp->nanos))
		return true;
	return fault(reader, REFUSAL(FIELD_INVALID), step, "must be a moment as in RFC 3339");
}

static bool read_slot(struct reader *reader, const ProtobufCFieldDescriptor *field,
		      const json_t *json, const struct step *step, void *slot)
{
	int64_t number;

	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		if (!read_integer(reader, json, INT32_MIN, INT32_MAX, step, &number))
			return false;
		*(int32_t *)slot = (int32_t)number;
		return true;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		if (!read_integer(reader, json, 0, UINT32_MAX, step, &number))
			return false;
		*(uint32_t *)slot = (uint32_t)number;
		return true;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return read_i64(reader, json, step, slot);
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return read_u64(reader, json, step, slot);
	case PROTOBUF_C_TYPE_BOOL:
		if (!json_is_boolean(json))
			return fault(reader, REFUSAL(FIELD_INVALID), step, "must be true or false");
		*(protobuf_c_boolean *)slot = json_boolean_value(json);
		return true;
	case PROTOBUF_C_TYPE_ENUM:
		return read_enum(reader, field->descriptor, json, step, slot);
	case PROTOBUF_C_TYPE_STRING:
		return read_text(reader, json, step, slot);
	case PROTOBUF_C_TYPE_BYTES:
		return read_bytes(reader, json, step, slot);
	case PROTOBUF_C_TYPE_MESSAGE:
		return read_message(reader, field->descriptor, json, step, slot);
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		break;
	}
	return fault(reader, REFUSAL(FIELD_INVALID), step, "floating point is not taken");
}

static bool read_array(struct reader *reader, const ProtobufCFieldDescriptor *field,
		       const json_t *json, const struct step *step, size_t *ret_count,
		       void **ret_items)
{
	size_t size = message_slot_size(field->type);
	size_t count = json_array_size(json);
	bool good = true;
	char *items;

	if (!json_is_array(json))
		return fault(reader, REFUSAL(FIELD_INVALID), step, "must be an array");
	if (count == 0)
		return true;
	items = take(reader, count * size);
	if (!items)
		return false;

	for (size_t i = 0; i < count; i++) {
		struct step element = {.up = step, .index = i};

		good &= read_slot(reader, field, json_array_get(json, i), &element,
				  items + i * size);
	}
	if (good) {
		*ret_items = items;
		*ret_count = count;
	}
	return good;
}

/* What a text would be in JSON, so that one set of checks reads both. NULL: it is not UTF-8. */
static json_t *json_of_text(ProtobufCType type, const char *text)
{
	bool number = type != PROTOBUF_C_TYPE_STRING && type != PROTOBUF_C_TYPE_ENUM &&
		      type != PROTOBUF_C_TYPE_BYTES && type != PROTOBUF_C_TYPE_BOOL;
	int64_t value;

	if (number && parse_i64(text, &value))
		return json_integer(value);
	if (type == PROTOBUF_C_TYPE_BOOL && strcmp(text, "true") == 0)
		return json_true();
	if (type == PROTOBUF_C_TYPE_BOOL && strcmp(text, "false") == 0)
		return json_false();
	return json_string(text);
}

static bool read_slot_text(struct reader *reader, const ProtobufCFieldDescriptor *field,
			   const char *text, const struct step *step, void *slot)
{
	json_t *json = json_of_text(field->type, text);
	bool good = json ? read_slot(reader, field, json, step, slot)
			 : fault(reader, REFUSAL(TEXT_INVALID), step, "is not UTF-8");

	json_decref(json);
	return good;
}

static ProtobufCMessage *read_map_entry(struct reader *reader,
					const ProtobufCMessageDescriptor *descriptor,
					const char *key, const json_t *value,
					const struct step *step)
{
	const ProtobufCFieldDescriptor *key_field = &descriptor->fields[0];
	const ProtobufCFieldDescriptor *value_field = &descriptor->fields[1];
	ProtobufCMessage *entry = take(reader, descriptor->sizeof_message);

	if (!entry)
		return NULL;
	descriptor->message_init(entry);
	if (!read_slot_text(reader, key_field, key, step, (char *)entry + key_field->offset) ||
	    !read_slot(reader, value_field, value, step, (char *)entry + value_field->offset))
		return NULL;
	return entry;
}

static bool read_map(struct reader *reader, const ProtobufCFieldDescriptor *field,
		     const json_t *json, const struct step *step, size_t *ret_count,
		     void **ret_items)
{
	ProtobufCMessage **entries;
	bool good = true;
	const char *key;
	json_t *value;
	size_t count = 0;

	if (!json_is_object(json))
		return fault(reader, REFUSAL(FIELD_INVALID), step, "must be an object");
	if (json_object_size(json) == 0)
		return true;
	entries = take(reader, json_object_size(json) * sizeof(*entries));
	if (!entries)
		return false;

	json_object_foreach((json_t *)json, key, value)
	{
		struct step element = {.up = step, .key = key};

		entries[count] = read_map_entry(reader, field->descriptor, key, value, &element);
		good &= entries[count++] != NULL;
	}
	if (good) {
		*ret_items = entries;
		*ret_count = count;
	}
	return good;
}

static bool read_field(struct reader *reader, const ProtobufCFieldDescriptor *field,
		       const json_t *json, const struct step *step, ProtobufCMessage *message)
{
	void *slot = (char *)message + field->offset;
	void *quantifier = (char *)message + field->quantifier_offset;

	if (json_is_null(json))
		return true;
	if (json_field_is_map(field))
		return read_map(reader, field, json, step, quantifier, slot);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return read_array(reader, field, json, step, quantifier, slot);
	if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
		if (*(uint32_t *)quantifier != 0)
			return fault(reader, REFUSAL(FIELD_INVALID), step,
				     "stands beside another of which only one may be given");
		*(uint32_t *)quantifier = field->id;
	}
	return read_slot(reader, field, json, step, slot);
}

static bool read_fields(struct reader *reader, const json_t *json, const struct step *step,
			ProtobufCMessage *message)
{
	struct right_names names;
	bool good = true;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)json, name, value)
	{
		const ProtobufCFieldDescriptor *field = json_field(message->descriptor, name);
		struct step below = {.up = step, .name = name};

		if (field) {
			good &= read_field(reader, field, value, &below, message);
			continue;
		}
		right_names_of_fields(message->descriptor, &names);
		good = fault_with_names(reader, REFUSAL(FIELD_UNKNOWN), &below, &names);
	}
	return good;
}

static bool read_message(struct reader *reader, const ProtobufCMessageDescriptor *descriptor,
			 const json_t *json, const struct step *step,
			 ProtobufCMessage **ret_message)
{
	ProtobufCMessage *message = take(reader, descriptor->sizeof_message);
	bool good;

	if (!message)
		return false;
	descriptor->message_init(message);
	if (json_is_timestamp(descriptor))
		good = read_timestamp(reader, json, step, message);
	else if (json_is_object(json))
		good = read_fields(reader, json, step, message);
	else
		good = fault(reader, REFUSAL(FIELD_INVALID), step, "must be an object");
	if (good)
		*ret_message = message;
	return good;
}

ProtobufCMessage *message_from_json(const json_t *json,
				    const ProtobufCMessageDescriptor *descriptor,
				    struct arena *arena, struct message_faults *faults)
{
	struct reader reader = {.arena = arena, .faults = faults};
	ProtobufCMessage *message;

	return read_message(&reader, descriptor, json, NULL, &message) ? message : NULL;
}

void message_set_text(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
		      const char *text, const char *name, struct arena *arena,
		      struct message_faults *faults)
{
	struct reader reader = {.arena = arena, .faults = faults};
	struct step step = {.name = name};

	(void)read_slot_text(&reader, field, text, &step,
			     (char *)message + field->offset); /* the faults say it */
}
