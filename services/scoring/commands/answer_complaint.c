/* answer_complaint.c - a complaint about a result is answered
 *
 * Upheld, it lets the dossier be scored again until the round is decided; nothing of that is done
 * here.
 *
 * Reads:     scoring.v1.AnswerComplaint
 * Needs:     a complaint of the round without an answer
 * Writes:    complaints, one row
 * Publishes: scoring.v1.ComplaintAnswered
 * Refuses:   FIELD_MISSING, FIELD_INVALID (outcome, day), FIELD_TOO_LONG, DATE_INVALID,
 *            COMPLAINT_UNKNOWN, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, COMPLAINT_ANSWERED
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records/complaints.h"
#include "scoring/sitting.h"

#define OUTCOME(name) OCOP__SCORING__V1__COMPLAINT_OUTCOME__COMPLAINT_OUTCOME_##name

/* The answer, into a complaint that is not loaded yet. */
static bool answer_read(struct transaction *tx, struct reply *reply,
			const Ocop__Scoring__V1__AnswerComplaint *command,
			struct complaint *ret_answer)
{
	int32_t answered_on;

	*ret_answer = (struct complaint){
		.outcome = command->outcome,
		.answer = require_composed(reply, "answer", command->answer, REASON_LENGTH_MAX),
		.answer_number = require_composed(reply, "answer_number", command->answer_number,
						  NUMBER_LENGTH_MAX),
		.answered_on = command->answered_on,
	};
	if (command->outcome == OUTCOME(UNSPECIFIED))
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "outcome", NULL);
	else if (command->outcome > OUTCOME(REJECTED) || command->outcome < OUTCOME(UNSPECIFIED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", NULL);
	if (require_date(reply, "answered_on", command->answered_on, &answered_on) &&
	    answered_on > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "answered_on", "not after today");
	return !reply_refused(reply);
}

static bool require_answerable(struct transaction *tx, struct reply *reply,
			       const struct sitting *sitting, const struct complaint *complaint,
			       const struct complaint *answer)
{
	if (!require_no_conflict(tx, reply, sitting))
		return false;
	if (complaint->outcome)
		reply_refuse(reply, REFUSAL(COMPLAINT_ANSWERED), NULL, NULL);
	else if (strcmp(answer->answered_on, complaint->received_on) < 0) /* both YYYY-MM-DD */
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "answered_on",
			     "not before the day it came in");
	return !reply_refused(reply);
}

enum decision answer_complaint(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__AnswerComplaint *command =
		(const Ocop__Scoring__V1__AnswerComplaint *)message;
	struct complaint complaint, answer;
	struct sitting sitting;

	if (!answer_read(tx, reply, command, &answer))
		return REFUSED;

	if (!complaint_load(tx, command->complaint_id, &complaint) ||
	    strcmp(complaint.round_id, command->round_id) != 0) {
		reply_refuse(reply, REFUSAL(COMPLAINT_UNKNOWN), "complaint_id", NULL);
		return REFUSED;
	}
	if (!sitting_load(tx, complaint.round_id, complaint.dossier_id, reply, &sitting))
		return REFUSED;

	if (!require_answerable(tx, reply, &sitting, &complaint, &answer))
		return REFUSED;

	complaint.outcome = answer.outcome;
	complaint.answer = answer.answer;
	complaint.answer_number = answer.answer_number;
	complaint.answered_on = answer.answered_on;
	complaint_answer(tx, &complaint);
	event_complaint_answered(tx, &complaint);
	reply_accept(reply, complaint.complaint_id, complaint.version);
	return ACCEPTED;
}
