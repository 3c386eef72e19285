/* filling.h - a member's own sheet while he fills it in: what saving and handing in have in common
 */
#pragma once

#include "scoring/sitting.h"

/* The sheet as it will be written. Texts and choices are in the arenas of transaction and reply. */
struct filling {
	struct sitting sitting;
	struct score_sheet sheet; /* its key and the version it will have */
	struct filled_sheet filled;
};

/* Loads it for a member who may write it now. False with SCOPE_MISSING (another's sheet),
 * DOSSIER_NOT_IN_ROUND, ROUND_STATE, MESSAGE_TOO_LARGE or a refusal of may_fill_sheet in the reply,
 * or when the transaction has failed. */
bool filling_load(struct transaction *tx, const struct score_sheet *key,
		  const ProtobufCMessage *const *entries, size_t count, struct reply *reply,
		  struct filling *ret_filling);
