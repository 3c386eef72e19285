/* minutes_pass.h - one pass of a closed dossier in the minutes */
#pragma once

#include <stdint.h>

#include "scoring/records.h"

struct pdf;
struct sheet;
struct transaction;

/* Why it was held, of a re-rating its written part, the members' totals by part, mean and spread,
 * what was found and agreed on, and the result if it has one. */
void minutes_draw_pass(struct pdf *pdf, struct transaction *tx, const struct round *round,
		       const struct council *council, const struct round_dossier *dossier,
		       const struct sheet *sheet, uint32_t pass);
