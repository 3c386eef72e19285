/* round_news.c - what a round says of a dossier; a deadline turns it into a command to oneself
 *
 * Follows: scoring.v1.DossierTaken, DossierNotTaken, DossierLeftRound, ResultDecided
 * Writes:  round_news, one row a kind of news
 */
#include "ocop/scoring/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records.h"

void on_dossier_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__DossierTaken *taken =
		(const Ocop__Scoring__V1__DossierTaken *)body;

	round_news_write(tx, &(struct round_news){.round_id = taken->round_id,
						  .dossier_id = taken->dossier_id,
						  .kind = ROUND_TOOK,
						  .reason = "",
						  .decision_number = "",
						  .decided_on = "",
						  .points_text = "",
						  .occurred_at_us = event->occurred_at_us});
}

void on_dossier_not_taken(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__DossierNotTaken *not_taken =
		(const Ocop__Scoring__V1__DossierNotTaken *)body;

	round_news_write(tx, &(struct round_news){.round_id = not_taken->round_id,
						  .dossier_id = not_taken->dossier_id,
						  .kind = ROUND_DID_NOT_TAKE,
						  .reason = not_taken->reason,
						  .decision_number = "",
						  .decided_on = "",
						  .points_text = "",
						  .occurred_at_us = event->occurred_at_us});
}

void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__DossierLeftRound *left =
		(const Ocop__Scoring__V1__DossierLeftRound *)body;

	round_news_write(tx, &(struct round_news){.round_id = left->round_id,
						  .dossier_id = left->dossier_id,
						  .kind = ROUND_LEFT,
						  .reason = left->reason,
						  .decision_number = "",
						  .decided_on = "",
						  .points_text = "",
						  .occurred_at_us = event->occurred_at_us});
}

void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__Result *result =
		((const Ocop__Scoring__V1__ResultDecided *)body)->result;

	if (!result)
		return; /* an event that decides on nothing */
	round_news_write(tx, &(struct round_news){.round_id = result->round_id,
						  .dossier_id = result->dossier_id,
						  .kind = ROUND_DECIDED,
						  .reason = "",
						  .decision = result->decision,
						  .decision_number = result->decision_number,
						  .decided_on = result->decided_on,
						  .star = result->star,
						  .points_sum = result->points_sum,
						  .points_count = result->points_count,
						  .points_text = result->mean_text,
						  .occurred_at_us = event->occurred_at_us});
}
