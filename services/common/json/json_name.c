/* json_name.c - names of fields: snake_case in proto, lowerCamelCase in JSON */
#include "common/json/json_name.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "google/protobuf/timestamp.pb-c.h"

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

void json_name(const char *proto_name, char name[JSON_NAME_SIZE])
{
	bool capital = false;
	size_t length = 0;

	for (const char *c = proto_name; *c; c++) {
		assert(c - proto_name < JSON_NAME_SIZE - 1 && "a field's name fits");
		if (*c == '_') {
			capital = true;
			continue;
		}
		name[length++] = capital ? upper(*c) : *c;
		capital = false;
	}
	name[length] = '\0';
}

char *json_path(struct arena *arena, const char *proto_path)
{
	char *path = arena_strdup(arena, proto_path);
	bool in_brackets = false;
	bool capital = false;
	char *end = path;

	for (const char *c = proto_path; *c; c++) {
		if (*c == '[')
			in_brackets = true;
		else if (*c == ']')
			in_brackets = false;
		if (*c == '_' && !in_brackets) {
			capital = true;
			continue;
		}
		*end++ = capital ? upper(*c) : *c;
		capital = false;
	}
	*end = '\0';
	return path;
}

const ProtobufCFieldDescriptor *json_field(const ProtobufCMessageDescriptor *descriptor,
					   const char *name)
{
	char candidate[JSON_NAME_SIZE];

	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		json_name(descriptor->fields[i].name, candidate);
		if (strcmp(candidate, name) == 0)
			return &descriptor->fields[i];
	}
	return NULL;
}

bool json_field_is_map(const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessageDescriptor *entry;
	size_t length;

	if (field->label != PROTOBUF_C_LABEL_REPEATED || field->type != PROTOBUF_C_TYPE_MESSAGE)
		return false;
	entry = field->descriptor;
	if (entry->n_fields != 2) /* says it of most */
		return false;
	length = strlen(entry->short_name);
	return length > strlen("Entry") &&
	       strcmp(entry->short_name + length - strlen("Entry"), "Entry") == 0 &&
	       strcmp(entry->fields[0].name, "key") == 0 &&
	       strcmp(entry->fields[1].name, "value") == 0;
}

bool json_is_timestamp(const ProtobufCMessageDescriptor *descriptor)
{
	return descriptor == &google__protobuf__timestamp__descriptor;
}
