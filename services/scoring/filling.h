/* filling.h - a member's own sheet while he fills it in: what saving, handing in and taking in an
 * offline form have in common
 *
 *	filling_open -> filling_read -> filling_permit -> filling_write
 *
 * Texts, choices and bytes are in the arenas of transaction and reply, or the message's own. A
 * function that returns false has said why in the reply, or the transaction has failed.
 */
#pragma once

#include <stdbool.h>

#include "scoring/sitting.h"

/* Most bytes of a sheet with its notes: some 700 letters at every criterion of the longest sheet.
 * Two passes of thirty members, packed and unpacked, are then under 4 MiB of the 16 of a command.
 */
enum { SHEET_SIZE_MAX_BYTES = 32 * 1024 };

/* What a member sends; borrowed from his message. */
struct filling_request {
	struct score_sheet key;                 /* round, dossier and member */
	const ProtobufCMessage *const *choices; /* entries of any of our maps */
	size_t choice_count;
	Ocop__Scoring__V1__Finding *const *raised;
	size_t raised_count;
	Ocop__Scoring__V1__CriterionNote *const *notes;
	size_t note_count;
	bool hands_in; /* complete and sealed; else a draft */
};

/* The sheet as it will be written. */
struct filling {
	struct sitting sitting;
	bool is_producer;          /* the member's account acts for the producer too */
	struct score_sheet sheet;  /* version and pass from filling_open, the rest from _read */
	struct score_sheet before; /* what stands; version 0: none yet */
	struct sheet_content content;
	bool hands_in;
};

/* Loads the dossier, and what the member has written so far. SCOPE_MISSING for another's sheet,
 * DOSSIER_NOT_IN_ROUND, MESSAGE_TOO_LARGE for thousands of choices. */
bool filling_open(struct transaction *tx, const struct filling_request *request,
		  struct reply *reply, struct filling *ret_filling);

/* Checks what was sent against the scoring sheet, adds it up when it is handed in, and packs it.
 * The faults of a draft are without what is still missing. CRITERION_MISSING, CRITERION_UNKNOWN,
 * CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT, CASE_MISSING, FINDING_UNKNOWN, REASON_MISSING,
 * FIELD_TOO_LONG, MESSAGE_TOO_LARGE, and what notes.h says. */
bool filling_read(struct filling *filling, const struct filling_request *request,
		  struct reply *reply);

/* ROUND_STATE, MEETING_NOT_NEEDED for a re-rating in writing, or a refusal of may_fill_sheet. */
bool filling_permit(struct reply *reply, const struct filling *filling);

/* True when the same stands already, sealed as it would be. */
bool filling_is_unchanged(const struct filling *filling);

/* Writes it; handed in it is sealed, and a commitment to it is told. */
void filling_write(struct transaction *tx, struct filling *filling, struct arena *arena);

/* All four for one sheet: saving and handing in. */
bool filling_take(struct transaction *tx, const struct filling_request *request,
		  struct reply *reply, struct filling *ret_filling);
