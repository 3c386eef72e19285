/* start_scoring.c - the sitting begins
 *
 * Reads:     scoring.v1.StartScoring
 * Needs:     an open round whose documents have been out long enough
 * Writes:    rounds, one row
 * Publishes: scoring.v1.ScoringStarted
 * Refuses:   SCOPE_MISSING, ROUND_STATE, DOCUMENTS_NOT_AHEAD
 */
#include "scoring/commands.h"

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum decision start_scoring(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__StartScoring *command =
		(const Ocop__Scoring__V1__StartScoring *)message;
	struct calendar calendar;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	calendar_load(tx, &calendar);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_chair(tx, reply, &round) ||
	    !require_act(reply, &round, ACT_START_SCORING, &round.state))
		return REFUSED;
	Ocop__Common__V1__RefusalCode why =
		may_start_scoring(&calendar, date_of_us(round.opened_at_us),
				  date_of_us(transaction_now_us(tx)), round.documents_ahead_days);
	if (why) {
		reply_refuse(reply, why, NULL, "%u working days", round.documents_ahead_days);
		return REFUSED;
	}

	round_update(tx, &round);
	event_scoring_started(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
