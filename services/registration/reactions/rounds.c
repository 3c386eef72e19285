/* rounds.c - rounds of every scoring shard: which there are, and whether they still take dossiers
 *
 * Follows: scoring.v1.RoundPlanned, RoundOpened, RoundClosed, RoundPublished
 * Writes:  rounds, one row
 */
#include "ocop/scoring/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records.h"
#include "registration/rules.h"

void on_round_planned(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__RoundPlanned *planned =
		(const Ocop__Scoring__V1__RoundPlanned *)body;

	(void)event; /* the round's id names its shard */
	round_write(tx, &(struct round){.round_id = planned->round_id,
					.name = planned->name,
					.kind = planned->kind,
					.level = planned->level,
					.unit_code = planned->unit_code,
					.rulebook_code = planned->rulebook_code,
					.held_on = planned->held_on,
					.proposals_before = planned->proposals_before,
					.state = ROUND_STATE(PLANNED)});
}

void on_round_opened(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	(void)event; /* the round's id names its shard */
	round_set_state(tx, ((const Ocop__Scoring__V1__RoundOpened *)body)->round_id,
			ROUND_STATE(OPEN));
}

void on_round_closed(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	(void)event; /* the round's id names its shard */
	round_set_state(tx, ((const Ocop__Scoring__V1__RoundClosed *)body)->round_id,
			ROUND_STATE(CLOSED));
}

void on_round_published(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	(void)event; /* the round's id names its shard */
	round_set_state(tx, ((const Ocop__Scoring__V1__RoundPublished *)body)->round_id,
			ROUND_STATE(PUBLISHED));
}
