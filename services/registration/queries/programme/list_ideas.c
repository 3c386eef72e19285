/* list_ideas.c - ideas, newest first
 *
 * Reads:   registration.v1.ListIdeas
 * Answers: registration.v1.ListIdeasReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_ideas(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
