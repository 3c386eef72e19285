/* find_rulebook.c - under which rule book a dossier filed on a day is rated
 *
 * Reads:   scoring.v1.FindRulebook
 * Answers: scoring.v1.FindRulebookReply
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision find_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
