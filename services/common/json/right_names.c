/* right_names.c - the names one could have written where a wrong one stands */
#include "common/json/right_names.h"

#include <stdio.h>
#include <string.h>

#include "common/json/json_name.h"

static void add(struct right_names *names, const char *name)
{
	size_t length = strlen(names->text);
	size_t room = sizeof names->text - length;
	int written = snprintf(names->text + length, room, "%s%s", length > 0 ? ", " : "", name);

	if (written < 0 || (size_t)written >= room)
		names->text[length] = '\0';
}

void right_names_of_enum(const ProtobufCEnumDescriptor *descriptor, struct right_names *ret_names)
{
	ret_names->text[0] = '\0';
	for (unsigned i = 0; i < descriptor->n_values; i++) {
		if (descriptor->values[i].value != 0)
			add(ret_names, descriptor->values[i].name);
	}
}

void right_names_of_fields(const ProtobufCMessageDescriptor *descriptor,
			   struct right_names *ret_names)
{
	char name[JSON_NAME_SIZE];

	ret_names->text[0] = '\0';
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		json_name(descriptor->fields[i].name, name);
		add(ret_names, name);
	}
}
