/* dossiers.c - dossiers on their way, for the funnel
 *
 * Follows: registration.v1.DossierSubmitted, DossierScreened, DossierProposed, DossierAdmitted,
 *          DossierWithdrawn; scoring.v1.RoundPlanned, DossierClosed, ResultDecided,
 *          DossierLeftRound
 * Writes:  figure_dossiers, figure_passages, figure_rounds
 */
#include "market/figures/funnel/dossiers.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "market/reactions.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

#define DECISION(name) OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_##name

/* What the event names, else its own day. */
static const char *day_of(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const char *told)
{
	return *told ? told : date_text(transaction_arena(tx), date_of_us(event->occurred_at_us));
}

void on_dossier_submitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierSubmitted *submitted =
		(const Ocop__Registration__V1__DossierSubmitted *)body;

	dossier_write_filed(tx, &(struct filed_dossier){
					.dossier_id = submitted->dossier_id,
					.product_id = submitted->product_id,
					.commune_code = submitted->commune_code,
					.filed_on = day_of(tx, event, submitted->submitted_on),
				});
}

void on_dossier_screened(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	dossier_set_screened(tx,
			     ((const Ocop__Registration__V1__DossierScreened *)body)->dossier_id,
			     day_of(tx, event, ""));
}

void on_dossier_proposed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierProposed *proposed =
		(const Ocop__Registration__V1__DossierProposed *)body;

	dossier_set_proposed(tx, proposed->dossier_id, day_of(tx, event, proposed->proposed_on));
}

void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__DossierAdmitted *admitted =
		(const Ocop__Registration__V1__DossierAdmitted *)body;

	passage_set_admitted(tx, admitted->dossier_id, admitted->round_id, day_of(tx, event, ""),
			     event->occurred_at_us);
}

void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	dossier_set_withdrawn(tx,
			      ((const Ocop__Registration__V1__DossierWithdrawn *)body)->dossier_id,
			      day_of(tx, event, ""));
}

void on_dossier_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__Result *result =
		((const Ocop__Scoring__V1__DossierClosed *)body)->result;

	if (!result) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	passage_set_scored(tx, result->dossier_id, result->round_id, day_of(tx, event, ""));
}

void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__Result *result =
		((const Ocop__Scoring__V1__ResultDecided *)body)->result;

	if (!result) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	passage_set_decided(tx, result->dossier_id, result->round_id,
			    day_of(tx, event, result->decided_on),
			    result->decision == DECISION(RECOGNISED));
}

void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__DossierLeftRound *left =
		(const Ocop__Scoring__V1__DossierLeftRound *)body;

	passage_set_left(tx, left->dossier_id, left->round_id, event->occurred_at_us);
}

void on_round_planned(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__RoundPlanned *planned =
		(const Ocop__Scoring__V1__RoundPlanned *)body;

	(void)event; /* a round names its day */
	round_write(tx, &(struct funnel_round){
				.round_id = planned->round_id,
				.name = planned->name,
				.unit_code = planned->unit_code,
				.held_on = planned->held_on,
			});
}
