/* minutes_re_rating.h - the written part of a re-rating in the minutes */
#pragma once

#include "scoring/records.h"

struct pdf;
struct transaction;

/* The agency's report, the opinions on it, and why the council met where it did: of a pass of a
 * round of re-ratings; nothing of other rounds. */
void minutes_draw_re_rating(struct pdf *pdf, struct transaction *tx, const struct council *council,
			    const struct round_dossier *dossier, const struct pass_facts *pass,
			    uint32_t pass_no);
