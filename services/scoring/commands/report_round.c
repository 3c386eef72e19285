/* report_round.c - the council's chair reports the results
 *
 * Reads:     scoring.v1.ReportRound
 * Needs:     a closed round; the caller is its chair
 * Writes:    rounds, one row
 * Publishes: scoring.v1.RoundReported
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, ROUND_STATE, SCOPE_MISSING
 */
#include "scoring/commands.h"

#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

enum decision report_round(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__ReportRound *command =
		(const Ocop__Scoring__V1__ReportRound *)message;
	const struct council_member *member;
	struct council council;
	struct round round;

	if (!require_text(reply, "report_number", command->report_number, NUMBER_LENGTH_MAX))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	council_load(tx, &round, &council);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_REPORT, &round.state))
		return REFUSED;
	member = council_find(&council, transaction_caller(tx)->account_id);
	if (!member || member->office != OFFICE(CHAIR)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, "the council's chair reports");
		return REFUSED;
	}

	round.report_number = command->report_number;
	round_update(tx, &round);
	event_round_reported(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
