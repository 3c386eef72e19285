/* list_rulebook_issues.c - what is doubtful about a rule book and its sheets
 *
 * Reads:   scoring.v1.ListRulebookIssues
 * Answers: scoring.v1.ListRulebookIssuesReply
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision list_rulebook_issues(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
