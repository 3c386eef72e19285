/* notes.c - what is noted at criteria, checked */
#include "scoring/notes.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/reply.h"
#include "common/rulebook/sheet.h"
#include "scoring/rules.h"

static bool evidence_is_fine(const Ocop__Scoring__V1__CriterionNote *note)
{
	for (size_t i = 0; i < note->n_evidence_ids; i++)
		if (!identifier_is(note->evidence_ids[i], "evidence"))
			return false;
	return true;
}

/* What is wrong with a note by itself. */
static Ocop__Common__V1__RefusalCode note_check(const struct sheet *sheet,
						const Ocop__Scoring__V1__CriterionNote *note)
{
	const struct sheet_node *node = sheet_find(sheet, note->criterion_code);

	if (!node || !node_is_criterion(node))
		return REFUSAL(CRITERION_UNKNOWN);
	if (!note->note[0] && note->n_evidence_ids == 0)
		return REFUSAL(FIELD_MISSING);
	if (text_length(note->note) > NOTE_LENGTH_MAX)
		return REFUSAL(FIELD_TOO_LONG);
	if (note->n_evidence_ids > NOTE_EVIDENCE_MAX)
		return REFUSAL(MESSAGE_TOO_LARGE);
	return evidence_is_fine(note) ? REFUSAL(UNSPECIFIED) : REFUSAL(EVIDENCE_UNKNOWN);
}

static bool is_doubled(Ocop__Scoring__V1__CriterionNote *const *notes, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(notes[i]->criterion_code, notes[index]->criterion_code) == 0)
			return true;
	return false;
}

bool notes_are_fine(struct reply *reply, const struct sheet *sheet,
		    Ocop__Scoring__V1__CriterionNote *const *notes, size_t count)
{
	bool fine = true;

	if (count > CHOICES_MAX) {
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "notes", "at most %d", CHOICES_MAX);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		Ocop__Common__V1__RefusalCode why = note_check(sheet, notes[i]);

		if (!why && is_doubled(notes, i))
			why = REFUSAL(CRITERION_DOUBLED);
		if (!why)
			continue;
		reply_refuse(
			reply, why,
			arena_printf(reply_arena(reply), "notes[%.64s]", notes[i]->criterion_code),
			NULL);
		fine = false;
	}
	return fine;
}
