/* letter.c - what a mail says of an event, in Vietnamese or English */
#include "notification/delivery/letter.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "notification/delivery/letter_template.h"

enum { DAY_TEXT_SIZE = sizeof("31/12/2999") };

/* A letter under way. */
struct writer {
	struct arena *arena;
	const struct letter_facts *facts;
};

/* --- values */

/* "2029-06-20" as Vietnam writes it; English letters keep it as it is. */
static const char *day_text(struct writer *writer, const char *text)
{
	char day[DAY_TEXT_SIZE];
	int32_t number;

	if (strcmp(writer->facts->language, "vi") != 0 || !date_parse(text, &number))
		return text;
	(void)snprintf(day, sizeof(day), "%.2s/%.2s/%.4s", text + 8, text + 5, text);
	return arena_strdup(writer->arena, day);
}

/* A field as text; "" for one that is empty, and for kinds that say nothing to people. */
static const char *field_text(struct writer *writer, const ProtobufCMessage *message,
			      const ProtobufCFieldDescriptor *field)
{
	const char *slot = (const char *)message + field->offset;
	const char *text;
	uint32_t number;

	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return "";
	if (field->type == PROTOBUF_C_TYPE_STRING) {
		memcpy(&text, slot, sizeof(text));
		return day_text(writer, text ? text : "");
	}
	if (field->type != PROTOBUF_C_TYPE_UINT32)
		return "";
	memcpy(&number, slot, sizeof(number));
	return arena_printf(writer->arena, "%" PRIu32, number);
}

static const ProtobufCMessage *inner_message(const ProtobufCMessage *message,
					     const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessage *inner;

	if (field->type != PROTOBUF_C_TYPE_MESSAGE || field->label == PROTOBUF_C_LABEL_REPEATED)
		return NULL;
	memcpy(&inner, (const char *)message + field->offset, sizeof(inner));
	return inner;
}

/* "certificate.product_name", by the descriptors; "" where the path ends before its field. */
static const char *path_text(struct writer *writer, char *path)
{
	const ProtobufCMessage *message = writer->facts->event;
	char *rest = path;
	char *name;

	while (message && (name = strsep(&rest, "."))) {
		const ProtobufCFieldDescriptor *field =
			protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

		if (!field)
			return "";
		if (!rest)
			return field_text(writer, message, field);
		message = inner_message(message, field);
	}
	return "";
}

static const char *value_of(struct writer *writer, char *name)
{
	const struct letter_facts *facts = writer->facts;

	if (strcmp(name, ".thing") == 0)
		return facts->thing_id;
	if (strcmp(name, ".type") == 0)
		return facts->type;
	if (strcmp(name, ".subscription") == 0)
		return facts->subscription;
	if (strcmp(name, ".portal") == 0)
		return facts->portal_url;
	if (strcmp(name, ".count") == 0)
		return arena_printf(writer->arena, "%" PRId64, facts->count);
	return path_text(writer, name);
}

/* --- lines */

/* The line with its fields filled in; NULL when it has fields and the first of them is empty, for
 * what a line is about stands first. Values are one line, whatever was entered. */
static char *line_fill(struct writer *writer, const char *line)
{
	char *filled = arena_strdup(writer->arena, "");
	bool first = true;

	while (*line) {
		size_t plain = strcspn(line, "{");
		const char *end = strchr(line + plain, '}');
		char *name;
		const char *value;

		filled = arena_printf(writer->arena, "%s%.*s", filled, (int)plain, line);
		line += plain;
		if (!*line)
			break;
		assert(end && "templates close what they open");
		name = arena_printf(writer->arena, "%.*s", (int)(end - line - 1), line + 1);
		value = text_compose(writer->arena, value_of(writer, name));
		if (first && !*value)
			return NULL;
		first = false;
		filled = arena_printf(writer->arena, "%s%s", filled, value);
		line = end + 1;
	}
	return filled;
}

/* Adds the lines of a template to a text, the first one apart when it is the subject. */
static char *template_fill(struct writer *writer, const char *name, char **ret_subject, char *text)
{
	const struct letter_template *source = letter_template_find(name, writer->facts->language);
	char *rest, *line, *filled;

	if (!source)
		source = letter_template_find("other", writer->facts->language);
	assert(source && "both languages have a letter for everything");
	rest = arena_printf(writer->arena, "%.*s", (int)source->size_bytes,
			    (const char *)source->text);
	if (ret_subject) {
		filled = line_fill(writer, strsep(&rest, "\n"));
		*ret_subject = filled ? filled : arena_strdup(writer->arena, "OCOP");
	}
	while ((line = strsep(&rest, "\n")) && rest) { /* the last is what follows its end */
		filled = line_fill(writer, line);
		if (filled)
			text = arena_printf(writer->arena, "%s%s\n", text, filled);
	}
	return text;
}

struct letter letter_write(struct arena *arena, const struct letter_facts *facts)
{
	struct writer writer = {.arena = arena, .facts = facts};
	const char *name = strrchr(facts->type, '.');
	struct letter letter;

	letter.text = template_fill(&writer, name ? name + 1 : facts->type, &letter.subject,
				    arena_strdup(arena, ""));
	letter.text = template_fill(&writer, "closing", NULL, letter.text);
	return letter;
}
