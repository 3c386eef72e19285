/* remind_re_rating.c - the days that a level has for a re-rating are over
 *
 * Looked at once, the day after the last one: what the level has decided on by then was in time,
 * and nothing is told.
 *
 * Reads:     scoring.v1.RemindReRating, from the daemon itself
 * Needs:     a dossier in the round whose last day this is, and of which nothing was said yet
 * Writes:    round_dossiers: that it was looked at
 * Publishes: scoring.v1.ReRatingOverdue unless the round is decided
 * Refuses:   DOSSIER_NOT_IN_ROUND
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/rules/re_rating.h"

enum decision remind_re_rating(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__RemindReRating *command =
		(const Ocop__Scoring__V1__RemindReRating *)message;
	int32_t today = date_of_us(transaction_now_us(tx));
	struct round_dossier dossier;
	struct round round;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	bool found = round_dossier_load(tx, command->round_id, command->dossier_id, &dossier);
	if (transaction_failed(tx))
		return FAILED;

	if (!found || dossier.gone || dossier.reminded ||
	    strcmp(dossier.due_on, command->due_on) != 0) {
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_IN_ROUND), "due_on", NULL);
		return REFUSED;
	}

	dossier.reminded = true;
	round_dossier_update(tx, &dossier);
	if (re_rating_is_overdue(dossier.due_on, today, round.state))
		event_re_rating_overdue(tx, &dossier);
	reply_accept(reply, dossier.dossier_id, dossier.version);
	return ACCEPTED;
}
