/* withdraw_from_fair.c - a producer does not come to a fair after all
 *
 * Whether the organiser has accepted him or not yet. He may apply again until the fair is over.
 *
 * Reads:     market.v1.WithdrawFromFair
 * Needs:     an application that was neither refused nor withdrawn, to a fair that is planned and
 *            has not begun
 * Writes:    fair_participants, one row
 * Publishes: market.v1.FairApplicationWithdrawn
 * Refuses:   FAIR_STATE, PARTICIPANT_STATE
 */
#include <string.h>

#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"

enum decision withdraw_from_fair(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Market__V1__WithdrawFromFair *command =
		(const Ocop__Market__V1__WithdrawFromFair *)message;
	struct fair_participant participant;
	struct fair fair;

	if (!participant_load(tx, command->participant_id, &participant) ||
	    !fair_load(tx, participant.fair_id, &fair))
		return FAILED; /* the subject was there */

	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	else if (strcmp(trace_today(tx), fair.begins_on) >= 0)
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "began on %s", fair.begins_on);
	if (participant.state != PARTICIPANT_STATE(APPLIED) &&
	    participant.state != PARTICIPANT_STATE(ACCEPTED))
		reply_refuse(reply, REFUSAL(PARTICIPANT_STATE), NULL, NULL);
	if (reply_refused(reply))
		return REFUSED;

	participant.state = PARTICIPANT_STATE(WITHDRAWN);
	participant_answer(tx, &participant);
	participant.version++;
	event_fair_application_withdrawn(tx, &participant);
	reply_accept(reply, participant.participant_id, (uint64_t)participant.version);
	return ACCEPTED;
}
