/* erased_names.c - the names of a producer, found in messages and taken out of them */
#include "common/erasure/erased_names.h"

#include <string.h>

#include "common/base/arena.h"

const char erased_name[] = "(đã xoá tên)";

/* Does something with each text, and with each message, of a message; from the outside in. */
struct walk {
	void (*text)(struct walk *walk, char **text);
	void (*message)(struct walk *walk, const ProtobufCMessage *message);
	const struct erased_names *names;
	struct erased_names *gathered;
	struct arena *arena;
	bool found;
};

static bool is_walked(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE;
}

static void message_walk(struct walk *walk, ProtobufCMessage *message);

static void value_walk(struct walk *walk, const ProtobufCFieldDescriptor *field, void *value)
{
	if (field->type == PROTOBUF_C_TYPE_STRING && walk->text && *(char **)value)
		walk->text(walk, value);
	else if (field->type == PROTOBUF_C_TYPE_MESSAGE && *(ProtobufCMessage **)value)
		message_walk(walk, *(ProtobufCMessage **)value);
}

/* A member of a oneof that is not the one has another's bytes. */
static bool is_there(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const void *quantifier = (const char *)message + field->quantifier_offset;

	return (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) == 0 ||
	       *(const uint32_t *)quantifier == field->id;
}

/* Depth is that of our messages, none of which holds itself. */
static void message_walk(struct walk *walk, ProtobufCMessage *message)
{
	if (walk->message)
		walk->message(walk, message);
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		void *value = (char *)message + field->offset;

		if (!is_walked(field) || !is_there(message, field))
			continue;
		if (field->label != PROTOBUF_C_LABEL_REPEATED) {
			value_walk(walk, field, value);
			continue;
		}
		const size_t *count =
			(const void *)((const char *)message + field->quantifier_offset);

		for (size_t k = 0; k < *count; k++)
			value_walk(walk, field, *(char **)value + k * sizeof(void *));
	}
}

/* A text of the message by its name, or NULL. */
static const char *text_of(const ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

	if (!field || field->type != PROTOBUF_C_TYPE_STRING ||
	    field->label == PROTOBUF_C_LABEL_REPEATED)
		return NULL;
	return *(char *const *)(const void *)((const char *)message + field->offset);
}

static bool is_about(const ProtobufCMessage *message, const char *producer_id)
{
	const char *id = text_of(message, "producer_id");

	return id && strcmp(id, producer_id) == 0;
}

/* Messages that begin with the producer's id are about him, and their name is his. */
static const char *own_name_of(const ProtobufCMessage *message)
{
	if (message->descriptor->n_fields == 0 ||
	    strcmp(message->descriptor->fields[0].name, "producer_id") != 0)
		return NULL;
	return text_of(message, "name");
}

void erased_names_add(struct erased_names *names, struct arena *arena, const char *name)
{
	size_t at = 0;

	/* What is part of the words in its place would be replaced for ever. */
	if (!name || !*name || strstr(erased_name, name) || names->count == ERASED_NAMES_MAX)
		return;
	for (size_t i = 0; i < names->count; i++) {
		if (strcmp(names->names[i], name) == 0)
			return;
		at += strlen(names->names[i]) >= strlen(name);
	}
	/* The longest first: "Hộ Lý Thị Én" before "Lý Thị Én", of which a "Hộ" would remain. */
	memmove(&names->names[at + 1], &names->names[at],
		(names->count - at) * sizeof(names->names[0]));
	names->names[at] = arena_strdup(arena, name);
	names->count++;
}

static void message_gather(struct walk *walk, const ProtobufCMessage *message)
{
	if (!is_about(message, walk->gathered->producer_id))
		return;
	erased_names_add(walk->gathered, walk->arena, text_of(message, "producer_name"));
	erased_names_add(walk->gathered, walk->arena, own_name_of(message));
}

void erased_names_gather(struct erased_names *names, struct arena *arena,
			 const ProtobufCMessage *message)
{
	struct walk walk = {.message = message_gather, .gathered = names, .arena = arena};

	/* Nothing is written: the one walk serves those that write, too. */
	message_walk(&walk, (ProtobufCMessage *)(uintptr_t)message);
}

static void text_compare(struct walk *walk, char **text)
{
	walk->found = walk->found || strcmp(*text, walk->names->producer_id) == 0;
}

bool erased_names_are_of(const struct erased_names *names, const ProtobufCMessage *message)
{
	struct walk walk = {.text = text_compare, .names = names};

	message_walk(&walk, (ProtobufCMessage *)(uintptr_t)message); /* as above */
	return walk.found;
}

bool erased_name_is_unmistakable(const char *name)
{
	return strchr(name, ' ') != NULL;
}

static const char *one_replace(struct arena *arena, const char *text, const char *name)
{
	const char *found;

	if (strcmp(text, name) == 0)
		return erased_name;
	while (erased_name_is_unmistakable(name) && (found = strstr(text, name)) != NULL)
		text = arena_printf(arena, "%.*s%s%s", (int)(found - text), text, erased_name,
				    found + strlen(name));
	return text;
}

const char *erased_names_replace(const struct erased_names *names, struct arena *arena,
				 const char *text)
{
	for (size_t i = 0; i < names->count; i++)
		text = one_replace(arena, text, names->names[i]);
	return text;
}

static void text_replace(struct walk *walk, char **text)
{
	const char *replaced = erased_names_replace(walk->names, walk->arena, *text);

	if (replaced == *text)
		return;
	*text = (char *)(uintptr_t)replaced; /* protobuf-c's texts are not const; none is written */
	walk->found = true;
}

bool erased_names_remove(const struct erased_names *names, struct arena *arena,
			 ProtobufCMessage *message)
{
	struct walk walk = {.text = text_replace, .names = names, .arena = arena};

	message_walk(&walk, message);
	return walk.found;
}
