/* json_names.h - the names of the fields of an array's elements, made once
 *
 * They are kept as they stand in JSON, `,"name":`, and copied in steps of a fixed size, which takes
 * no call.
 */
#pragma once

#include <stdint.h>

#include "common/json/json_name.h"
#include "common/json/message_json.h"

struct json_text;

enum { JSON_KEPT_NAME_SIZE = JSON_NAME_SIZE + 4 }; /* with what stands around it */

struct json_names {
	char bytes[MESSAGE_FIELDS_MAX][JSON_KEPT_NAME_SIZE];
	uint8_t sizes[MESSAGE_FIELDS_MAX]; /* 0: not made yet */
};

/* None is made yet. */
void json_names_clear(struct json_names *names);

/* Adds the name of the field with this number and this name in proto, a comma before it. Without
 * names (NULL) it is made anew. */
void json_names_add(struct json_names *names, unsigned number, const char *proto_name,
		    struct json_text *text);
