/* cancel_sitting.c - a sitting is taken off the agenda; its dossiers are on none
 *
 * Reads:     scoring.v1.CancelSitting
 * Needs:     a round up to scoring; a sitting of it
 * Writes:    sittings and sitting_dossiers, taken away
 * Publishes: scoring.v1.SittingCancelled
 * Refuses:   ROUND_STATE, NO_SUCH_THING
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/agenda.h"
#include "scoring/sitting.h"

enum decision cancel_sitting(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Scoring__V1__CancelSitting *command =
		(const Ocop__Scoring__V1__CancelSitting *)message;
	struct stored_sitting sitting;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	if (!sitting_stored_load(tx, command->round_id, command->sitting_id, &sitting))
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "sitting_id", NULL);
	if (transaction_failed(tx))
		return FAILED;

	if (reply_refused(reply) || !require_act(reply, &round, ACT_PLAN_SITTING, &round.state))
		return REFUSED;

	sitting_delete(tx, &sitting);
	event_sitting_cancelled(tx, &sitting);
	reply_accept(reply, sitting.sitting_id, sitting.version + 1);
	return ACCEPTED;
}
