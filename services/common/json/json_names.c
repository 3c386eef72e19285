/* json_names.c - the names of the fields of an array's elements, made once */
#include "common/json/json_names.h"

#include <string.h>

#include "common/json/json_text.h"

enum { STEP_BYTES = 32 }; /* most names end within it */

void json_names_clear(struct json_names *names)
{
	memset(names->sizes, 0, sizeof(names->sizes));
}

/* Returns the bytes of `,"name":`. */
static size_t make(const char *proto_name, char name[JSON_KEPT_NAME_SIZE])
{
	size_t size = 2;

	memcpy(name, ",\"", size);
	json_name(proto_name, name + size);
	size += strlen(name + size);
	memcpy(name + size, "\":", 2);
	return size + 2;
}

static void put_kept(struct json_text *text, const char name[JSON_KEPT_NAME_SIZE],
		     size_t size_bytes)
{
	char *at = text->bytes + text->size_bytes;

	memcpy(at, name, STEP_BYTES);
	if (size_bytes > STEP_BYTES)
		memcpy(at + STEP_BYTES, name + STEP_BYTES, JSON_KEPT_NAME_SIZE - STEP_BYTES);
	text->size_bytes += size_bytes;
}

void json_names_add(struct json_names *names, unsigned number, const char *proto_name,
		    struct json_text *text)
{
	json_text_reserve(text, JSON_KEPT_NAME_SIZE);
	if (names == NULL) {
		text->size_bytes += make(proto_name, text->bytes + text->size_bytes);
		return;
	}
	if (names->sizes[number] == 0) {
		memset(names->bytes[number], 0, JSON_KEPT_NAME_SIZE); /* all of it is copied */
		names->sizes[number] = (uint8_t)make(proto_name, names->bytes[number]);
	}
	put_kept(text, names->bytes[number], names->sizes[number]);
}
