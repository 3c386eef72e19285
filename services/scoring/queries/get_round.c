/* get_round.c - one round
 *
 * Reads:   scoring.v1.GetRound
 * Answers: scoring.v1.Round
 * Refuses: WRONG_SHARD, NO_SUCH_THING
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"

enum decision get_round(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Scoring__V1__GetRound *query = (const Ocop__Scoring__V1__GetRound *)message;
	Ocop__Scoring__V1__Round answer;
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;

	round_message(tx, &round, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	reply_set_version(reply, round.version);
	return ACCEPTED;
}
