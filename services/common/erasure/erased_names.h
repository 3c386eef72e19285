/* erased_names.h - the names of a producer, found in messages and taken out of them
 *
 * A name stands in `producer_name` beside `producer_id`, in `name` of messages that begin with
 * `producer_id`, and here and there in what people wrote (reasons, remarks). The last is found only
 * as it was registered, letter for letter, and only where it has two words: a short one could be a
 * part of anything.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What stands in the place of a name. */
extern const char erased_name[];

enum { ERASED_NAMES_MAX = 32 };

/* All in the arena they were gathered with. */
struct erased_names {
	const char *producer_id;
	const char *names[ERASED_NAMES_MAX]; /* each once; the longest first */
	size_t count;
	/* What own events say of that he is in: his products, dossiers, certificates. */
	const char **things;
	size_t thing_count;
};

/* True for a name that is looked for in what people wrote: it has two words. */
bool erased_name_is_unmistakable(const char *name);

/* Adds a name, unless it is known, empty or what stands in its place. */
void erased_names_add(struct erased_names *names, struct arena *arena, const char *name);

/* Adds the names that a message has of the producer, at any depth. */
void erased_names_gather(struct erased_names *names, struct arena *arena,
			 const ProtobufCMessage *message);

/* True when the message names the producer by his id, at any depth. */
bool erased_names_are_of(const struct erased_names *names, const ProtobufCMessage *message);

/* The text without the names; the text itself when it has none. In the arena. */
const char *erased_names_replace(const struct erased_names *names, struct arena *arena,
				 const char *text);

/* Takes the names out of all texts of a message, at any depth; true when it changed. New texts are
 * in the arena. */
bool erased_names_remove(const struct erased_names *names, struct arena *arena,
			 ProtobufCMessage *message);
