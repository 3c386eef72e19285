/* supplements.h - what was asked for while a round has a dossier, and what was given, as
 * registration told it
 *
 * As records.h. Only reactions write it.
 */
#pragma once

#include <stdint.h>

#include "scoring/records.h"

struct transaction;

/* supplements: mirrors SupplementAsked. */
struct supplement {
	const char *dossier_id;
	uint32_t supplement_no; /* of the dossier, from 1 */
	const char *round_id;   /* of this shard */
	int64_t asked;          /* sequence of the event */
	const char *deadline;   /* YYYY-MM-DD */
};

/* Keeps that one was asked for; the same again changes nothing. */
void supplement_put(struct transaction *tx, const struct supplement *supplement);

/* Keeps that it was given, and the version of the dossier that it became. One that is not of a
 * round here is nothing to keep. */
void supplement_give(struct transaction *tx, const char *dossier_id, uint32_t supplement_no,
		     uint32_t submission_no, int64_t given_at_us);

/* All that was asked for since a dossier came into its round. */
struct supplements {
	const char *deadline;   /* of the one that is open; "" when there is none */
	uint32_t submission_no; /* the newest version that came of one; 0: none */
	int64_t given_at_us;    /* of that version */
};

/* Empty when nothing was asked for. */
void supplements_load(struct transaction *tx, const struct round_dossier *dossier,
		      struct supplements *ret_supplements);

/* How many sheets of the dossier's present pass were handed in before its newest version was
 * there, as score_sheets_count_sealed counts. */
uint32_t score_sheets_count_before(struct transaction *tx, const struct round_dossier *dossier,
				   const struct supplements *supplements);
