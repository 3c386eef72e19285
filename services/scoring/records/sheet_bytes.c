/* sheet_bytes.c - what a sealed sheet consists of, as bytes that can be committed to
 *
 * Choices and notes are packed in the order of the scoring sheet, so the bytes do not depend on the
 * order in which somebody ticked boxes and wrote beside them.
 */
#include "scoring/records.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"

const struct choice *choices_from_map(const ProtobufCMessage *const *entries, size_t count,
				      struct arena *arena)
{
	struct choice *choices = arena_alloc(arena, (count + 1) * sizeof(*choices));

	/* Entries of different maps are different types of one shape: key, then value. */
	for (size_t i = 0; i < count; i++) {
		const ProtobufCFieldDescriptor *fields = entries[i]->descriptor->fields;
		const char *entry = (const char *)entries[i];
		const void *key = entry + fields[0].offset;
		const void *value = entry + fields[1].offset;

		assert(entries[i]->descriptor->n_fields == 2 && "an entry of a map");
		choices[i].criterion_code = *(const char *const *)key;
		choices[i].option_no = *(const uint32_t *)value;
	}
	return choices;
}

static ProtobufCMessage *entry_make(const ProtobufCMessageDescriptor *descriptor,
				    const struct choice *choice, struct arena *arena)
{
	ProtobufCMessage *entry = arena_alloc(arena, descriptor->sizeof_message);
	void *key = (char *)entry + descriptor->fields[0].offset;
	void *value = (char *)entry + descriptor->fields[1].offset;

	assert(descriptor->n_fields == 2 && "an entry of a map");
	descriptor->message_init(entry);
	*(char **)key = message_text(choice->criterion_code);
	*(uint32_t *)value = choice->option_no;
	return entry;
}

ProtobufCMessage **choices_to_map(const ProtobufCMessageDescriptor *entry,
				  const struct sheet *sheet, const struct filled_sheet *filled,
				  struct arena *arena, size_t *ret_count)
{
	ProtobufCMessage **entries =
		arena_alloc(arena, (filled->choice_count + 1) * sizeof(ProtobufCMessage *));
	size_t count = 0;

	for (size_t i = 0; i < sheet->node_count; i++)
		for (size_t k = 0; k < filled->choice_count; k++)
			if (strcmp(filled->choices[k].criterion_code, sheet->nodes[i].code) == 0)
				entries[count++] = entry_make(entry, &filled->choices[k], arena);
	*ret_count = count;
	return entries;
}

static void notes_fill(Ocop__Scoring__V1__ScoreSheet *message, const struct sheet *sheet,
		       const struct sheet_content *content, struct arena *arena)
{
	message->notes = arena_alloc(arena, (content->note_count + 1) * sizeof(*message->notes));
	for (size_t i = 0; i < sheet->node_count; i++)
		for (size_t k = 0; k < content->note_count; k++)
			if (strcmp(content->notes[k]->criterion_code, sheet->nodes[i].code) == 0)
				message->notes[message->n_notes++] = content->notes[k];
}

ProtobufCBinaryData sheet_bytes_pack(const struct score_sheet *key, const struct sheet *sheet,
				     const struct sheet_content *content, struct arena *arena)
{
	Ocop__Scoring__V1__ScoreSheet message = OCOP__SCORING__V1__SCORE_SHEET__INIT;

	message.round_id = message_text(key->round_id);
	message.dossier_id = message_text(key->dossier_id);
	message.member_id = message_text(key->member_id);
	message.pass = key->pass;
	message.total = key->total;
	message.choices = (Ocop__Scoring__V1__ScoreSheet__ChoicesEntry **)choices_to_map(
		&ocop__scoring__v1__score_sheet__choices_entry__descriptor, sheet, &content->filled,
		arena, &message.n_choices);
	message.raised = (Ocop__Scoring__V1__Finding **)content->raised;
	message.n_raised = content->raised_count;
	notes_fill(&message, sheet, content, arena);
	return message_pack(&message.base, arena);
}

const Ocop__Scoring__V1__ScoreSheet *sheet_bytes_unpack(const struct score_sheet *sheet,
							struct arena *arena)
{
	return (const Ocop__Scoring__V1__ScoreSheet *)message_unpack(
		&ocop__scoring__v1__score_sheet__descriptor, sheet->sheet, sheet->sheet_size_bytes,
		arena, NULL);
}
