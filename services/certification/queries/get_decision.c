/* get_decision.c - a decision and how far its certificates are
 *
 * Reads:   certification.v1.GetDecision
 * Answers: certification.v1.Decision
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/records/decision.h"

enum decision get_decision(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Certification__V1__GetDecision *query =
		(const Ocop__Certification__V1__GetDecision *)message;
	struct decision_row decision;

	if (!decision_load(tx, query->decision_id, &decision)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "decision_id", NULL);
		return REFUSED;
	}

	reply_set(reply, &decision_message(tx, &decision)->base);
	return ACCEPTED;
}
