/* publish_round.c - results may be seen by all
 *
 * Reads:     scoring.v1.PublishRound
 * Needs:     a decided round
 * Writes:    rounds, one row
 * Publishes: scoring.v1.RoundPublished
 * Refuses:   ROUND_STATE
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum decision publish_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__PublishRound *command =
		(const Ocop__Scoring__V1__PublishRound *)message;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;

	if (!require_act(reply, &round, ACT_PUBLISH, &round.state))
		return REFUSED;

	round_update(tx, &round);
	event_round_published(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
