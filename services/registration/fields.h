/* fields.h - texts and days out of a message, refused by name where they are not what they should
 * be
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct reply;

/* Most characters. */
enum {
	NAME_LENGTH = 300,
	LINE_LENGTH = 1000,
	REASON_LENGTH = 4000,
	DESCRIPTION_LENGTH = 5000,
	VALUE_LENGTH = 5000, /* 35 fields of a form, three bytes a character: within a reply */
};

/* Composed, in the reply's arena; FIELD_TOO_LONG over `most` characters. */
const char *field_text_optional(struct reply *reply, const char *field, const char *value,
				size_t most);

/* The same; FIELD_MISSING when nothing is left of it. */
const char *field_text_needed(struct reply *reply, const char *field, const char *value,
			      size_t most);

/* "" or a day as YYYY-MM-DD; DATE_INVALID for anything else. */
const char *field_day_optional(struct reply *reply, const char *field, const char *value);

/* A day as text, in the arena. */
const char *day_text(struct arena *arena, int32_t day);
