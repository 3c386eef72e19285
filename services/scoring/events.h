/* events.h - what scoring tells: one function an event
 *
 * Events about a dossier carry the version it has in its round, all others the round's.
 */
#pragma once

#include "scoring/records.h"

void event_round_planned(struct transaction *tx, const struct round *round);
void event_council_appointed(struct transaction *tx, const struct round *round,
			     const struct council *council);
void event_dossier_taken(struct transaction *tx, const struct round_dossier *dossier);

/* The reason is what a person shall read. */
void event_dossier_not_taken(struct transaction *tx, const struct admission *admission,
			     const char *reason);
void event_conflict_declared(struct transaction *tx, const struct round_dossier *dossier,
			     const struct conflict *conflict);
void event_round_opened(struct transaction *tx, const struct round *round);
void event_scoring_started(struct transaction *tx, const struct round *round);
void event_score_sheet_sealed(struct transaction *tx, const struct round_dossier *dossier,
			      const struct score_sheet *sheet);
void event_finding_recorded(struct transaction *tx, const struct round_dossier *dossier,
			    const struct finding *finding);
void event_agreed_options_recorded(struct transaction *tx, const struct round_dossier *dossier,
				   const struct choice *choices, size_t count);
void event_dossier_closed(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result);
void event_rescore_ordered(struct transaction *tx, const struct round_dossier *dossier,
			   const char *reason);
void event_dossier_left_round(struct transaction *tx, const struct round_dossier *dossier);
void event_round_closed(struct transaction *tx, const struct round *round);
void event_round_reported(struct transaction *tx, const struct round *round);
void event_result_decided(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result);
void event_round_approved(struct transaction *tx, const struct round *round);
void event_round_published(struct transaction *tx, const struct round *round);
