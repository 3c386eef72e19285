/* minutes.h - the minutes of a council: its composition once, then dossier by dossier
 *
 * Only what is open: closed dossiers with the sheets that were opened for them. Members are named
 * by the offices they sit for.
 */
#pragma once

#include "scoring/documents/wording.h"
#include "scoring/records.h"

struct pdf;
struct transaction;

/* Letterhead, title, what round it is and who sits on its council. */
void minutes_draw_head(struct pdf *pdf, struct transaction *tx, const struct round *round,
		       const struct council *council);

/* What was done over one closed dossier: who took part, every pass with its sheets, mean and
 * spread, what was found and agreed on, the result, and complaints about it. Rows live in the
 * transaction's arena. */
void minutes_draw_dossier(struct pdf *pdf, struct transaction *tx, const struct round *round,
			  const struct council *council, const struct round_dossier *dossier);

/* Who signs. */
void minutes_draw_foot(struct pdf *pdf);
