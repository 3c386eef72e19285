/* get_idea.c - one idea
 *
 * Reads:   registration.v1.GetIdea
 * Answers: registration.v1.Idea
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision get_idea(struct transaction *tx, const ProtobufCMessage *message, struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
