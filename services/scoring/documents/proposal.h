/* proposal.h - what goes to the centre with a product besides minutes and annex: the advisory
 * team's report and the authority's decision, as they stand in the store
 *
 * They carry no signature: who signs signs the paper.
 */
#pragma once

#include "ocop/scoring/v1/queries.pb-c.h"
#include "scoring/records.h"

struct pdf;
struct sitting; /* sitting.h */
struct transaction;

/* The team's summary, its points at each criterion it noted, and its visits. */
void team_report_draw(struct pdf *pdf, struct transaction *tx, const struct sitting *sitting,
		      const Ocop__Scoring__V1__TeamReport *report);

/* That the result of the dossier is approved and the product proposed to the centre, or what else
 * was decided. */
void decision_draw(struct pdf *pdf, struct transaction *tx, const struct round *round,
		   const Ocop__Scoring__V1__Result *result);
