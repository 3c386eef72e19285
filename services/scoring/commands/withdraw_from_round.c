/* withdraw_from_round.c - a dossier leaves the round before its evaluation
 *
 * Asked by its producer, by who keeps the round, or by the daemon itself when the producer took it
 * back at registration.
 *
 * Reads:     scoring.v1.WithdrawFromRound
 * Needs:     a round up to scoring, a dossier that is not closed
 * Writes:    round_dossiers, one row; sitting_dossiers: it is on no sitting any more
 * Publishes: scoring.v1.DossierLeftRound
 * Refuses:   FIELD_TOO_LONG, REASON_MISSING, DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED,
 *            MEMBER_HAS_CONFLICT
 */
#include "scoring/commands.h"

#include "common/base/text.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/agenda.h"
#include "scoring/sitting.h"

enum decision withdraw_from_round(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Scoring__V1__WithdrawFromRound *command =
		(const Ocop__Scoring__V1__WithdrawFromRound *)message;
	struct sitting sitting;

	if (!command->reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	else if (text_length(command->reason) > REASON_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;

	if (!require_act(reply, &sitting.round, ACT_WITHDRAW, &sitting.round.state) ||
	    !require_no_conflict(tx, reply, &sitting))
		return REFUSED;
	if (sitting.dossier.closed) {
		reply_refuse(reply, REFUSAL(DOSSIER_CLOSED), NULL, NULL);
		return REFUSED;
	}

	sitting.dossier.gone = true;
	sitting.dossier.gone_reason = command->reason;
	round_dossier_update(tx, &sitting.dossier);
	sitting_dossier_delete(tx, sitting.round.round_id, sitting.dossier.dossier_id);
	event_dossier_left_round(tx, &sitting.dossier);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
