/* close_round.c - every dossier is closed: the round is
 *
 * Reads:     scoring.v1.CloseRound
 * Needs:     a round in scoring
 * Writes:    rounds, one row
 * Publishes: scoring.v1.RoundClosed
 * Refuses:   SCOPE_MISSING, ROUND_STATE, DOSSIER_NOT_CLOSED for each that is still open
 */
#include "scoring/commands.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/sitting.h"

enum { NAMED_MAX = 50 }; /* more would help nobody */

static bool all_are_closed(struct transaction *tx, struct reply *reply, const char *round_id)
{
	const char *dossier_id = "";

	for (int i = 0; i < NAMED_MAX; i++) {
		dossier_id = round_dossier_open_after(tx, round_id, dossier_id);
		if (!dossier_id[0])
			break;
		/* Whoever takes no part in it is told that there is one, not which. */
		bool hidden = conflict_exists(tx, round_id, dossier_id,
					      transaction_caller(tx)->account_id);
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_CLOSED), "round_id", "%s",
			     hidden ? "" : dossier_id);
	}
	return !reply_refused(reply);
}

enum decision close_round(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Scoring__V1__CloseRound *command =
		(const Ocop__Scoring__V1__CloseRound *)message;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;

	if (!require_chair(tx, reply, &round) ||
	    !require_act(reply, &round, ACT_CLOSE, &round.state) ||
	    !all_are_closed(tx, reply, round.round_id))
		return REFUSED;

	round_update(tx, &round);
	event_round_closed(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
