/* record_fair_outcome.c - what came of a fair for a producer; a correction leaves the first visible
 *
 * Of buyers nothing is recorded: a contract has two sides and would count twice.
 *
 * Reads:     market.v1.RecordFairOutcome
 * Needs:     a producer that was accepted, at a fair that has begun and is not closed
 * Writes:    fair_outcomes, one row
 * Publishes: market.v1.FairOutcomeRecorded
 * Refuses:   FIELD_TOO_LONG, FIELD_INVALID, REASON_MISSING, FAIR_STATE, PARTICIPANT_STATE
 */
#include <string.h>

#include "common/access_token.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"

enum { CONTRACTS_MAX = 10000 };

/* A hundred thousand million dong: more than all of OCOP sells at a fair. */
static const uint64_t VALUE_DONG_MAX = UINT64_C(100000000000);

static void state_check(struct transaction *tx, const struct fair *fair,
			const struct fair_participant *participant, struct reply *reply)
{
	if (fair->state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair->ended_on);
	else if (strcmp(trace_today(tx), fair->begins_on) < 0)
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "begins on %s", fair->begins_on);
	if (participant->state != PARTICIPANT_STATE(ACCEPTED) || *participant->producer_id == '\0')
		reply_refuse(reply, REFUSAL(PARTICIPANT_STATE), NULL, NULL);
}

static void outcome_read(const Ocop__Market__V1__RecordFairOutcome *command, int64_t earlier,
			 Ocop__Market__V1__FairOutcome *outcome, struct reply *reply)
{
	outcome->contracts = command->contracts;
	outcome->memoranda = command->memoranda;
	outcome->value_dong = command->value_dong;
	outcome->note = message_text(allow_composed(reply, "note", command->note, FAIR_TEXT_MAX));
	outcome->reason =
		message_text(allow_composed(reply, "reason", command->reason, FAIR_TEXT_MAX));
	if (command->contracts > CONTRACTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "contracts", "at most %d",
			     CONTRACTS_MAX);
	if (command->memoranda > CONTRACTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "memoranda", "at most %d",
			     CONTRACTS_MAX);
	if (command->value_dong > VALUE_DONG_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "value_dong", "at most %llu",
			     (unsigned long long)VALUE_DONG_MAX);
	if (earlier > 0 && *outcome->reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (earlier == 0 && *outcome->reason)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "reason", "only of a correction");
	if (earlier >= OUTCOMES_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "participant_id", "corrected %d times",
			     OUTCOMES_MAX - 1);
}

enum decision record_fair_outcome(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__RecordFairOutcome *command =
		(const Ocop__Market__V1__RecordFairOutcome *)message;
	Ocop__Market__V1__FairOutcome outcome = OCOP__MARKET__V1__FAIR_OUTCOME__INIT;
	struct fair_participant participant;
	struct fair fair;
	int64_t earlier;

	if (!participant_load(tx, command->participant_id, &participant) ||
	    !fair_load(tx, participant.fair_id, &fair))
		return FAILED; /* the subject was there */
	earlier = fair_outcome_count(tx, participant.participant_id);
	if (transaction_failed(tx))
		return FAILED;

	state_check(tx, &fair, &participant, reply);
	outcome_read(command, earlier, &outcome, reply);
	if (reply_refused(reply))
		return REFUSED;

	outcome.entry_no = (uint32_t)earlier + 1;
	outcome.recorded_on = message_text(trace_today(tx));
	outcome.by_office = !caller_has_role(transaction_caller(tx), ALLOW(PRODUCER));
	fair_outcome_insert(tx, participant.participant_id, &outcome);
	participant_touch(tx, participant.participant_id);
	participant.version++;
	event_fair_outcome_recorded(tx, &participant, outcome.entry_no);
	reply_accept(reply, participant.participant_id, (uint64_t)participant.version);
	return ACCEPTED;
}
