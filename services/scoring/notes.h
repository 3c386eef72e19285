/* notes.h - what is noted at criteria, and the evidence that was read: out of a message, checked */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/scoring/v1/types.pb-c.h"

struct reply;
struct sheet;

/* Most characters of a note, and most papers it names. */
enum { NOTE_LENGTH_MAX = 1000, NOTE_EVIDENCE_MAX = 20 };

/* True when the notes may stand on the sheet: each at a criterion of it, one a criterion, saying
 * something. Else the reply has, at notes[CODE], CRITERION_UNKNOWN, CRITERION_DOUBLED,
 * FIELD_MISSING, FIELD_TOO_LONG, MESSAGE_TOO_LARGE or EVIDENCE_UNKNOWN for an id that is none;
 * whether the dossier has the paper is registration's to know. */
bool notes_are_fine(struct reply *reply, const struct sheet *sheet,
		    Ocop__Scoring__V1__CriterionNote *const *notes, size_t count);
