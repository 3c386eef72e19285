/* letter.h - what a mail says of an event, in Vietnamese or English
 *
 * A template is a file of assets/, <message>.<language>.txt: the first line is the subject, the
 * rest the text. "{certificate.product_name}" is a field of the event, by its path; names with a
 * dot before them ("{.count}") are what the letter knows besides. A line none of whose fields says
 * anything is left out. Events without a template of their own have the letter of "other".
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct arena;

/* What is told, to whom. Texts are borrowed. */
struct letter_facts {
	const char *language; /* "vi" or "en" */
	const ProtobufCMessage *event;
	const char *thing_id;     /* {.thing} */
	const char *type;         /* {.type} */
	const char *subscription; /* {.subscription}: its name */
	const char *portal_url;   /* {.portal}: where things are looked up; "" when not known */
	int64_t count;            /* {.count} */
};

struct letter {
	char *subject; /* one line */
	char *text;
};

/* Writes the letter in the arena. */
struct letter letter_write(struct arena *arena, const struct letter_facts *facts);
