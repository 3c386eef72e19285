/* words.c - what is typed for enums, roles and durations */
#include "cli/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"

enum { UNITS_OF_TIME = 5 };

/* Bounds what is typed, long before it overflows: ten thousand years of seconds. */
static const int64_t SECONDS_MAX = 10000LL * 366 * 24 * 3600;

/* Length of what all names of an enum begin with: that of its zero without "UNSPECIFIED". */
static size_t prefix_length(const ProtobufCEnumDescriptor *descriptor)
{
	const ProtobufCEnumValue *zero = protobuf_c_enum_descriptor_get_value(descriptor, 0);
	const char *end = zero != NULL ? strstr(zero->name, "UNSPECIFIED") : NULL;

	return end != NULL ? (size_t)(end - zero->name) : 0;
}

bool word_enum(const ProtobufCEnumDescriptor *descriptor, const char *word, struct arena *arena,
	       int *ret_value)
{
	size_t prefix = prefix_length(descriptor);
	char *name = arena_strdup(arena, word);

	for (char *letter = name; *letter != '\0'; letter++)
		*letter = *letter == '-' ? '_' : (char)toupper((unsigned char)*letter);
	for (unsigned i = 0; i < descriptor->n_values; i++) {
		const ProtobufCEnumValue *value = &descriptor->values[i];
		if (value->value != 0 &&
		    (strcmp(value->name, name) == 0 || strcmp(value->name + prefix, name) == 0)) {
			*ret_value = value->value;
			return true;
		}
	}
	return false;
}

const char *enum_word(const ProtobufCEnumDescriptor *descriptor, int value)
{
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(descriptor, value);

	return found != NULL ? found->name + prefix_length(descriptor) : "?";
}

/* "unit=05455" and the like. */
static bool set_scope(Ocop__Common__V1__Grant *grant, char *scope)
{
	char *value = strchr(scope, '=');

	if (value == NULL || value[1] == '\0')
		return false;
	*value++ = '\0';
	if (strcmp(scope, "unit") == 0)
		grant->unit_code = value;
	else if (strcmp(scope, "producer") == 0)
		grant->producer_id = value;
	else if (strcmp(scope, "round") == 0)
		grant->round_id = value;
	else
		return false;
	return true;
}

Ocop__Common__V1__Grant *word_grant(const char *word, struct arena *arena)
{
	Ocop__Common__V1__Grant *grant = arena_alloc(arena, sizeof(*grant));
	char *rest = arena_strdup(arena, word);
	const char *role = strsep(&rest, ":");
	int value;

	ocop__common__v1__grant__init(grant);
	if (!word_enum(&ocop__common__v1__role__descriptor, role, arena, &value))
		return NULL;
	grant->role = (Ocop__Common__V1__Role)value;
	for (char *scope; (scope = strsep(&rest, ":")) != NULL;)
		if (!set_scope(grant, scope))
			return NULL;
	return grant;
}

bool word_seconds(const char *word, int64_t *ret_seconds)
{
	static const struct {
		char letter;
		int64_t seconds;
	} units[UNITS_OF_TIME] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
	char *end;
	long long count = strtoll(word, &end, 10);

	if (end == word || count <= 0 || end[0] == '\0' || end[1] != '\0')
		return false;
	for (size_t i = 0; i < UNITS_OF_TIME; i++) {
		if (units[i].letter != *end || count > SECONDS_MAX / units[i].seconds)
			continue;
		*ret_seconds = count * units[i].seconds;
		return true;
	}
	return false;
}
