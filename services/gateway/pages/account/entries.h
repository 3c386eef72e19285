/* entries.h - what a form of ours sends, and the message it means
 *
 * Fields are named as the message has them in JSON: "story", "seasonMonths" as often as there are
 * values, "prices[0].priceDong". So a form needs no code of its own to become a command, and a
 * refusal finds the field it is about. Names that begin with "_" are the form's own.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct http_request;
struct message_faults;

enum {
	ENTRIES_MAX = 400,       /* a form of forty sizes with some fields each */
	ENTRY_ELEMENTS_MAX = 100 /* elements of one list */
};

/* A field as it was sent: decoded, clean UTF-8; both in the request's arena. */
struct entry {
	const char *name;
	const char *value;
};

/* In the order in which they stand in the form; in the request's arena. */
struct entries {
	struct entry *items;
	size_t count;
};

/* Reads the body, application/x-www-form-urlencoded (WHATWG URL, 5.1); ends of lines become "\n".
 * False when it is none, has too many fields, or a text that is no clean UTF-8. */
bool entries_read(const struct http_request *request, struct entries *ret_entries);

/* The first value of a name; NULL when it was not sent. */
const char *entries_value(const struct entries *entries, const char *name);

/* True when the name was sent with this value. */
bool entries_have(const struct entries *entries, const char *name, const char *value);

/* Adds what the form did not send by this name, as far as there is room: what its own fields mean,
 * or, with "", that refusals of this name have their place in the form. Borrows both. */
void entries_join(struct entries *entries, const char *name, const char *value);

/* Makes the message: a value that is empty is not said, numbers may be written in groups
 * ("65.000"). Returns NULL and the faults when something cannot be what it shall be. */
ProtobufCMessage *entries_message(const struct entries *entries,
				  const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
				  struct message_faults *faults);
