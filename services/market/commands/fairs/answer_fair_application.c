/* answer_fair_application.c - the organiser accepts a producer or refuses him, with a reason
 *
 * Reads:     market.v1.AnswerFairApplication
 * Needs:     an application without an answer, to a fair that is planned
 * Writes:    fair_participants, one row
 * Publishes: market.v1.FairApplicationAnswered
 * Refuses:   FIELD_TOO_LONG, FIELD_INVALID, REASON_MISSING, FAIR_STATE, PARTICIPANT_STATE
 */
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/commands.h"
#include "market/events.h"

enum decision answer_fair_application(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	const Ocop__Market__V1__AnswerFairApplication *command =
		(const Ocop__Market__V1__AnswerFairApplication *)message;
	const char *reason = allow_composed(reply, "reason", command->reason, FAIR_TEXT_MAX);
	struct fair_participant participant;
	struct fair fair;

	if (!participant_load(tx, command->participant_id, &participant) ||
	    !fair_load(tx, participant.fair_id, &fair))
		return FAILED; /* the subject was there */
	if (transaction_failed(tx))
		return FAILED;

	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	if (participant.state != PARTICIPANT_STATE(APPLIED))
		reply_refuse(reply, REFUSAL(PARTICIPANT_STATE), NULL, NULL);
	if (!command->accepted && *reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (command->accepted && *reason)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "reason", "only of a refusal");
	if (reply_refused(reply))
		return REFUSED;

	participant.state =
		command->accepted ? PARTICIPANT_STATE(ACCEPTED) : PARTICIPANT_STATE(REFUSED);
	participant.answer_reason = reason;
	participant_answer(tx, &participant);
	participant.version++;
	event_fair_application_answered(tx, &participant);
	reply_accept(reply, participant.participant_id, (uint64_t)participant.version);
	return ACCEPTED;
}
