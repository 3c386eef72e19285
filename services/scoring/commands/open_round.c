/* open_round.c - documents go out to the council; no more dossiers come in
 *
 * Reads:     scoring.v1.OpenRound
 * Needs:     a planned round with dossiers and a council
 * Writes:    rounds, one row
 * Publishes: scoring.v1.RoundOpened
 * Refuses:   ROUND_STATE, ROUND_EMPTY, COUNCIL_MISSING
 */
#include "scoring/commands.h"

#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum decision open_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Scoring__V1__OpenRound *command = (const Ocop__Scoring__V1__OpenRound *)message;
	struct round_counts counts;
	struct council council;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	council_load(tx, &round, &council);
	round_count(tx, round.round_id, "", &counts);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_OPEN, &round.state))
		return REFUSED;
	if (counts.dossiers == 0)
		reply_refuse(reply, REFUSAL(ROUND_EMPTY), NULL, NULL);
	if (council.count == 0)
		reply_refuse(reply, REFUSAL(COUNCIL_MISSING), NULL, NULL);
	if (reply_refused(reply))
		return REFUSED;

	round.opened_at_us = transaction_now_us(tx);
	round_update(tx, &round);
	event_round_opened(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
