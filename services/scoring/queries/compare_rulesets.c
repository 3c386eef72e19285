/* compare_rulesets.c - what differs between two sheets, criterion by criterion
 *
 * Reads:   scoring.v1.CompareRulesets
 * Answers: scoring.v1.CompareRulesetsReply
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision compare_rulesets(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
