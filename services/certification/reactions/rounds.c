/* rounds.c - what became of a round as a whole; a deadline puts its decision on record
 *
 * Follows: scoring.v1.RoundReported, RoundApproved
 * Writes:  decided_rounds, one row
 */
#include "certification/reactions.h"

#include "certification/records/decision.h"
#include "ocop/scoring/v1/events.pb-c.h"

void on_round_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__RoundReported *reported =
		(const Ocop__Scoring__V1__RoundReported *)body;

	(void)event; /* when does not matter */
	decided_round_reported(tx, reported->round_id, reported->report_number);
}

void on_round_approved(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__RoundApproved *approved =
		(const Ocop__Scoring__V1__RoundApproved *)body;

	decided_round_put(tx, &(struct decided_round){
				      .round_id = approved->round_id,
				      .decision_number = approved->decision_number,
				      .decided_on = approved->decided_on,
				      .decided_at_us = event->occurred_at_us,
			      });
}
