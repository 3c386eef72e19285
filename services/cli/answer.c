/* answer.c - what a verb prints of a daemon's answer */
#include "cli/answer.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/message_json.h"
#include "ocop/common/v1/queries.pb-c.h"

void answer_json(const ProtobufCMessage *message)
{
	size_t size_bytes;
	char *text = message_to_json_text(message, &size_bytes);

	(void)puts(text); /* main looks at stdout's state */
	memory_free(text);
}

int answer_accepted(struct session *session, const char *source, const ProtobufCMessage *command)
{
	const ProtobufCMessage *answer;
	int result = peer_command(session, source, command, &ocop__common__v1__accepted__descriptor,
				  &answer);

	if (result != EXIT_DONE)
		return result;
	if (session->json)
		answer_json(answer);
	else
		(void)printf("%s\n", ((const Ocop__Common__V1__Accepted *)answer)->id);
	return EXIT_DONE;
}

static char **text_field(const ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);

	assert(field && field->type == PROTOBUF_C_TYPE_STRING && "lists go page by page");
	return (char **)((char *)(uintptr_t)message + field->offset);
}

static const ProtobufCFieldDescriptor *items_field(const ProtobufCMessageDescriptor *page)
{
	const ProtobufCFieldDescriptor *field = page->fields;
	const ProtobufCFieldDescriptor *end = field + page->n_fields;

	while (field < end && (field->label != PROTOBUF_C_LABEL_REPEATED ||
			       field->type != PROTOBUF_C_TYPE_MESSAGE))
		field++;
	assert(field < end && "a page of a list has items");
	return field;
}

static void print_page(const struct session *session, const ProtobufCMessage *page,
		       answer_item_fn *print)
{
	const ProtobufCFieldDescriptor *field = items_field(page->descriptor);
	const char *bytes = (const char *)page;
	size_t count = *(const size_t *)(const void *)(bytes + field->quantifier_offset);
	ProtobufCMessage *const *items =
		*(ProtobufCMessage *const *const *)(const void *)(bytes + field->offset);

	for (size_t i = 0; i < count; i++) {
		if (session->json)
			answer_json(items[i]);
		else
			print(items[i]);
	}
}

int answer_list(struct session *session, const char *source, ProtobufCMessage *query,
		const ProtobufCMessageDescriptor *page, answer_item_fn *print)
{
	char *cursor = memory_strdup("");
	const ProtobufCMessage *answer;
	int result;

	do {
		*text_field(query, "cursor") = cursor;
		result = peer_query_signed_in(session, source, query, page, &answer);
		if (result != EXIT_DONE)
			break;
		print_page(session, answer, print);
		memory_free(cursor);
		cursor = memory_strdup(*text_field(answer, "next"));
		arena_reset(session->arena);
	} while (cursor[0] != '\0');
	memory_free(cursor);
	return result;
}
